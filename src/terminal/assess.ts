/** The `assess` command: facts or words in, a verdict out; one, or one a line from standard input. */
import type { Assessment } from "../core/decide/assess.ts";
import { type FactSheet, factNames, readFacts } from "../core/decide/facts.ts";
import type { Basis } from "../core/decide/model.ts";
import type { Reading } from "../core/decide/signals.ts";
import { labelOfValue, titleOfFact } from "../core/decide/words.ts";
import type { Assessor } from "../core/ports.ts";
import { type Io, isObject, type Json, objectLines, send, toJson } from "./json-lines.ts";
import { lookOf } from "./layout.ts";
import { render } from "./render.ts";

export interface AssessCommand {
  /** The text of a file of facts. */
  readonly facts?: string | undefined;
  readonly text?: string | undefined;
  readonly json: boolean;
  readonly jsonl: boolean;
  readonly io: Io;
  readonly assessor: Assessor;
}

const nothingToWeigh =
  "So there is nothing to weigh yet. Say which data it is and whether it may leave, how much of it, who would run it and by when; or leave --text out, and I ask.";
const shape = '{"id": …, "facts": {…}} or {"id": …, "text": …}';

/** Returns the exit code: 0 with a verdict, 1 when there is none, 2 for wrong use. */
export async function runAssess({ facts, text, json, jsonl, io, assessor }: AssessCommand): Promise<number> {
  if (jsonl) {
    await objectLines(io, shape, (object) => assessLine(object, assessor));
    return 0;
  }
  const wrong = async (sentence: string): Promise<number> => {
    await send(io.stderr, `${sentence}\n`);
    return 2;
  };
  const given = facts === undefined ? {} : parsed(facts);
  if (given === undefined)
    return wrong('The file of facts is not JSON. Write an object, e.g. {"data_may_leave": "no"}.');
  const read = understand(given, text ?? "", assessor);
  if (!read.ok) return wrong(read.problems.join("\n"));
  if (!json && facts === undefined && Object.keys(read.facts).length === 0) {
    await send(io.stdout, `${understoodLines(read.reading, assessor)}${nothingToWeigh}\n`);
    return 1;
  }
  const assessment = assessor.assess(read.facts);
  if (json) {
    await send(io.stdout, `${toJson(asObject(assessment, assessor, read.reading))}\n`);
  } else {
    const look = lookOf(io.stdout);
    const said = understoodLines(read.reading, assessor);
    await send(io.stdout, `${said}${render(assessor.reply(assessment, { detail: "full" }), look)}\n`);
  }
  return assessment.recommended === undefined ? 1 : 0;
}

type Understood =
  | { readonly ok: true; readonly facts: FactSheet; readonly reading: Reading | undefined }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Facts count more than words: whoever fills them in has looked at each. */
export function understand(given: unknown, text: string, assessor: Assessor): Understood {
  const read = readFacts(given);
  if (!read.ok) return read;
  const reading = text.trim() === "" ? undefined : assessor.read(text);
  return { ok: true, facts: { ...reading?.facts, ...read.facts }, reading };
}

/** What was understood comes first, so that a wrong reading is seen before its verdict. */
export function understoodLines(reading: Reading | undefined, { model }: Assessor): string {
  if (!reading) return "";
  const read = factNames.flatMap((name) => {
    const fact = reading.facts[name];
    return fact
      ? [`  ${titleOfFact(model, name)}: ${labelOfValue(model, name, fact.value)} (“${fact.words ?? ""}”)`]
      : [];
  });
  const collisions = reading.collisions.map(
    ({ fact, first, second }) =>
      `  ${titleOfFact(model, fact)}: “${first.words}” and “${second.words}” do not fit together, so I left it open`,
  );
  if (read.length + collisions.length === 0) return "I could read no fact in that. (I read English best.)\n\n";
  return `Understood:\n${[...read, ...collisions].join("\n")}\n\n`;
}

function assessLine({ id = null, facts, text }: Json, assessor: Assessor): Json {
  if (facts === undefined && text === undefined) return { id, error: `facts and text are missing; write ${shape}` };
  if (text !== undefined && typeof text !== "string") return { id, error: `text is not a text; write ${shape}` };
  const read = understand(facts ?? {}, text ?? "", assessor);
  if (!read.ok) return { id, error: read.problems.join("; ") };
  return { id, ...asObject(assessor.assess(read.facts), assessor, read.reading) };
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
const rounded = (values: Readonly<Record<string, number>>): Json =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, round(value)]));

/** An assessment as the contract has it. */
export function asObject(assessment: Assessment, assessor: Assessor, reading?: Reading): Json {
  const { model } = assessor;
  const sources = (basis: Basis) => (typeof basis === "string" ? [] : assessor.documents(basis));
  const said = (all: Assessment["risks"]) =>
    all.map(({ id, says, because, sources: basis }) => ({ id, says, because, sources: sources(basis) }));
  const next = assessment.nextQuestion && model.questionOf.get(assessment.nextQuestion.fact)?.data;
  return {
    recommended: assessment.recommended ?? null,
    label: assessment.label,
    acceptability: rounded(assessment.acceptability),
    ranking: assessment.ranking.map(({ alternative, value, scores, excluded }) => {
      const [first, ...others] = excluded.map((each) => ({ ...each, sources: sources(each.sources) }));
      return {
        alternative,
        value: round(value),
        scores: rounded(scores),
        ...(first ? { excluded: first, ...(others.length > 0 ? { alsoExcluded: others } : {}) } : {}),
      };
    }),
    facts: assessment.facts,
    ...(reading ? { collisions: reading.collisions } : {}),
    ...(next && assessment.nextQuestion
      ? {
          nextQuestion: {
            fact: next.fact,
            ask: next.ask,
            why: next.why,
            options: next.options,
            gainBits: round(assessment.nextQuestion.gainBits),
          },
        }
      : {}),
    flips: assessment.flips,
    ...(assessment.weightFlip ? { weightFlip: assessment.weightFlip } : {}),
    drivers: assessment.drivers.map(({ effect, sources: basis, ...driver }) => ({
      ...driver,
      effect: round(effect),
      sources: sources(basis),
    })),
    monthlyUsd: whole(assessment.monthlyUsd),
    ...(assessment.monthlyUsdRange
      ? {
          monthlyUsdRange: {
            low: whole(assessment.monthlyUsdRange.low),
            high: whole(assessment.monthlyUsdRange.high),
          },
        }
      : {}),
    buildingBlocks: said(assessment.buildingBlocks),
    path: said(assessment.path),
    risks: said(assessment.risks),
    nextSteps: said(assessment.nextSteps),
    ...(assessment.recommended === undefined ? { conflicts: assessment.collisions } : {}),
    knowledgeVersion: assessor.knowledgeVersion,
  };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const whole = (usd: Assessment["monthlyUsd"]): Record<string, number> =>
  Object.fromEntries(Object.entries(usd).map(([name, one]) => [name, Math.round(one)]));
