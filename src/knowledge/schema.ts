import { z } from "zod";
import type { Architecture, Cell, Factor, Gap, Language, Model, RuleOfThumb, Source, Synonyms } from "../core/catalog.ts";

/** Shapes of the files in `knowledge/`. Each message is read by the person who wrote the file: it says what to write. */

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Write lower-case words joined by hyphens, e.g. vendor-lock-in");
const sentence = (what: string) => z.string(`Write ${what} as text`).trim().min(1, `Write ${what}`);
const names = z.array(sentence("a name")).min(1, "List at least one name that people use for it");
const side = z.enum(["open", "closed", "hybrid", "both"], "Write open, closed, hybrid or both");
const day = z.iso.date("Write the day as YYYY-MM-DD");
const documents = z.array(id).min(1, "Name at least one document of sources.yaml");
const patterns = z
  .array(
    sentence("a pattern").refine(compiles, "Write a regular expression that compiles; {model} stands for any named model"),
  )
  .min(1, "Write at least one pattern of the question");
const grounds = z.union([documents, z.literal("our inference")], "List document ids, or write: our inference");
const cell = z.strictObject({ value: sentence("what the table shows"), sources: grounds }) satisfies z.ZodType<Cell>;
const coverageId = z.string().regex(/^[A-Z]+-[A-Z]?\d+$/, "Write a coverage id, e.g. DEF-01");

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern.replaceAll(/\{\w+\}/g, "x"), "i");
    return true;
  } catch {
    return false;
  }
}

/** The front matter of `entries/<id>.md`; title and body come with it as one entry. */
export const entryHeadSchema = z.strictObject({
  title: sentence("the title").max(80, "Keep the title within 80 characters"),
  questions: z.array(sentence("a question")).min(4, "Write at least four ways in which people ask this, in different words"),
  side,
  sources: z
    .record(z.string(), z.array(coverageId))
    .refine((s) => Object.keys(s).length > 0, "Name the documents that say this, e.g. course-article: [DEF-03]"),
  reviewed: day,
  standing: z.enum(
    ["settled", "contested", "dated", "author's inference"],
    "Write settled, contested, dated or author's inference",
  ),
  qualification: sentence("the qualification").optional(),
  related: z.array(id).min(1, "Name at least one related entry: it becomes the next question"),
  architecture: id.optional(),
});
export type EntryHead = z.infer<typeof entryHeadSchema>;

export const sourcesSchema = z.array(
  z.strictObject({
    id,
    file: sentence("the file name of the document"),
    title: sentence("the title that people see"),
    kind: sentence("what kind of document it is"),
    reliability: sentence("how far to trust it"),
  }) satisfies z.ZodType<Source>,
);

export const factorsSchema = z.array(
  z.strictObject({
    id,
    covers: coverageId,
    title: sentence("the title of the row"),
    names,
    open: cell,
    closed: cell,
  }) satisfies z.ZodType<Factor>,
);

export const architectureSchema = z.strictObject({
  id,
  covers: coverageId,
  title: sentence("the title"),
  short: sentence("the column heading").max(30, "Keep the column heading within 30 characters"),
  names,
  side,
  role: z.enum(["recommendable", "building block", "explain only"], "Write recommendable, building block or explain only"),
  summary: sentence("the summary"),
  parts: z.array(sentence("a part")).min(2, "List its parts in order, at least two"),
  mustGetAcross: z.array(sentence("what an answer must get across")).min(1, "Write what an answer must get across"),
  preconditions: z.array(sentence("a pre-condition")).min(1, "Write at least one pre-condition"),
  sources: documents,
  factors: z.record(id, cell),
}) satisfies z.ZodType<Architecture>;

export const modelSchema = z.strictObject({
  id,
  name: sentence("the name"),
  maker: sentence("who makes it"),
  kind: z.enum(["open-weight", "closed", "hardware", "place", "suite"], "Write open-weight, closed, hardware, place or suite"),
  covers: z.array(coverageId),
  names,
  facts: z
    .array(
      z.strictObject({
        claim: sentence("the claim"),
        asOf: z.string("Quote the date: YYYY, YYYY-MM or YYYY-MM-DD").regex(/^\d{4}(-\d\d){0,2}$/, "Write YYYY, YYYY-MM or YYYY-MM-DD"),
        sources: documents,
      }),
    )
    .min(1, "Write at least one dated fact"),
}) satisfies z.ZodType<Model>;

export const glossarySchema = z.array(
  z.strictObject({ terms: z.array(sentence("a term")).min(2, "Write two terms or more that mean the same") }) satisfies z.ZodType<Synonyms>,
);

export const gapsSchema = z.array(
  z.strictObject({
    id,
    title: sentence("what is not in the sources"),
    asks: patterns,
    unless: patterns.default([]),
    say: sentence("what the bot says"),
    nearest: z.array(id),
  }) satisfies z.ZodType<Gap>,
);

export const rulesOfThumbSchema = z.array(
  z.strictObject({
    id,
    cues: patterns,
    unless: patterns.default([]),
    lean: side,
    strength: z.number("Write a number from 1 to 10").min(1).max(10),
    because: sentence("the reason"),
    condition: sentence("the condition under which it holds"),
    entries: z.array(id).min(1, "Name the entries that it rests on"),
  }) satisfies z.ZodType<RuleOfThumb>,
);

export const languageSchema = z.strictObject({
  code: z.string().regex(/^[a-z]{2}$/, "Write the two-letter code, e.g. de"),
  name: sentence("the name in English"),
  marks: z.array(sentence("a word")).min(10, "List at least ten common words of the language"),
  words: z.record(z.string(), sentence("the English words")),
}) satisfies z.ZodType<Language>;

export const outOfScopeSchema = z.array(sentence("a question"));

export const coverageSchema = z.record(
  coverageId,
  z.strictObject({ kind: z.string(), side: z.string(), statement: z.string(), documents: z.array(z.string()) }),
);
export type Coverage = z.infer<typeof coverageSchema>;
