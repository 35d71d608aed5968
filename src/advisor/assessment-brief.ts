/** An assessment as the answer to a case told in passing: the verdict, how sure, three reasons, one condition. */
import type { Assessment } from "../core/decide/assess.ts";
import type { Collision } from "../core/decide/signal-types.ts";
import type { DecisionModel } from "../core/decide/prepare.ts";
import { factNames } from "../core/decide/facts.ts";
import { labelOfValue, textOf, titleOfFact } from "../core/decide/words.ts";
import type { Block, Cited } from "../core/reply.ts";
import { words } from "../core/words.ts";
import { certainty, citing, leftOut, verdict, why } from "./assessment-reply.ts";
import { type Citations, type Composed } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const mostPoints = 3;
const mostFlips = 2;

/**
 * @param contradictions what the case says twice and differently
 */
export function assessmentBrief(
  assessment: Assessment,
  contradictions: readonly Collision[],
  model: DecisionModel,
  kb: KnowledgeBase,
  citations: Citations,
): Composed {
  const cite = citing(citations, kb);
  const [how] = assessment.recommended === "hybrid" ? assessment.buildingBlocks : assessment.path;
  const points: Cited[] = [
    ...why(assessment, model, cite).slice(0, mostPoints),
    ...leftOut(assessment, model, cite, false).flatMap((block) => (block.kind === "points" ? block.points : [])),
    ...(how ? [{ text: `**How.** ${how.says}: ${how.because}.`, cites: cite(how.sources) }] : []),
  ];
  const blocks: Block[] = [
    verdict(assessment, model, cite),
    ...contradictions.map((one): Block => ({ kind: "text", text: contradiction(one, model), cites: [] })),
    { kind: "text", text: certainty(assessment, model), cites: [] },
    ...(points.length > 0 ? [{ kind: "points", points } as const] : []),
    ...turnedBy(assessment, model),
    { kind: "note", text: `${understood(assessment, model)} ${words.assessOffer}` },
  ];
  return { blocks, citations };
}

const contradiction = ({ fact, first, second }: Collision, model: DecisionModel): string =>
  `You say two things of ${titleOfFact(model, fact).toLowerCase()}: “${first.words}” and “${second.words}”. Until you tell me which, I take it to be open.`;

function turnedBy({ flips }: Assessment, model: DecisionModel): Block[] {
  if (flips.length === 0) return [];
  const each = flips
    .slice(0, mostFlips)
    .map(
      ({ fact, to, becomes }) =>
        `${textOf(model, becomes).short.toLowerCase()}, if “${titleOfFact(model, fact).toLowerCase()}” were “${labelOfValue(model, fact, to).toLowerCase()}”`,
    );
  return [{ kind: "text", text: `**It would change to** ${each.join("; to ")}.`, cites: [] }];
}

/** What was taken from the words, so that a misreading shows. */
function understood({ facts }: Assessment, model: DecisionModel): string {
  const read = factNames
    .filter((name) => facts[name].origin !== "assumed")
    .map(
      (name) =>
        `${titleOfFact(model, name).toLowerCase()}: ${labelOfValue(model, name, facts[name].value).toLowerCase()}`,
    );
  return read.length > 0 ? `I understood ${read.join("; ")}.` : "I understood no fact that tells.";
}
