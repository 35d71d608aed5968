/** Search by meaning beside search by words: vectors of the knowledge, made in the background, and of questions, if they may leave. */
import { setImmediate } from "node:timers/promises";
import { corpusOf, type KnowledgeBase } from "./advisor/knowledge-base.ts";
import { partsOf } from "./core/follow-up.ts";
import { plainWords, type Question } from "./core/question.ts";
import { createDense, type Dense, type Meaning, meaningsOf } from "./core/retrieve/dense.ts";
import { FUSED_DEPTH, type Nearness } from "./core/retrieve/fuse.ts";
import { fuseWeight } from "./core/retrieve/fuse-weight.ts";
import type { Policy } from "./core/route/policy.ts";
import { everyState, route, type Whereabouts } from "./core/route/route.ts";
import { createVeil } from "./core/sensitive/veil.ts";
import type { Embedder } from "./llm/embed.ts";
import type { Failure } from "./llm/types.ts";
import type { VectorCache } from "./llm/vector-cache.ts";
import { stem } from "./stem.ts";

/** What lies near a question; undefined when that can't be told in time, or must not be asked. */
export type Nearest = (question: Question, at: Whereabouts) => Promise<Nearness | undefined>;

export interface Meanings {
  readonly nearest: Nearest;
  /** Brings the vectors up to the knowledge that is served now; what was ready serves until then. */
  readonly renew: () => Promise<void>;
  readonly state: () => MeaningsState;
}

export type MeaningsState =
  | { readonly is: "ready"; readonly weight: number }
  | { readonly is: "not ready"; readonly why: Failure | "forbidden" | "not-built" };

export interface MeaningsPorts {
  readonly embedder: Embedder;
  readonly cache: VectorCache;
  readonly current: () => KnowledgeBase;
  /** Whether what is not in the cache may be asked for; a command that answers once does not wait for it. */
  readonly mayBuild: boolean;
  /** How long a question waits for its vector. */
  readonly patienceMs?: number;
  /** Told of a bug, or of a folder that can't be written. */
  readonly onBug: (error: unknown) => void;
}

const usualPatienceMs = 800;
const batch = 32;
const batchMs = 30_000;

interface Ready {
  readonly dense: Dense;
  readonly weight: number;
}

export function createMeanings(ports: MeaningsPorts): Meanings {
  const { embedder, cache, current, mayBuild, patienceMs = usualPatienceMs, onBug } = ports;
  const { side } = embedder.settings;
  let ready: Ready | undefined;
  let why: Failure | "forbidden" | "not-built" = "not-built";
  let renewing: Promise<void> | undefined;

  /** The vectors of all meanings, from the cache or the server. */
  async function vectorsOf(texts: readonly string[]): Promise<Float32Array[] | Failure | "not-built"> {
    const keys = texts.map(cache.keyOf);
    const missing = [...new Set(texts.filter((_, i) => cache.get(keys[i] ?? "") === undefined))];
    if (missing.length > 0 && !mayBuild) return "not-built";
    let failure: Failure | undefined;
    for (let from = 0; from < missing.length && failure === undefined; from += batch) {
      const some = missing.slice(from, from + batch);
      const dimensions = keys.map((key) => cache.get(key)?.length).find((length) => length !== undefined);
      const told = await embedder.embed(some, { timeoutMs: batchMs, dimensions });
      if (told.ok)
        for (const [i, text] of some.entries()) cache.put(cache.keyOf(text), told.vectors[i] as Float32Array);
      else failure = told.why;
    }
    // What came before a failure is kept: the next try goes on from there.
    if (missing.length > 0) await cache.keep(new Set(keys)).catch(onBug);
    if (failure !== undefined) return failure;
    const vectors = keys.flatMap((key) => cache.get(key) ?? []);
    return vectors;
  }

  async function build(kb: KnowledgeBase): Promise<void> {
    const { routing } = kb.catalog;
    if (!routing || !everGoes(routing, side)) {
      [ready, why] = [undefined, "forbidden"];
      return;
    }
    const { docs, options } = corpusOf(kb.catalog, stem);
    const meanings = meaningsOf(docs);
    const { cover } = createVeil(routing.sensitive.names);
    const texts = meanings.map(({ text }) => cover(text));
    const vectors = await vectorsOf(texts);
    if (typeof vectors === "string") {
      why = vectors;
      return;
    }
    const dense = createDense(meanings, vectors);
    const vectorOf = new Map(meanings.map(({ id, text }, i) => [`${id} ${text}`, vectors[i]]));
    const near = (meaning: Meaning): string[] => {
      const vector = vectorOf.get(`${meaning.id} ${meaning.text}`);
      return vector ? dense.near(vector, FUSED_DEPTH, meaning) : [];
    };
    const of = cache.keyOf(JSON.stringify([docs, options.synonyms]));
    const known = cache.note(of);
    const weight = known ?? (await fuseWeight({ docs, options, near, pause: () => setImmediate() }));
    ready = { dense, weight };
    if (known === undefined) await cache.keep(new Set(texts.map(cache.keyOf)), { of, value: weight }).catch(onBug);
  }

  /** Until what is built is what is served. */
  async function renewAll(): Promise<void> {
    try {
      for (let kb: KnowledgeBase | undefined; kb !== current(); ) {
        kb = current();
        await build(kb);
      }
    } catch (error) {
      onBug(error);
    } finally {
      renewing = undefined;
    }
  }

  return {
    renew: () => (renewing ??= renewAll()),
    state: () => (ready ? { is: "ready", weight: ready.weight } : { is: "not ready", why }),
    nearest: async (question, at) => {
      const used = ready;
      const { routing, entries } = current().catalog;
      if (!used || used.weight === 0 || !mayLeave(question, at, routing, side)) return undefined;
      const last = question.context.findLast(({ role }) => role === "user");
      const text = [last?.text ?? "", question.text].map(plainWords).join(" ").trim();
      const { dimensions } = used.dense;
      const covered = createVeil(routing?.sensitive.names).cover(text);
      const told = await embedder.embed([covered], { timeoutMs: patienceMs, dimensions });
      const vector = told.ok ? told.vectors[0] : undefined;
      if (!vector) return undefined;
      // An entry may have gone since the vectors were made.
      const ids = used.dense.near(vector, FUSED_DEPTH).filter((id) => entries.has(id));
      return { ids, weight: used.weight };
    },
  };
}

/** The policy that decides which model may see a question decides this, too: a server is asked where a model of its side is. */
function mayLeave(question: Question, at: Whereabouts, policy: Policy | undefined, side: "open" | "closed"): boolean {
  const texts = [question.text, ...question.context.map(({ text }) => text)];
  const request = { texts, parts: partsOf(question.text).length, advisor: "ask", at };
  return route(request, policy, { ...everyState("absent"), [side]: "up" }).order.includes(side);
}

/** Whether there is any question that this side may see; else the knowledge is not sent either. */
const everGoes = ({ rules, sensitive }: Policy, side: "open" | "closed"): boolean =>
  rules.some(({ use }) => use.includes(side)) || (side === "open" && sensitive.use === "open");
