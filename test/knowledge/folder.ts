import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { costFiles } from "./cost-folder.ts";
import { decisionFiles } from "./decision-folder.ts";
import { signalFiles } from "./signals-folder.ts";

/** The day on which these tests take place. */
export const today = "2026-11-22";

const entry = (title: string, covers: string, related: string, more = ""): string => `---
title: ${title}
questions:
  - what is ${title.toLowerCase()} in one line?
  - tell me about ${title.toLowerCase()}
  - define ${title.toLowerCase()}
  - how would you explain ${title.toLowerCase()}
side: both
sources:
  lesson: [${covers}]
reviewed: 2026-11-01
standing: settled
${more}related: [${related}]
---
This answers by itself.

- **First point.** It says one thing.
- **Second point.** It says another.
`;

/** The smallest folder in which every kind of file stands and nothing is wrong. */
export const good: Readonly<Record<string, string>> = {
  ...decisionFiles,
  ...costFiles,
  ...signalFiles,
  "quiz.yaml":
    "question: Which?\nscenarios: [A case.]\nfactors:\n  - covers: DEF-01\n    title: One\n    names: [one]\n",
  "routing.yaml": `sensitive:
  use: open
  kinds: [email]
  names: []
  words: []
  workspaces: []
  channels: []
  people: []
  guests: true
complex: {words: 30, parts: 2, advisors: []}
rules:
  - id: all
    when: {}
    use: [open]
    because: All goes to the open model.
`,
  "README.md": "# no knowledge: how to write it\n",
  "entries/alpha.md": entry("Alpha", "DEF-01", "beta", "architecture: plain\n"),
  "entries/beta.md": entry("Beta", "DEF-02", "alpha"),
  "architectures/plain.yaml": `id: plain
covers: DEF-01
title: Plain
short: Plain
names: [plain, plain way]
side: open
role: recommendable
summary: The plain way.
parts: [One part., Another part.]
mustGetAcross: [That it is plain.]
preconditions: [None to speak of.]
sources: [lesson]
factors:
  price:
    value: Low
    sources: [lesson]
  speed:
    value: High
    sources: our inference
`,
  "models/maker/model.yaml": `id: model
name: Model
maker: Maker
kind: closed
covers: [DEF-02]
names: [model, the model]
facts:
  - claim: It is named.
    asOf: "2026"
    sources: [lesson]
`,
  "languages/de.yaml": `code: de
name: German
marks: [und, ist, nicht, wir, uns, eine, mit, wie, auf, oder]
words:
  modell: model
  null: zero
`,
  "sources.yaml": `- id: lesson
  file: lesson.txt
  title: A lesson
  kind: lesson
  reliability: Fair.
- id: guide
  file: guide.txt
  title: A guide
  kind: guide
  reliability: Fair.
`,
  "factors.yaml": ["price", "speed"]
    .map(
      (id) => `- id: ${id}
  covers: DEF-01
  title: The ${id}
  names: [${id}, the ${id}]
  open:
    value: Low
    sources: [lesson]
  closed:
    value: High
    sources: our inference
`,
    )
    .join(""),
  "glossary.yaml": "- terms: [model, llm]\n- terms: [price, cost]\n",
  "gaps.yaml": `- id: prices
  title: prices
  asks: ['how much is {model}\\b']
  unless: []
  say: Not in my sources.
  nearest: [alpha]
`,
  "out-of-scope.yaml": "- what is the weather?\n",
  "coverage.yaml": `DEF-01:
  kind: definition
  side: both
  statement: One thing.
  documents: [lesson]
DEF-02:
  kind: definition
  side: both
  statement: Another thing.
  documents: [lesson, guide]
`,
};

/** A folder of its own for one test, gone when the test is. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "knowledge-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function put(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** The good folder, written to disk. */
export async function goodFolder(): Promise<string> {
  const folder = join(await temporaryFolder(), "knowledge");
  await put(folder, good);
  return folder;
}

export const copyFolder = (from: string, to: string): Promise<void> => cp(from, to, { recursive: true });

/** A good file with one text in it replaced; a text that is not there is the test's mistake. */
export function changed(path: string, from: string | RegExp, to: string): string {
  const text = good[path];
  if (text === undefined) throw new Error(`there is no ${path} in the good folder`);
  const result = text.replace(from, () => to);
  if (result === text) throw new Error(`${path} does not hold ${String(from)}`);
  return result;
}
