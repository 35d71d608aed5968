/** Text in SVG: escaped, and broken into lines, for SVG breaks none. */
export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const meanWidth = 0.54; // of the font's size, for Inter's letters on average

export const textWidth = (text: string, size: number): number => text.length * size * meanWidth;

/** At most so many lines that fit a width; what is left over ends in an ellipsis. */
export function linesOf(text: string, width: number, size: number, most: number): string[] {
  const longest = Math.max(4, Math.floor(width / (size * meanWidth)));
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= longest) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const shown = lines.slice(0, most);
  if (lines.length > most) shown[most - 1] = `${(shown[most - 1] ?? "").slice(0, longest - 1)}…`;
  return shown;
}
