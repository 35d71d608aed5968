/** Decides which model may see a request: a function of the policy and of what is known, before anything is sent. */
import { findSensitive, type SensitiveKind } from "../sensitive/find.ts";
import { type BackendName, backendNames, type Complexity, type Policy } from "./policy.ts";

/** Where a question was asked; ids as their platform writes them. */
export interface Whereabouts {
  readonly platform: string;
  readonly workspace?: string | undefined;
  readonly channel?: string | undefined;
  readonly person?: string | undefined;
  /** Asked by a guest, or read by people of another company. */
  readonly guest?: boolean | undefined;
}

export interface RouteRequest {
  /** Everything that would be sent: the message, and what was said before. */
  readonly texts: readonly string[];
  /** How many questions the message asks. */
  readonly parts: number;
  /** The advisor that took the question. */
  readonly advisor: string;
  readonly at: Whereabouts;
}

export type BackendState = "up" | "absent" | "down" | "over budget" | "busy";
export interface BackendStates extends Readonly<Record<BackendName, BackendState>> {
  /** The host of the open model, where that is not on the organisation's own side: nothing sensitive goes there. */
  readonly openOutside?: string | undefined;
}

export interface Route {
  /** Whom to try, in this order; empty: no model. */
  readonly order: readonly BackendName[];
  /** Ids of the rules that led here: for the record, since they hold nothing of the text. */
  readonly rules: readonly string[];
  /** The same as sentences, for whoever asks. */
  readonly because: readonly string[];
  readonly found: readonly SensitiveKind[];
  readonly complexity: Complexity;
}

/** @param policy undefined while `routing.yaml` is missing or broken: then nothing is sent anywhere */
export function route(request: RouteRequest, policy: Policy | undefined, states: BackendStates): Route {
  if (!policy) {
    const because = ["There is no routing.yaml that can be read, so nothing may be sent."];
    return { order: [], rules: ["no-policy"], because, found: [], complexity: "simple" };
  }
  const { found, reasons } = sensitivityOf(request, policy);
  const complexity = complexityOf(request, policy);
  const known = { found, complexity };
  if (reasons.length > 0) {
    const { use } = policy.sensitive;
    const so = use === "open" ? "only an open model on your own servers may see it" : "no model may see it";
    const because = reasons.map(({ because: why }) => `${why}, so ${so}.`);
    const chosen = use === "open" ? onOwnSide(states) : available([], states);
    const rules = [...reasons.map(({ id }) => id), ...chosen.rules];
    return { ...known, order: chosen.order, rules, because: [...because, ...chosen.because] };
  }
  const rule = policy.rules.find(({ when }) => {
    const is = { complexity, platform: request.at.platform, advisor: request.advisor };
    return (Object.keys(when) as (keyof typeof is)[]).every(
      (name) => when[name] === undefined || when[name] === is[name],
    );
  });
  const chosen = available(rule?.use ?? [], states);
  return {
    ...known,
    order: chosen.order,
    rules: [rule?.id ?? "no-rule", ...chosen.rules],
    because: [rule?.because ?? "No rule of routing.yaml fits, so no model is asked.", ...chosen.because],
  };
}

type Chosen = Pick<Route, "order" | "rules" | "because">;

interface Reason {
  readonly id: string;
  readonly because: string;
}

function sensitivityOf(
  { texts, at }: RouteRequest,
  { sensitive }: Policy,
): { found: SensitiveKind[]; reasons: Reason[] } {
  const found = [...new Set(texts.flatMap((text) => findSensitive(text, sensitive.names).map(({ kind }) => kind)))];
  const counted = found.filter((kind) => kind === "name" || sensitive.kinds.includes(kind));
  const reasons: Reason[] = counted.map((kind) => ({ id: `sensitive-${kind}`, because: `It holds ${kindSays[kind]}` }));
  if (texts.some((text) => holdsWord(text, sensitive.words)))
    reasons.push({ id: "sensitive-word", because: "It holds a word that an admin marked as sensitive" });
  const listed = (ids: readonly string[], id: string | undefined): boolean => id !== undefined && ids.includes(id);
  if (listed(sensitive.workspaces, at.workspace))
    reasons.push({ id: "private-workspace", because: "This workspace is marked as private" });
  if (listed(sensitive.channels, at.channel))
    reasons.push({ id: "private-channel", because: "This channel is marked as private" });
  if (listed(sensitive.people, at.person))
    reasons.push({ id: "private-person", because: "Whoever asks is marked as private" });
  if (sensitive.guests && at.guest === true)
    reasons.push({ id: "guest", because: "A guest asks, or people of another company read along" });
  return { found, reasons };
}

const kindSays: Readonly<Record<SensitiveKind, string>> = {
  email: "a mail address",
  phone: "a phone number",
  card: "a card number",
  iban: "a bank account",
  "national-id": "somebody's national id",
  key: "a key, token or password",
  ip: "an address of a machine",
  url: "a web address that carries a secret",
  mention: "somebody's handle",
  number: "a long number",
  id: "a long id",
  name: "a name that an admin listed",
};

const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
const holdsWord = (text: string, words: readonly string[]): boolean => {
  const within = plain(text);
  return words.some((word) => plain(word).trim() !== "" && within.includes(plain(word)));
};

function complexityOf({ texts, parts, advisor }: RouteRequest, { complex }: Policy): Complexity {
  const words = (texts[0] ?? "").split(/\s+/).filter(Boolean).length;
  const isComplex = words >= complex.words || parts >= complex.parts || complex.advisors.includes(advisor);
  return isComplex ? "complex" : "simple";
}

/** The open model, unless it is at a host outside, whatever its state. */
function onOwnSide(states: BackendStates): Chosen {
  if (states.openOutside === undefined) return available(["open"], states);
  const { order, rules, because } = available([], states);
  const why = `The open model is at ${states.openOutside}, which is not one of your own servers.`;
  return { order, rules: ["open-outside", ...rules], because: [why, ...because] };
}

/** Those that can be asked now, in the order wished for; why the others can't. */
function available(wished: readonly BackendName[], states: BackendStates): Chosen {
  const passed = wished.filter((name) => states[name] !== "up");
  const order = wished.filter((name) => states[name] === "up");
  return {
    order,
    rules: [
      ...passed.map((name) => `${name}-${states[name].replaceAll(" ", "-")}`),
      ...(order.length > 0 ? [] : ["no-model"]),
    ],
    because: [
      ...passed.map((name) => `The ${name} model is ${stateSays[states[name]]}.`),
      ...(order.length > 0 ? [] : ["The answer is composed without a model."]),
    ],
  };
}

const stateSays: Readonly<Record<BackendState, string>> = {
  up: "up",
  absent: "not configured",
  down: "not answering",
  "over budget": "over its budget for today",
  busy: "busy with other questions",
};

export const everyState = (state: BackendState): BackendStates =>
  Object.fromEntries(backendNames.map((name) => [name, state])) as Record<BackendName, BackendState>;
