/** What Teams takes, in characters (UTF-16, as Teams counts) and counts; where sources disagree, the strict one. */
export const limits = {
  /** A message is refused at 100 KB of UTF-16 (`MessageSizeTooBig`), all of its JSON counted: room is left. */
  body: 40_000,
  /** Of a picture that is in the card itself. */
  picture: 33_000,
  /** Ours: the words above a card. */
  text: 10_000,
  title: 150,
  summary: 250,
  /** Ours: wider tables cannot be read on a phone. */
  tableColumns: 10,
  /** Ours: as many columns of words, beside the first, as a phone has room for. */
  wordColumns: 3,
  tableRows: 60,
  tableText: 8_000,
  chartsAMessage: 2,
  chartSeries: 6,
  chartCategories: 20,
  chartLabel: 40,
  /** Longer titles are cut off by the client. */
  buttonText: 60,
  /** More than six in a row are hidden behind a menu; Microsoft's own library draws five. */
  buttonsARow: 5,
  citations: 20,
  citationName: 80,
  citationAbstract: 160,
  /** Ours: as much of a question as is shown above an answer. */
  askedText: 500,
  sourcesText: 4_000,
  /** People for whom a card is drawn anew. */
  refreshFor: 60,
} as const;

/** The beginning without half a character (a surrogate without its partner) at the end. */
function head(text: string, max: number): string {
  const cut = text.slice(0, max);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** Where to break: after a paragraph, a line, a sentence or a word, as long as half of the room is used. */
function breakAt(piece: string): number {
  for (const end of ["\n\n", "\n", ". ", " "]) {
    const at = piece.lastIndexOf(end);
    if (at >= piece.length / 2) return at + end.length;
  }
  return piece.length;
}

/** Words within `max` characters; what was cut off leaves an ellipsis. Not for text that is escaped already. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const piece = head(text, max - 1);
  return `${piece.slice(0, breakAt(piece)).trimEnd()}…`;
}

/** On one line. */
export const line = (text: string, max: number): string => shorten(text.replaceAll(/\s+/g, " ").trim(), max);
