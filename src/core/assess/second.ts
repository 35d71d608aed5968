/** What a model read in a description beside the rules: offered, and of no effect until whoever it belongs to takes it. */
import { checklist, state } from "../decide/draft.ts";
import { type Fact, type FactName, type FactValue, volumeFact } from "../decide/facts.ts";
import { labelOfValue, oneLine, titleOfFact } from "../decide/words.ts";
import type { Assessor, ModelReading } from "../ports.ts";
import type { Doc } from "./doc.ts";
import type { Row } from "./ports.ts";
import type { Ref } from "./refs.ts";
import { valueSays } from "./words.ts";

/** One fact that a model read. */
export interface Offer {
  readonly fact: FactName;
  readonly value: FactValue;
  /** Of the description. */
  readonly words: string;
  /** Its owner said no. */
  readonly declined?: true;
}

export interface SecondReading {
  /** The model, and where it runs. */
  readonly by: string;
  readonly offers: readonly Offer[];
  /** The description is another one since. */
  readonly isOutdated?: true;
}

const mostOffered = 6;
const sameVolume = 1.25; // two sums of one sentence differ by as much

/** Whether the description is one that no model has read yet. */
export const wantsSecond = ({ draft, second }: Doc): boolean =>
  draft.text !== "" && (second === undefined || second.isOutdated === true);

/** Takes in what a model read; undefined where that was another description, or this one was read already. */
export function offered(doc: Doc, text: string, { by, facts }: ModelReading, rev: number): Doc | undefined {
  if (doc.draft.text !== text || !wantsSecond(doc)) return undefined;
  const before = doc.second?.offers.filter(({ declined }) => declined) ?? [];
  const was = (one: Offer): boolean => before.some(({ fact, value }) => fact === one.fact && value === one.value);
  const differs = ({ fact }: Offer): boolean => doc.draft.facts[fact] !== undefined;
  const all = facts.filter(({ fact, value }) => !isSame(fact, doc.draft.facts[fact]?.value, value));
  // What contradicts the rules comes first: there one of the two is wrong.
  const offers = [...all.filter(differs), ...all.filter((one) => !differs(one))].slice(0, mostOffered);
  return quietly(
    { ...doc, second: { by, offers: offers.map((one) => (was(one) ? { ...one, declined: true } : one)) } },
    rev,
  );
}

/** After another description: what was read from words that still stand in it stays on offer until it is read again. */
export function keptFor(text: string, second: SecondReading | undefined): SecondReading | undefined {
  const offers = second?.offers.filter(({ words }) => text.includes(words)) ?? [];
  return second && { by: second.by, offers, isOutdated: true };
}

export interface OpenOffer extends Offer {
  /** What the rules read instead, which counts meanwhile. */
  readonly own: Fact | undefined;
  /** The rules read two things that do not fit together, and left it open. */
  readonly isClash: boolean;
}

/** What is still to be taken or declined. Whatever the owner answered themselves needs no model. */
export function openOffers({ model }: Assessor, { draft, second, clashes }: Doc): OpenOffer[] {
  const answered = new Set<string>(draft.steps.map(({ of }) => of));
  if (answered.has("checklist")) for (const { fact } of checklist(model)) answered.add(fact);
  return (second?.offers ?? []).flatMap((one) => {
    const own = draft.facts[one.fact];
    const isOpen = one.declined !== true && !answered.has(one.fact) && !isSame(one.fact, own?.value, one.value);
    return isOpen ? [{ ...one, own, isClash: clashes.some(({ fact }) => fact === one.fact) }] : [];
  });
}

const isSame = (fact: FactName, own: FactValue | undefined, value: FactValue): boolean =>
  own === value ||
  (fact === volumeFact &&
    typeof own === "number" &&
    typeof value === "number" &&
    Math.max(own, value) <= sameVolume * Math.min(own, value));

type Chosen = readonly [FactName, FactValue];

/** The owner takes what a model read, or leaves it; undefined when it is on offer no more. */
export function chosen(assessor: Assessor, doc: Doc, [fact, value]: Chosen, take: boolean): Doc | undefined {
  const offer = openOffers(assessor, doc).find((one) => one.fact === fact && one.value === value);
  if (!offer || !doc.second) return undefined;
  if (!take) {
    const offers = doc.second.offers.map((one) => (one.fact === fact ? { ...one, declined: true as const } : one));
    return { ...doc, second: { ...doc.second, offers } };
  }
  const draft = state(doc.draft, fact, { value, words: offer.words, readBy: doc.second.by });
  // A step of the interview, which a step back undoes; before the first question, it is like a fact put right.
  const batches = doc.page === "ask" ? [...doc.batches, [fact]] : doc.batches;
  return { ...doc, draft, batches, clashes: doc.clashes.filter((clash) => clash.fact !== fact) };
}

/** Somebody has something half done on a page that no revision tells of: what comes meanwhile does not take its place. */
export const held = (doc: Doc, rev: number): Doc => {
  const now = quietly(doc, rev);
  return now.quiet ? { ...now, quiet: { ...now.quiet, isHeld: true } } : now;
};
/** @param rev the revision that it gets by this, which changes nothing that a page asks */
function quietly(doc: Doc, rev: number): Doc {
  const { quiet } = doc;
  return { ...doc, quiet: quiet?.until === rev - 1 ? { ...quiet, until: rev } : { since: rev - 1, until: rev } };
}

/** Whether what was drawn from a revision has been overtaken. What a model read meanwhile overtakes nothing. */
export const isStale = (drawn: Pick<Ref, "rev">, { rev }: Pick<Row, "rev">, { quiet }: Doc): boolean =>
  drawn.rev !== rev && !(quiet?.until === rev && drawn.rev >= quiet.since && drawn.rev < rev);
export const isHeld = ({ rev }: Pick<Row, "rev">, { quiet }: Doc): boolean =>
  quiet?.until === rev && quiet.isHeld === true;

/** Said above what is offered. */
export const offersSay = (by: string): string =>
  `${by} read your description, too. Nothing of this counts unless you take it.`;
export const isReadingSays = "A model is reading your description, too. What it adds will be offered here.";
export const nothingAddedSays = (by: string): string => `${by} read your description, too, and adds nothing.`;
/** Whose description a model read is told so, also where nothing came of it. */
export const inVainSays = ({ second }: Doc): string | undefined =>
  second && second.isOutdated !== true && second.offers.length === 0 ? nothingAddedSays(second.by) : undefined;

export interface OfferWords {
  readonly text: string;
  readonly take: string;
  readonly leave: string;
}
/** One offer, and what its two buttons say. */
export function offerSays({ model }: Assessor, { fact, value, words, own, isClash }: OpenOffer): OfferWords {
  const read = `“${labelOfValue(model, fact, value)}”`;
  const title = titleOfFact(model, fact);
  if (own === undefined) {
    const mine = isClash ? "what I read does not fit together" : "I read nothing there";
    return {
      text: `${title}: ${read}?\na model read it in “${oneLine(words)}”; ${mine}`,
      take: "Take it",
      leave: "No",
    };
  }
  const from = own.words === undefined || own.words === words ? "" : ` in “${oneLine(own.words)}”`;
  return {
    text: `${title}: “${valueSays(model, fact, own.value)}”, or ${read}?\nI read the first${from}, a model the second in “${oneLine(words)}”; the first counts until you choose`,
    take: "Take the model's",
    leave: "Keep mine",
  };
}
