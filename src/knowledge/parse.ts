import type { z } from "zod";
import { didYouMean, errorAt, fileStart, firstOf, type Problem } from "./problems.ts";
import { type Path, readYaml, type Yaml } from "./yaml.ts";

/** A file's data, and where in the file each part of it stands. */
export interface Parsed<T> {
  readonly file: string;
  readonly data: T;
  /** Line and column of the value at a path, e.g. `["related", 2]`. */
  readonly placeOf: Yaml["placeOf"];
  /** Line and column of the key that ends a path. */
  readonly keyOf: Yaml["keyOf"];
}
export type Outcome<T> =
  | { readonly ok: true; readonly parsed: Parsed<T> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads one YAML file; `firstLine` is where the text begins when it is part of a larger file. */
export function parseYaml<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  whole = "the file",
  firstLine = 1,
): Outcome<T> {
  try {
    const read = readYaml(file, text, firstLine);
    if (!read.ok) return read;
    const { data, placeOf, keyOf } = read.yaml;
    const result = schema.safeParse(data);
    if (result.success) return { ok: true, parsed: { file, data: result.data, placeOf, keyOf } };
    const findings = result.error.issues.flatMap((issue) => findingsOf(issue, [], data, schema));
    // A key that is spelt wrongly is one mistake, not two: what it was meant to be is then no longer missing.
    const meant = new Set(
      findings.flatMap(({ path, near }) => (near ? [JSON.stringify([...path.slice(0, -1), near])] : [])),
    );
    const told = findings.filter(
      ({ path, key }) => key || valueAt(data, path) !== undefined || !meant.has(JSON.stringify(path)),
    );
    return { ok: false, problems: firstOf(told, (finding) => problemOf(finding, file, read.yaml, whole)) };
  } catch (error) {
    const place = { ...fileStart, line: firstLine };
    return {
      ok: false,
      problems: [errorAt(file, place, `${whole} can't be read (${String(error)})`, "write it more simply")],
    };
  }
}

interface Finding {
  readonly path: Path;
  readonly issue: z.core.$ZodIssue;
  /** The key at the end of the path is at fault, not its value. */
  readonly key?: { readonly known: readonly string[] };
  /** What an unknown key was probably meant to be. */
  readonly near?: string | undefined;
}

function findingsOf(issue: z.core.$ZodIssue, base: Path, data: unknown, schema: z.ZodType): Finding[] {
  const path = [...base, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(schema, path);
    const taken = new Set(Object.keys(valueAt(data, path) ?? {}));
    const free = known.filter((key) => !taken.has(key));
    return issue.keys.map((key) => ({ path: [...path, key], issue, key: { known }, near: didYouMean(key, free) }));
  }
  if (issue.code === "invalid_key") return [{ path, issue, key: { known: [] } }];
  if (issue.code === "invalid_union") {
    // A branch that got past the first level is the one that was meant.
    const meant = issue.errors.find((branch) => branch.some((inner) => inner.path.length > 0));
    if (meant) return meant.flatMap((inner) => findingsOf(inner, path, data, schema));
  }
  return [{ path, issue }];
}

function problemOf({ path, issue, key, near }: Finding, file: string, yaml: Yaml, whole: string): Problem {
  if (issue.code === "unrecognized_keys") {
    const remedy = near ? `did you mean ${near}?` : `take it out; known here: ${key?.known.join(", ") ?? ""}`;
    return errorAt(file, yaml.keyOf(path), `unknown key ${short(String(path.at(-1)))}`, remedy);
  }
  if (issue.code === "invalid_key") {
    const remedy = lowerFirst(issue.issues[0]?.message ?? issue.message);
    return errorAt(file, yaml.keyOf(path), `the key ${short(String(path.at(-1)))} is not right`, remedy);
  }
  const value = valueAt(yaml.data, path);
  const name = path.length === 0 ? whole : pathName(path);
  return errorAt(file, yaml.placeOf(path), `${name} ${whatIs(value, issue)}`, remedyFor(value, issue));
}

function whatIs(value: unknown, issue: z.core.$ZodIssue): string {
  if (value === undefined) return "is missing";
  if (value === null || value === "" || (typeof value === "string" && !value.trim())) return "is empty";
  if (issue.code === "too_big" && typeof value === "string") return `has ${value.trim().length} characters`;
  if (Array.isArray(value))
    return value.length === 0 ? "is empty" : issue.code === "too_small" ? `lists ${value.length}` : "is a list";
  if (typeof value === "object") return Object.keys(value).length === 0 ? "is empty" : "is a mapping of keys to values";
  return `can't be ${typeof value === "string" ? `"${short(value)}"` : JSON.stringify(value)}`;
}

function remedyFor(value: unknown, issue: z.core.$ZodIssue): string {
  const message = lowerFirst(issue.message);
  if (issue.code === "invalid_value" && typeof value === "string") {
    const near = didYouMean(value, issue.values.map(String));
    return near ? `did you mean ${near}? ${message}` : message;
  }
  return message;
}

/** The keys that a strict object allows at a path. */
function knownKeys(schema: z.ZodType, path: Path): string[] {
  type Inside = {
    def?: {
      element?: z.ZodType;
      innerType?: z.ZodType;
      valueType?: z.ZodType;
      /** Of what is transformed. */
      in?: z.ZodType;
      /** Of what holds itself. */
      getter?: () => z.ZodType;
    };
    shape?: Record<string, z.ZodType>;
  };
  const unwrap = (from: Inside): Inside => {
    const inner = from.def?.innerType ?? from.def?.in ?? from.def?.getter?.();
    return inner ? unwrap(inner as Inside) : from;
  };
  let at = unwrap(schema as Inside);
  for (const step of path) {
    const own = at.shape && Object.hasOwn(at.shape, step) ? at.shape[String(step)] : at.def?.valueType;
    at = unwrap(((typeof step === "number" ? at.def?.element : own) ?? {}) as Inside);
  }
  return Object.keys(at.shape ?? {});
}

function valueAt(data: unknown, path: Path): unknown {
  let at = data;
  for (const step of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[step];
  }
  return at;
}

function pathName(path: Path): string {
  const [first, ...rest] = path;
  if (typeof first === "number") return `${rest.length > 0 ? `${pathName(rest)} of ` : ""}item ${first + 1}`;
  return path
    .map((step, i) => (typeof step === "number" ? `[${step + 1}]` : `${i > 0 ? "." : ""}${String(step)}`))
    .join("");
}
const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}…` : text).replaceAll(/\s+/g, " ");
const lowerFirst = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text);
