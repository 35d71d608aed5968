import { LineCounter, parseDocument, type Document, type Node } from "yaml";
import type { z } from "zod";
import type { Entry } from "../core/catalog.ts";
import { didYouMean, type Problem } from "./problems.ts";
import { entryHeadSchema } from "./schema.ts";

/** A file's data, and where in the file each part of it stands. */
export interface Parsed<T> {
  readonly file: string;
  readonly data: T;
  /** Line and column of the value at a path, e.g. `["related", 2]`. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
}
export interface Place {
  readonly line: number;
  readonly column: number;
}
export type Outcome<T> = { readonly ok: true; readonly parsed: Parsed<T> } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads one YAML file; `firstLine` is where the text begins when it is part of a larger file. */
export function parseYaml<T>(file: string, text: string, schema: z.ZodType<T>, firstLine = 1): Outcome<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col) };
  };
  const syntax = document.errors[0];
  if (syntax) {
    const remedy = "mend the YAML there; text with a colon or a quotation mark wants quotes around it";
    return { ok: false, problems: [{ file, ...at(syntax.pos[0]), what: firstSentence(syntax.message), remedy, severity: "error" }] };
  }
  const placeOf = (path: readonly PropertyKey[]): Place => at(offsetOf(document, path));
  const result = schema.safeParse(document.toJS());
  if (result.success) return { ok: true, parsed: { file, data: result.data, placeOf } };
  const problems = result.error.issues.flatMap((issue): Problem[] => {
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(file, key, issue.path, schema, document, at));
    const missing = document.getIn([...issue.path]) === undefined && issue.path.length > 0;
    const what = missing ? `${pathName(issue.path)} is missing` : `${pathName(issue.path)} is not right`;
    return [{ file, ...placeOf(issue.path), what, remedy: lowerFirst(innermost(issue)), severity: "error" }];
  });
  return { ok: false, problems };
}

/** Reads `entries/<id>.md`: YAML between two `---` lines, then the answer, then a list of points. */
export function parseEntry(file: string, id: string, text: string): Outcome<Entry> {
  const match = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!match) {
    const remedy = "begin the file with a line ---, the front matter, and another line ---";
    return { ok: false, problems: [{ file, line: 1, column: 1, what: "the front matter is missing", remedy, severity: "error" }] };
  }
  const head = parseYaml(file, match[1] ?? "", entryHeadSchema, 2);
  const bodyLine = match[0].split("\n").length;
  const body = readBody(file, text.slice(match[0].length), bodyLine);
  if (!head.ok || body.problems.length > 0) return { ok: false, problems: [...(head.ok ? [] : head.problems), ...body.problems] };
  const placeOf = (path: readonly PropertyKey[]): Place =>
    path[0] === "answer" || path[0] === "points" ? { line: bodyLine, column: 1 } : head.parsed.placeOf(path);
  return { ok: true, parsed: { file, data: { id, ...head.parsed.data, answer: body.answer, points: body.points }, placeOf } };
}

function readBody(file: string, text: string, firstLine: number): { answer: string; points: string[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const fail = (line: number, what: string, remedy: string) =>
    problems.push({ file, line: firstLine + line, column: 1, what, remedy, severity: "error" });
  const paragraph: string[] = [];
  const points: string[] = [];
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (/^[-*] /.test(line)) points.push(line.slice(2).trim());
    else if (line === "") continue;
    else if (points.length > 0 && /^\s/.test(raw)) points.push(`${points.pop() ?? ""} ${line}`);
    else if (points.length === 0) paragraph.push(line);
    else fail(i, "there is text after the list of points", "move it into the answer or make it a point with - in front");
  }
  const answer = paragraph.join(" ");
  const words = answer.split(/\s+/).filter(Boolean).length;
  if (words === 0) fail(0, "the answer is missing", "write one paragraph of at most 60 words that answers by itself");
  if (words > 60) fail(0, `the answer has ${words} words`, "shorten it to 60 and move the rest into points");
  return { answer, points, problems };
}

function unknownKey(
  file: string,
  key: string,
  path: readonly PropertyKey[],
  schema: z.ZodType,
  document: Document,
  at: (offset: number) => Place,
): Problem {
  const known = knownKeys(schema, path);
  const near = didYouMean(key, known);
  const remedy = near ? `did you mean ${near}?` : `take it out; known here: ${known.join(", ")}`;
  return { file, ...at(keyOffset(document, [...path, key])), what: `unknown key ${key}`, remedy, severity: "error" };
}

/** The keys that a strict object allows at a path. */
function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at = schema as { def?: { type?: string; element?: z.ZodType; innerType?: z.ZodType; valueType?: z.ZodType }; shape?: Record<string, z.ZodType> };
  for (const step of path) {
    const next = typeof step === "number" ? at.def?.element : (at.shape?.[String(step)] ?? at.def?.valueType);
    at = (next ?? {}) as typeof at;
    while (at.def?.innerType) at = at.def.innerType as typeof at;
  }
  return Object.keys(at.shape ?? {});
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn([...path.slice(0, length)], true) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

function keyOffset(document: Document, path: readonly PropertyKey[]): number {
  const parent = document.getIn([...path.slice(0, -1)], true) as { items?: { key?: { value?: unknown; range?: [number, number, number] } }[] } | undefined;
  const pair = parent?.items?.find((item) => item.key?.value === path.at(-1));
  return pair?.key?.range?.[0] ?? offsetOf(document, path);
}

/** For a union the message of the union itself; zod nests the branches' messages below it. */
const innermost = (issue: z.core.$ZodIssue): string => issue.message;
const pathName = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? "the file" : path.map((p) => (typeof p === "number" ? `[${p + 1}]` : String(p))).join(".").replaceAll(".[", "[");
const firstSentence = (message: string): string => message.split("\n")[0]?.replace(/[.:]\s*$/, "") ?? message;
const lowerFirst = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text);
