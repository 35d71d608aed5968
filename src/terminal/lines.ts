/** Lines of a stream of bytes or text, in time linear in its length however long a line is. */
export async function* linesOf(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  /** Pieces of the line that is not finished yet; joined once. */
  let pieces: string[] = [];
  for await (const chunk of stream) {
    const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let to = text.indexOf("\n"); to >= 0; to = text.indexOf("\n", from)) {
      pieces.push(text.slice(from, to));
      yield whole(pieces);
      pieces = [];
      from = to + 1;
    }
    if (from < text.length) pieces.push(text.slice(from));
  }
  pieces.push(decoder.decode());
  if (pieces.some((piece) => piece !== "")) yield whole(pieces);
}

function whole(pieces: readonly string[]): string {
  const line = pieces.length === 1 ? (pieces[0] ?? "") : pieces.join("");
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
