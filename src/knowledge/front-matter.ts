import type { z } from "zod";
import { type Parsed, parseYaml } from "./parse.ts";
import { errorAt, fileStart, type Problem } from "./problems.ts";

export type Fronted<T> =
  | {
      readonly ok: true;
      readonly lines: readonly string[];
      /** Index of the first line below the front matter. */
      readonly from: number;
      readonly head:
        | { readonly ok: true; readonly parsed: Parsed<T> }
        | { readonly ok: false; readonly problems: readonly Problem[] };
    }
  | { readonly ok: false; readonly problem: Problem };

/** Reads a Markdown file's YAML between its two `---` lines. @param body what stands below it, for the messages */
export function readFrontMatter<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  body: { readonly whole: string; readonly first: string },
): Fronted<T> {
  const lines = text.split("\n");
  const fence = (line: string | undefined): boolean => line !== undefined && /^---\s*$/.test(line);
  const broken = (problem: Problem): Fronted<T> => ({ ok: false, problem });
  if (text.trim() === "")
    return broken(errorAt(file, fileStart, "the file is empty", `write front matter, ${body.whole}`));
  if (!fence(lines[0])) {
    const remedy = "begin the file with a line ---, the front matter, and another line ---";
    return broken(errorAt(file, fileStart, "the front matter is missing", remedy));
  }
  const close = lines.findIndex((line, i) => i > 0 && fence(line));
  if (close < 0) {
    const end = lines.findIndex((line, i) => i > 0 && !/^([\w-]+\s*:|\s+\S|- |#|\s*$)/.test(line));
    const place = { line: (end < 0 ? lines.length - 1 : end) + 1, column: 1 };
    return broken(
      errorAt(file, place, "the front matter is not closed", `write a line --- between it and ${body.first}`),
    );
  }
  const head = parseYaml(file, lines.slice(1, close).join("\n"), schema, "the front matter", 2);
  return { ok: true, lines, from: close + 1, head };
}
