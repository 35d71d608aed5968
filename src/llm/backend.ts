/** One model with everything around it: at most so many calls at once, so much a day, a rest after failures, one retry. */
import { setTimeout as sleep } from "node:timers/promises";
import type { BackendState } from "../core/route/route.ts";
import { createBreaker } from "./breaker.ts";
import { createClient } from "./client.ts";
import { createSpend, type Ledger, usdOf } from "./spend.ts";
import {
  type BackendSettings,
  type Called,
  type CallOptions,
  type CallRecord,
  type ChatRequest,
  type Failure,
  type Limits,
  type Price,
  roughTokens,
} from "./types.ts";

export interface Backend {
  readonly settings: BackendSettings;
  readonly state: () => BackendState;
  readonly todayUsd: () => number;
  /** The last failure that counts against the server, until it works again. */
  readonly trouble: () => Failure | undefined;
  readonly chat: (request: ChatRequest, options?: CallOptions) => Promise<Called>;
}

export interface BackendPorts {
  readonly limits: Limits;
  /** Looked up at each call, for prices are knowledge that is edited. */
  readonly price: () => Price;
  /** Wall clock: a day's spending ends with the day. */
  readonly nowMs: () => number;
  /** Where the day's spending is kept; left out, this process counts by itself, and anew. */
  readonly ledger?: Ledger | undefined;
  readonly onCall?: ((record: CallRecord) => void) | undefined;
}

const mostTries = 2;
const longestPauseMs = 1_000;
const worthRetrying: ReadonlySet<Failure> = new Set(["rate-limited", "server-error", "unreachable"]);
/** Failures that say nothing about the server. */
const nobodysFault: ReadonlySet<Failure> = new Set(["aborted", "too-long", "filtered", "not-understood"]);
const nothing = { inputTokens: 0, outputTokens: 0 } as const;

export function createBackend(settings: BackendSettings, ports: BackendPorts): Backend {
  const { limits, price, nowMs, ledger, onCall } = ports;
  const chat = createClient(settings, limits.timeoutMs);
  const breaker = createBreaker(nowMs);
  const spend = createSpend(limits.dailyUsd, nowMs, ledger);
  let active = 0;
  let trouble: Failure | undefined;

  const state = (): BackendState => {
    if (breaker.isOpen()) return "down";
    if (spend.isOver()) return "over budget";
    return active >= limits.concurrency ? "busy" : "up";
  };

  /** Until it works, within bounds; never again once words have come, for they may have been shown. */
  async function patiently(request: ChatRequest, options: CallOptions): Promise<Called> {
    let spoke = false;
    const onText = (piece: string): void => {
      spoke = true;
      options.onText?.(piece);
    };
    for (let tries = 1; ; tries += 1) {
      const called = await chat(request, { signal: options.signal, onText });
      if (called.ok || spoke || tries >= mostTries || !worthRetrying.has(called.why)) return called;
      const pause = called.retryAfterMs ?? 100 * tries;
      if (pause > longestPauseMs) return called;
      await sleep(pause, undefined, { signal: options.signal, ref: false }).catch(() => undefined);
      if (options.signal?.aborted) return { ok: false, why: "aborted", usage: called.usage };
    }
  }

  return {
    settings,
    state,
    todayUsd: spend.todayUsd,
    trouble: () => trouble,
    chat: async (request, options = {}) => {
      const refused = (why: Failure): Called => {
        onCall?.({ backend: settings.name, outcome: why, ms: 0, usage: nothing, usd: 0 });
        return { ok: false, why, usage: nothing };
      };
      if (active >= limits.concurrency) return refused("busy");
      const most = mostUsd(request, price());
      const leave = breaker.enter();
      if (!leave) return refused("down");
      active += 1;
      if (!(await spend.reserve(most))) {
        active -= 1;
        leave("neither");
        return refused("over-budget");
      }
      const startedMs = nowMs();
      const called = await patiently(request, options).finally(() => (active -= 1));
      const usd = usdOf(called.usage, price());
      spend.settle(most, usd);
      const isFault = !called.ok && !nobodysFault.has(called.why);
      leave(called.ok ? "good" : isFault ? "bad" : "neither");
      if (called.ok) trouble = undefined;
      else if (isFault) trouble = called.why;
      const outcome = called.ok ? "ok" : called.why;
      onCall?.({ backend: settings.name, outcome, ms: nowMs() - startedMs, usage: called.usage, usd });
      return called;
    },
  };
}

/** What a call may cost: every character a quarter of a token, and all the tokens that the answer may have. */
function mostUsd({ messages, maxTokens }: ChatRequest, price: Price): number {
  const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
  return usdOf({ inputTokens: roughTokens(characters), outputTokens: maxTokens }, price);
}
