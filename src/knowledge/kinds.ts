import type { z } from "zod";
import * as cost from "./cost-schema.ts";
import * as decision from "./decision-schema.ts";
import { routingSchema } from "./routing-schema.ts";
import { signalsSchema } from "./signals-schema.ts";
import { saidSchema } from "./said-schema.ts";
import * as schema from "./schema.ts";

/** A kind of knowledge file: where it lies, and what it holds. */
export interface Kind {
  readonly name: string;
  readonly where: string;
  readonly at: RegExp;
  readonly schema: z.ZodType;
}

/** Every kind of file that is read; a file of no kind is reported, for nothing in it would ever be said. */
export const kinds = [
  { name: "entry", where: "entries/<id>.md", at: /^entries\/[^/]+\.md$/, schema: schema.entryHeadSchema },
  {
    name: "architecture",
    where: "architectures/<id>.yaml",
    at: /^architectures\/[^/]+\.yaml$/,
    schema: schema.architectureSchema,
  },
  {
    name: "model",
    where: "models/<maker>/<id>.yaml",
    at: /^models\/([^/]+\/)?[^/]+\.yaml$/,
    schema: schema.modelSchema,
  },
  {
    name: "open-model",
    where: "models/<maker>/<family>/<id>.yaml",
    at: /^models\/[^/]+\/[^/]+\/[^/]+\.yaml$/,
    schema: cost.openModelSchema,
  },
  { name: "gpu", where: "gpus/<id>.yaml", at: /^gpus\/[^/]+\.yaml$/, schema: cost.gpuSchema },
  {
    name: "endpoints",
    where: "endpoints/<provider>.yaml",
    at: /^endpoints\/[^/]+\.yaml$/,
    schema: cost.providerSchema,
  },
  { name: "costs", where: "costs.yaml", at: /^costs\.yaml$/, schema: cost.costsSchema },
  { name: "language", where: "languages/<code>.yaml", at: /^languages\/[^/]+\.yaml$/, schema: schema.languageSchema },
  { name: "sources", where: "sources.yaml", at: /^sources\.yaml$/, schema: schema.sourcesSchema },
  { name: "factors", where: "factors.yaml", at: /^factors\.yaml$/, schema: schema.factorsSchema },
  { name: "tables", where: "tables.yaml", at: /^tables\.yaml$/, schema: schema.tablesSchema },
  { name: "glossary", where: "glossary.yaml", at: /^glossary\.yaml$/, schema: schema.glossarySchema },
  { name: "gaps", where: "gaps.yaml", at: /^gaps\.yaml$/, schema: schema.gapsSchema },
  { name: "out-of-scope", where: "out-of-scope.yaml", at: /^out-of-scope\.yaml$/, schema: schema.outOfScopeSchema },
  { name: "quiz", where: "quiz.yaml", at: /^quiz\.yaml$/, schema: schema.quizSchema },
  {
    name: "criteria",
    where: "decision/criteria.yaml",
    at: /^decision\/criteria\.yaml$/,
    schema: decision.criteriaSchema,
  },
  {
    name: "constraints",
    where: "decision/constraints.yaml",
    at: /^decision\/constraints\.yaml$/,
    schema: decision.constraintsSchema,
  },
  { name: "scores", where: "decision/scores.yaml", at: /^decision\/scores\.yaml$/, schema: decision.scoresSchema },
  {
    name: "questions",
    where: "decision/questions.yaml",
    at: /^decision\/questions\.yaml$/,
    schema: decision.questionsSchema,
  },
  {
    name: "outcomes",
    where: "decision/outcomes.yaml",
    at: /^decision\/outcomes\.yaml$/,
    schema: decision.outcomesSchema,
  },
  { name: "signals", where: "decision/signals.yaml", at: /^decision\/signals\.yaml$/, schema: signalsSchema },
  { name: "said", where: "decision/said.yaml", at: /^decision\/said\.yaml$/, schema: saidSchema },
  { name: "cost", where: "decision/cost.yaml", at: /^decision\/cost\.yaml$/, schema: decision.costSchema },
  { name: "routing", where: "routing.yaml", at: /^routing\.yaml$/, schema: routingSchema },
  { name: "coverage", where: "coverage.yaml", at: /^coverage\.yaml$/, schema: schema.coverageSchema },
] as const satisfies readonly Kind[];

export type KindName = (typeof kinds)[number]["name"];

export const kindOf = (path: string): KindName | undefined => kinds.find((kind) => kind.at.test(path))?.name;
