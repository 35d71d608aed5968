/** Lines of a stream as they become whole; the last one only when the stream ended well. */
export function lineReader(onLine: (line: string) => void): {
  readonly push: (piece: string) => void;
  readonly end: () => void;
} {
  let open = "";
  const give = (line: string): void => {
    if (line.trim() !== "") onLine(line.trim());
  };
  return {
    push: (piece) => {
      open += piece;
      // Models that forget to begin a new line: a sentence ends behind its numbers.
      const parts = open.split(/\n|(?<=\[\d+(?:\s*,\s*\d+)*\][.!?]?)[ \t]+(?=[\p{Lu}"“*-])/u);
      open = parts.pop() ?? "";
      for (const part of parts) give(part);
    },
    end: () => {
      give(open);
      open = "";
    },
  };
}
