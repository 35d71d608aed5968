/** Small rules that say what is wrong with a piece of JSON, and where; larger rules are built from them. */

/** Slack's own words for why it takes no message and no view. */
export type Code =
  | "invalid_blocks"
  | "invalid_blocks_format"
  | "msg_blocks_too_long"
  | "msg_too_long"
  | "no_text"
  | "only_one_table_allowed"
  | "invalid_arguments";

/** One thing that Slack would refuse. */
export interface Problem {
  /** Where, as a JSON pointer: `/blocks/0/text`. */
  readonly pointer: string;
  readonly code: Code;
  readonly message: string;
}

/** Looks at a value and reports what is wrong with it. */
export type Rule = (value: unknown, at: string, report: Report) => void;
export type Report = (pointer: string, message: string, code?: Code) => void;
export type Json = Readonly<Record<string, unknown>>;

/** Length as Slack counts it: code points. */
export const lengthOf = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/** What can stand as a word or a number; `otherwise` for anything else. */
export const asText = (value: unknown, otherwise = ""): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : otherwise;

export const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === "object" && !Array.isArray(value);

const between = (least: number, most: number, unit: string): string =>
  least === most ? `exactly ${most} ${unit}` : `${least} to ${most.toLocaleString("en")} ${unit}`;

/** A string of `least` (1 unless told) to `most` characters. */
export const string =
  (most: number, least = 1): Rule =>
  (value, at, report) => {
    if (typeof value !== "string") return report(at, "must be a string");
    const length = value.length > 4 * most ? value.length : lengthOf(value);
    if (length < least || length > most)
      report(at, `must have ${between(least, most, "characters")}, has ${length.toLocaleString("en")}`);
  };

export const matching =
  (pattern: RegExp, says: string): Rule =>
  (value, at, report) => {
    if (typeof value !== "string" || !pattern.test(value)) report(at, `must be ${says}`);
  };

export const word =
  (...words: readonly string[]): Rule =>
  (value, at, report) => {
    if (typeof value !== "string" || !words.includes(value)) report(at, `must be one of: ${words.join(", ")}`);
  };

export const bool: Rule = (value, at, report) => {
  if (typeof value !== "boolean") report(at, "must be true or false");
};

/** A finite number; Slack's JSON knows neither NaN nor Infinity. */
export const number: Rule = (value, at, report) => {
  if (typeof value !== "number" || !Number.isFinite(value)) report(at, "must be a finite number");
};

export const whole =
  (least: number, most: number): Rule =>
  (value, at, report) => {
    if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most)
      report(at, `must be a whole number from ${least} to ${most}`);
  };

/** A list of `least` to `most` things. */
export const list =
  (item: Rule, most: number, least = 1): Rule =>
  (value, at, report) => {
    if (!Array.isArray(value)) return report(at, "must be a list");
    if (value.length < least || value.length > most)
      report(at, `must have ${between(least, most, "items")}, has ${value.length}`);
    for (const [i, each] of value.entries()) item(each, `${at}/${i}`, report);
  };

/** An object with these fields and no others: Slack refuses what it does not know. */
export const object =
  (required: Readonly<Record<string, Rule>>, optional: Readonly<Record<string, Rule>> = {}): Rule =>
  (value, at, report) => {
    if (!isObject(value)) return report(at, "must be an object");
    for (const key of Object.keys(required)) if (value[key] === undefined) report(`${at}/${key}`, "is missing");
    for (const [key, each] of Object.entries(value)) {
      if (each === undefined) continue; // leaves no trace in JSON
      const known = Object.hasOwn(required, key) ? required : optional;
      const rule = Object.hasOwn(known, key) ? known[key] : undefined;
      if (rule === undefined) report(`${at}/${key}`, "is not a field that Slack knows here");
      else rule(each, `${at}/${key}`, report);
    }
  };

/** A thing whose `type` decides which rule holds. */
export const typed =
  (what: string, rules: Readonly<Record<string, Rule>>): Rule =>
  (value, at, report) => {
    const type = isObject(value) ? value["type"] : undefined;
    const rule = typeof type === "string" && Object.hasOwn(rules, type) ? rules[type] : undefined;
    if (rule === undefined) report(at, `unsupported ${what} type: ${typeof type === "string" ? type : "none"}`);
    else rule(value, at, report);
  };

/** A rule, and then a second look at the same object. */
export const also =
  (rule: Rule, look: (value: Json, at: string, report: Report) => void): Rule =>
  (value, at, report) => {
    rule(value, at, report);
    if (isObject(value)) look(value, at, report);
  };

/** The fields of `all` that `names` lists. */
export const pick = (all: Readonly<Record<string, Rule>>, names: readonly string[]): Record<string, Rule> =>
  Object.fromEntries(names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
