/** The files of `prompts/`: what a model is told, read and judged like the knowledge. */
import { z } from "zod";
import { inputsIn, type Prompt, type PromptBook, type Purpose, purposeNames, purposes } from "../core/prompt.ts";
import { backendNames } from "../core/route/policy.ts";
import { readFrontMatter } from "./front-matter.ts";
import type { Outcome } from "./parse.ts";
import { byPlace, errorAt, fileStart, type Place, type Problem, warningAt } from "./problems.ts";
import { type Snapshot, versionOf } from "./read.ts";
import { anyOf, keys, list, oneOf, text } from "./schema-parts.ts";

const outputs = ["sentences", "classification", "question", "facts"] as const;
const count = (what: string, most: number) => {
  const says = `Write ${what} as a whole number from 1 to ${most}`;
  return z.int(says).min(1, says).max(most, says);
};

export const promptHeadSchema = keys("front matter", {
  version: count("the version", 9_999),
  inputs: list(text("an input"), "List the inputs that the text uses, e.g. [question, passages]"),
  output: oneOf(...outputs),
  backend: oneOf("any", ...backendNames),
  maxTokens: count("how many tokens the answer may have", 2_000),
  examples: list(
    keys("an example", {
      inputs: z.record(z.string(), text("the input", 6_000), "Write each input as name: text"),
      output: text("what a good model answers", 4_000),
    }),
    "Write at least one example, beginning with - inputs:",
  ),
});

export interface PromptsLoaded {
  readonly book: PromptBook;
  readonly problems: readonly Problem[];
}

/** Turns files into prompts; a broken one is left out, and what it is for is then done without a model. */
export function loadPrompts(files: Snapshot, unread: readonly Problem[] = []): PromptsLoaded {
  const problems: Problem[] = [...unread];
  const prompts: Partial<Record<Purpose, Prompt>> = {};
  for (const [path, content] of files) {
    const purpose = purposeNames.find((name) => `${name}.md` === path);
    if (purpose === undefined) {
      const says = `name it after what it is for: ${anyOf(purposeNames.map((name) => `${name}.md`))}; or take it out`;
      problems.push(warningAt(path, fileStart, "nothing is read from a file of this name", says));
      continue;
    }
    const outcome = parsePrompt(path, purpose, content);
    if (outcome.ok) prompts[purpose] = outcome.parsed;
    else problems.push(...outcome.problems);
  }
  for (const purpose of purposeNames)
    if (!files.has(`${purpose}.md`) && !unread.some(({ file }) => file === `${purpose}.md`))
      problems.push(
        warningAt(
          `${purpose}.md`,
          fileStart,
          "the file is missing",
          "add it, or what it is for is done without a model",
        ),
      );
  return { book: { version: versionOf(files), prompts }, problems: problems.toSorted(byPlace) };
}

type Read = { readonly ok: true; readonly parsed: Prompt } | Extract<Outcome<Prompt>, { ok: false }>;

function parsePrompt(file: string, purpose: Purpose, content: string): Read {
  const fronted = readFrontMatter(file, content, promptHeadSchema, {
    whole: "a line # System, what the model is told, a line # User, and what it is given",
    first: "the text",
  });
  if (!fronted.ok) return { ok: false, problems: [fronted.problem] };
  const { head, lines, from } = fronted;
  const problems: Problem[] = head.ok ? [] : [...head.problems];
  const body = sectionsOf(file, lines, from, problems);
  if (!head.ok || !body) return { ok: false, problems };
  const { data, placeOf } = head.parsed;
  const wrong = (place: Place, what: string, remedy: string): void =>
    void problems.push(errorAt(file, place, what, remedy));
  const wanted = purposes[purpose];
  if (data.output !== wanted.output)
    wrong(placeOf(["output"]), `${file} does not give ${data.output}`, `write ${wanted.output}`);
  const known: readonly string[] = wanted.inputs;
  for (const [i, name] of data.inputs.entries())
    if (!known.includes(name))
      wrong(placeOf(["inputs", i]), `there is no input ${name} here`, `write ${anyOf(known)}, or take it out`);
  const used = inputsIn(body.user);
  for (const name of known)
    if (!data.inputs.includes(name) || !used.includes(name))
      wrong(placeOf(["inputs"]), `the input ${name} is not used`, `list it here, and write {{${name}}} below # User`);
  for (const name of used)
    if (!known.includes(name))
      wrong(
        body.userAt,
        `{{${name}}} is no input of ${file}`,
        `write one of ${known.map((one) => `{{${one}}}`).join(", ")}`,
      );
  // What people typed must never stand where the model takes its orders from.
  if (inputsIn(body.system).length > 0)
    wrong(body.systemAt, "an input stands below # System", "move it below # User: only our own words may give orders");
  for (const [i, { inputs }] of data.examples.entries())
    for (const name of known)
      if (inputs[name] === undefined)
        wrong(placeOf(["examples", i, "inputs"]), `the example has no ${name}`, `write ${name}: and a text`);
  if (problems.length > 0) return { ok: false, problems };
  const { version, output, backend, maxTokens, examples } = data;
  const hash = versionOf(new Map([[file, content]]));
  return {
    ok: true,
    parsed: { purpose, version, output, backend, maxTokens, system: body.system, user: body.user, examples, hash },
  };
}

interface Sections {
  readonly system: string;
  readonly user: string;
  readonly systemAt: Place;
  readonly userAt: Place;
}

function sectionsOf(file: string, lines: readonly string[], from: number, problems: Problem[]): Sections | undefined {
  const system = lines.findIndex((line, i) => i >= from && /^# System\s*$/i.test(line));
  const user = lines.findIndex((line, i) => i > system && /^# User\s*$/i.test(line));
  const place = (index: number): Place => ({ line: index + 1, column: 1 });
  if (system < 0 || user < 0) {
    const remedy = "write a line # System and what the model is told, then a line # User and what it is given";
    problems.push(errorAt(file, place(from), `there is no ${system < 0 ? "# System" : "# User"}`, remedy));
    return undefined;
  }
  const text = (start: number, end: number): string =>
    lines
      .slice(start + 1, end)
      .join("\n")
      .trim();
  const sections = {
    system: text(system, user),
    user: text(user, lines.length),
    systemAt: place(system),
    userAt: place(user),
  };
  if (sections.system !== "" && sections.user !== "") return sections;
  const [at, name] = sections.system === "" ? [system, "# System"] : [user, "# User"];
  problems.push(errorAt(file, place(at), `nothing stands below ${name}`, "write it"));
  return undefined;
}
