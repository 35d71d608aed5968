import { z } from "zod";
import { idleOutside } from "../core/architecture-flow.ts";
import { factNames } from "../core/decide/facts.ts";
import type {
  Architecture,
  Cell,
  Factor,
  Gap,
  Language,
  Model,
  Source,
  SourceTable,
  Synonyms,
} from "../core/catalog.ts";
import type { Quiz } from "../core/quiz.ts";
import { coverageId, day, id, keys, list, oneOf, text } from "./schema-parts.ts";

/** Shapes of the files in `knowledge/`. Each message is read by the person who wrote the file: it says what to write. */

/** What a `{name}` in a pattern may stand for; the advisor fills them in from `models/`. */
const placeholders = ["model", "gpu", "vendor"];

const names = list(text("a name"), "List at least one name that people use for it, e.g. [one name, another]");
const side = oneOf("open", "closed", "hybrid", "both");
const documents = list(id, "Name at least one document of sources.yaml, e.g. [course-article]");
const coverageIds = list(coverageId, "Name what the document says of this, e.g. [DEF-03]");
const grounds = z.union(
  [documents, z.literal("our inference")],
  "List documents of sources.yaml, e.g. [course-article], or write: our inference",
);
const cell = keys("the cell", {
  value: text("what the table shows"),
  sources: grounds,
  contested: id.describe("The entry that tells how the documents disagree").optional(),
}) satisfies z.ZodType<Cell>;

const pattern = text("a pattern").superRefine((source, context) => {
  const unknown = [...source.matchAll(/\{([a-z]\w*)\}/gi)].find(([, name]) => !placeholders.includes(name ?? ""));
  if (unknown) {
    const known = placeholders.map((name) => `{${name}}`).join(", ");
    context.addIssue({ code: "custom", message: `Only these stand for names in a pattern: ${known}` });
  }
  try {
    new RegExp(source.replaceAll(/\{[a-z]\w*\}/gi, "x"), "i");
  } catch (error) {
    const why = (error as Error).message.replace(/^.*\/i: /, "").toLowerCase();
    context.addIssue({ code: "custom", message: `Write a regular expression that compiles (${why})` });
  }
});
const patterns = list(pattern, "Write at least one pattern of the question as a regular expression");
const exceptions = z.array(pattern, "Write a list of patterns, or leave it out").default([]);

/** The front matter of `entries/<id>.md`; the file name is the id, and the body comes with it as one entry. */
export const entryHeadSchema = keys("front matter", {
  title: text("the title", 80),
  questions: list(text("a question"), "Write at least four ways in which people ask this, in different words", 4),
  side,
  sources: z
    .record(id, coverageIds, "Name the documents that say this, e.g. course-article: [DEF-03]")
    .refine((s) => Object.keys(s).length > 0, "Name the documents that say this, e.g. course-article: [DEF-03]"),
  reviewed: day,
  standing: oneOf("settled", "contested", "dated", "author's inference", "not held"),
  qualification: text("the qualification").optional(),
  related: list(id, "Name at least one related entry: it becomes the next question"),
  architecture: id.optional(),
});

export const sourcesSchema = list(
  keys("a document", {
    id,
    file: text("the file name of the document"),
    title: text("the title that people see"),
    kind: text("what kind of document it is"),
    reliability: text("how far to trust it"),
  }) satisfies z.ZodType<Source>,
  "List the documents, each beginning with - id:",
);

const factsSays = `List facts of an assessment: ${factNames.join(", ")}; or leave it out`;
export const factorsSchema = list(
  keys("a row", {
    id,
    covers: coverageId,
    title: text("the title of the row"),
    names,
    facts: z.array(z.enum(factNames, factsSays), factsSays).optional(),
    open: cell,
    closed: cell,
  }) satisfies z.ZodType<Factor>,
  "List the rows of the comparison, each beginning with - id:",
);

/** Tables of the documents: rows of factors.yaml, or rows of their own. */
export const tablesSchema = list(
  keys("a table", {
    id: coverageId,
    title: text("the title", 60),
    names,
    factors: list(id, "List rows of factors.yaml, e.g. [privacy, talent]").optional(),
    columns: list(text("the column heading", 30), "Name the columns", 2).optional(),
    rows: list(
      keys("a row", { cells: list(cell, "Write a cell for each column", 2) }),
      "Write at least one row",
    ).optional(),
  }).refine(
    ({ factors, columns = [], rows = [] }) =>
      factors
        ? rows.length + columns.length === 0
        : rows.length > 0 && rows.every(({ cells }) => cells.length === columns.length),
    "Write factors, or columns and rows with a cell for each column",
  ) satisfies z.ZodType<SourceTable>,
  "List the tables, each beginning with - id:",
);

const arrow = keys("an arrow", {
  from: text("who sends", 40),
  to: text("who gets it; the same again for what somebody does alone", 40),
  sends: text("what is sent, in a few words", 60),
});
const flow = keys("the flow", {
  outside: z.array(text("a name", 40), "List who of them is not the company; [] when all are"),
  arrows: list(arrow, "List who sends what where: {from: …, to: …, sends: …}"),
}).refine(
  (given) => idleOutside(given).length === 0,
  "Under outside, name those that stand in an arrow, spelled the same",
);

export const architectureSchema = keys("the architecture", {
  id,
  covers: coverageId,
  title: text("the title"),
  short: text("the column heading", 30),
  names,
  side,
  role: oneOf("recommendable", "building block", "explain only"),
  summary: text("the summary"),
  parts: list(text("a part"), "List its parts in order, at least two", 2),
  flow: flow.optional(),
  mustGetAcross: list(text("what an answer must get across"), "List what an answer must get across"),
  preconditions: list(text("a pre-condition"), "List at least one pre-condition"),
  sources: documents,
  factors: z.record(id, cell, "Write a cell for each row of factors.yaml"),
}) satisfies z.ZodType<Architecture>;

const asOfSays = 'Write how old the claim is in quotation marks: "2026", "2026-03" or "2026-03-31"';

export const modelSchema = keys("the model", {
  id,
  name: text("the name"),
  maker: text("who makes it"),
  kind: oneOf("open-weight", "closed", "hardware", "place", "suite"),
  covers: list(coverageId, "List the coverage ids that name it, e.g. [MOD-01]"),
  names,
  facts: list(
    keys("a fact", {
      claim: text("the claim"),
      asOf: z.string(asOfSays).regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, asOfSays),
      sources: documents,
    }),
    "Write at least one dated fact, beginning with - claim:",
  ),
}) satisfies z.ZodType<Model>;

export const glossarySchema = list(
  keys("a group", {
    everyday: z.boolean("Write true, or leave it out").optional(),
    terms: list(text("a term"), "Write two terms or more that mean the same", 2),
  }) satisfies z.ZodType<Synonyms>,
  "List groups of words, each beginning with - terms:",
);

export const gapsSchema = list(
  keys("a gap", {
    id,
    title: text("what is not in the sources"),
    asks: patterns,
    unless: exceptions,
    say: text("what the bot says"),
    nearest: z.array(id, "List the entries nearest to the question; [] if there is none"),
  }) satisfies z.ZodType<Gap>,
  "List what the sources do not hold, each beginning with - id:",
);

export const languageSchema = keys("the language", {
  code: z.string("Write the two-letter code, e.g. de").regex(/^[a-z]{2}$/, "Write the two-letter code, e.g. de"),
  name: text("the name in English"),
  marks: list(text("a word"), "List at least ten common words of the language", 10),
  words: z.record(
    z.string(),
    text("the English words"),
    "Write words of the language and what they mean: modell: model",
  ),
}) satisfies z.ZodType<Language>;

export const outOfScopeSchema = list(
  text("a question"),
  "List questions that this knowledge does not answer, each after a dash",
);

export const quizSchema = keys("the quiz", {
  question: text("the question"),
  scenarios: list(text("a case to try"), "List cases to try afterwards"),
  factors: list(
    keys("a factor", { covers: coverageId, title: text("what it is called", 60), names: patterns }),
    "List the factors, each beginning with - covers:",
  ),
}) satisfies z.ZodType<Quiz>;

export const coverageSchema = z.record(
  coverageId,
  keys("a row", {
    kind: text("what kind of statement it is"),
    side,
    statement: text("what the documents say"),
    documents,
  }),
  "Write a row under each coverage id",
);
export type Coverage = z.infer<typeof coverageSchema>;
