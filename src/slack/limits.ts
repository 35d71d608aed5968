/** What Slack takes, in code points and counts; where sources disagree, the strict one. */
export const limits = {
  sectionText: 3_000,
  headerText: 150,
  blocks: 50,
  /** Slack refuses at about 13,200 (`msg_blocks_too_long`, observed, not documented): room is left. */
  allText: 12_000,
  /** Header row included. One table a message. */
  tableRows: 100,
  tableColumns: 20,
  chartsAMessage: 2,
  chartTitle: 50,
  chartLabel: 20,
  axisLabel: 50,
  /** Some say 12. */
  chartSeries: 6,
  chartCategories: 20,
  actions: 25,
  buttonText: 75,
  /** Ours: as much of a question as is shown above a shared answer. */
  askedText: 500,
  /** Ours: a table may fill half of a message, so that what it is about stays above it. */
  tableText: 6_000,
  /** Ours: the sources of a reply. */
  sourcesText: 3_000,
  /** Ours: Slack shortens top-level text above 4,000. */
  fallbackText: 3_900,
} as const;

/** Length as Slack counts it: code points, after escaping. */
export const lengthOf = (text: string): number => {
  if (!/[\ud800-\udfff]/.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

// Counts only where UTF-16 leaves it open, so that very long texts cost little.
const isLonger = (text: string, max: number): boolean =>
  text.length > 2 * max || (text.length > max && lengthOf(text) > max);

/** The first `max` code points, without half an entity (`&am`) at the end: in escaped text every `&` opens one. */
function head(text: string, max: number): string {
  const cut = Array.from(text.slice(0, 2 * max))
    .slice(0, max)
    .join("");
  const open = cut.lastIndexOf("&");
  // Half an entity has at most four characters, so even text that is not escaped always gets on.
  const half = cut.length < text.length && open >= Math.max(0, cut.length - 4) && !cut.includes(";", open);
  return half ? cut.slice(0, open) : cut;
}

/** Text that is not escaped, on one line, within `max` code points; what was cut off leaves an ellipsis. */
export const clip = (text: string, max: number): string =>
  isLonger(text, max)
    ? `${Array.from(text.slice(0, 2 * max))
        .slice(0, max - 1)
        .join("")
        .trimEnd()}…`
    : text;

/** Where to break: after a paragraph, a line, a sentence or a word, as long as half of the room is used. */
function breakAt(piece: string): number {
  for (const end of ["\n\n", "\n", ". ", " "]) {
    const at = piece.lastIndexOf(end);
    if (at >= piece.length / 2) return at + end.length;
  }
  return piece.length;
}

/** Escaped text within `max` code points (at least 10); what was cut off leaves an ellipsis. */
export function shorten(text: string, max: number): string {
  if (!isLonger(text, max)) return text;
  const piece = head(text, max - 1);
  return `${piece.slice(0, breakAt(piece)).trimEnd()}…`;
}

/** Escaped text as pieces of at most `max` code points (at least 10), none of them empty; nothing but white space is lost. */
export function split(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (isLonger(rest, max)) {
    const piece = head(rest, max);
    const at = breakAt(piece);
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...pieces, rest].filter((piece) => piece !== "");
}
