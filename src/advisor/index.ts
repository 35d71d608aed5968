import { admin } from "./admin.ts";
import { affordable } from "./affordable.ts";
import { ask } from "./ask.ts";
import { assess } from "./assess.ts";
import type { Advisor } from "./asked.ts";
import { catalogueFacts } from "./catalogue-facts.ts";
import { catalogueList } from "./catalogue-list.ts";
import { compare } from "./compare.ts";
import { cost } from "./cost.ts";
import { decide } from "./decide.ts";
import { distress } from "./distress.ts";
import { draw } from "./draw.ts";
import { gap } from "./gap.ts";
import { help } from "./help.ts";
import { modelTable } from "./model-table.ts";
import { models } from "./models.ts";
import { quiz } from "./quiz.ts";
import { smalltalk } from "./smalltalk.ts";
import { sourceTable } from "./source-table.ts";
import { unsafe } from "./unsafe.ts";
import { workloadCost } from "./workload-cost.ts";

/** Tried first, on the message as it was written, whatever its language: greetings, attacks and sums show only there. */
export const onMessage: readonly Advisor[] = [
  distress,
  unsafe,
  help(() => advisors),
  quiz,
  assess,
  smalltalk,
  admin,
  workloadCost,
  affordable,
  cost,
];

/** Tried next, on what the message asks: without its greeting, slips put right, taken from another language. */
export const onQuestion: readonly Advisor[] = [
  workloadCost, // again: a workload in another language shows only now
  draw,
  decide,
  catalogueFacts,
  catalogueList,
  sourceTable,
  modelTable,
  compare,
  models,
  gap,
  ask,
];

/** Everything that people can ask for, in the order in which it is tried: the first that has a reply gives it. */
export const advisors: readonly Advisor[] = [...new Set([...onMessage, ...onQuestion])];
