/** Names that a `{placeholder}` in a knowledge file's pattern stands for. */
export type PatternNames = Readonly<Record<string, readonly string[]>>;

export type Matcher = (text: string) => boolean;

const longestTested = 600; // characters: a pattern is an admin's, and a slow one must not hold up an answer

/** A text for a pattern that is to match it as it stands. */
export const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** Compiles patterns of a knowledge file: regular expressions, any case, where `{model}` stands for any named model. */
export function matcherOf(patterns: readonly string[], names: PatternNames): Matcher {
  const compiled = patterns.map((pattern) => {
    const filled = pattern.replaceAll(/\{(\w+)\}/g, (whole, key: string) => {
      const known = names[key];
      if (!known) return whole;
      const longestFirst = [...known].sort((a, b) => b.length - a.length);
      return `(?:\\b(?:${longestFirst.map(literally).join("|")})\\b)`;
    });
    return new RegExp(filled, "i");
  });
  return (text) => {
    const head = text.slice(0, longestTested);
    return compiled.some((pattern) => pattern.test(head));
  };
}
