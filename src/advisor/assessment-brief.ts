/** An assessment as the answer to a case told in passing: the verdict, how sure, three reasons, one condition. */
import type { Assessment } from "../core/decide/assess.ts";
import type { Collision } from "../core/decide/signal-types.ts";
import type { DecisionModel } from "../core/decide/prepare.ts";
import { type FactName, factNames } from "../core/decide/facts.ts";
import { labelOfValue, textOf, titleOfFact, within } from "../core/decide/words.ts";
import type { Block, Cited } from "../core/reply.ts";
import { words } from "../core/words.ts";
import { certainty, citing, leftOut, verdict, why } from "./assessment-reply.ts";
import { type Citations, type Composed } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const mostPoints = 3;
const mostFlips = 2;

/**
 * @param collisions what the case says twice and differently
 * @param reopened facts said before that hung on one that was taken back
 */
export function assessmentBrief(
  assessment: Assessment,
  { collisions, reopened }: { readonly collisions: readonly Collision[]; readonly reopened: readonly FactName[] },
  model: DecisionModel,
  kb: KnowledgeBase,
  citations: Citations,
): Composed {
  const cite = citing(citations, kb);
  const first = verdict(assessment, model, cite); // its sources are the first
  const [how] = assessment.recommended === "hybrid" ? assessment.buildingBlocks : assessment.path;
  const points: Cited[] = [
    ...why(assessment, model, cite, mostPoints),
    ...leftOut(assessment, model, cite, false).flatMap((block) => (block.kind === "points" ? block.points : [])),
    ...(how ? [{ text: `**How.** ${how.says}: ${how.because}.`, cites: cite(how.sources) }] : []),
  ];
  const blocks: Block[] = [
    first,
    ...collisions.map((one): Block => ({ kind: "text", text: contradiction(one, model), cites: [] })),
    { kind: "text", text: certainty(assessment, model), cites: [] },
    ...(points.length > 0 ? [{ kind: "points", points } as const] : []),
    ...turnedBy(assessment, model),
    { kind: "note", text: `${understood(assessment, model)} ${openAgain(reopened, model)}${words.assessOffer}` },
  ];
  return { blocks, citations };
}

const contradiction = ({ fact, first, second }: Collision, model: DecisionModel): string =>
  `You say two things of ${within(titleOfFact(model, fact))}: “${first.words}” and “${second.words}”. Until you tell me which, I take it to be open.`;

function turnedBy({ flips }: Assessment, model: DecisionModel): Block[] {
  if (flips.length === 0) return [];
  const each = flips
    .slice(0, mostFlips)
    .map(
      ({ fact, to, becomes }) =>
        `${within(textOf(model, becomes).short)}, if “${within(titleOfFact(model, fact))}” were “${within(labelOfValue(model, fact, to))}”`,
    );
  return [{ kind: "text", text: `**It would change to** ${each.join("; to ")}.`, cites: [] }];
}

const openAgain = (reopened: readonly FactName[], model: DecisionModel): string =>
  reopened.length === 0
    ? ""
    : `Open again, since it hung on what you took back: ${reopened.map((name) => within(titleOfFact(model, name))).join(", ")}. `;

/** What was taken from the words, so that a misreading shows. */
function understood({ facts }: Assessment, model: DecisionModel): string {
  const read = factNames
    .filter((name) => facts[name].origin !== "assumed")
    .map((name) => `${within(titleOfFact(model, name))}: ${within(labelOfValue(model, name, facts[name].value))}`);
  return read.length > 0 ? `I understood ${read.join("; ")}.` : "I understood no fact that tells.";
}
