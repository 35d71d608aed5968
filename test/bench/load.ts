/** People of many workspaces who ask at a rate, or as fast as they are answered; and how long everything took. */
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface LoadRow {
  /** Questions a second; 0 for as many as are answered. */
  readonly rate: number;
  readonly answeredPerSecond: number;
  readonly ackMs: Percentiles;
  readonly postedMs: Percentiles;
  /** Not acknowledged, or not answered. */
  readonly lost: number;
}
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const questions = readFileSync(join(import.meta.dirname, "../questions/recorded.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => (JSON.parse(line) as { question: string }).question);
// Below what a person and a workspace may ask in a minute.
const perWorkspace = 400;
const perPerson = 10;
const atATime = 64;
const patienceMs = 20_000;

export interface Load {
  readonly at: (rate: number, forMs: number) => Promise<LoadRow>;
  readonly flatOut: (count: number) => Promise<LoadRow>;
  readonly close: () => void;
}

/** How one platform's people ask, and how its answers are seen. */
export interface Asking {
  readonly url: string;
  /** The n-th question: what is delivered, and a name for it that its answer comes back under. */
  readonly request: (
    n: number,
    text: string,
  ) => {
    readonly name: string;
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  /** Tells of each answer by the name of its question; returns how to stop that. */
  readonly listen: (answered: (name: string) => void) => () => void;
}

/** Of a tenant and of a person, below what each may ask in a minute. */
export const tenantOf = (n: number): number => Math.floor(n / perWorkspace);
export const personOf = (n: number): number => Math.floor(n / perPerson);

export function loadOn({ url, request: requestOf, listen }: Asking): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const waiting = new Map<string, () => void>();
  const stop = listen((name) => waiting.get(name)?.());
  let count = 0;

  const post = (text: string, more: Readonly<Record<string, string>>): Promise<number> =>
    new Promise((done) => {
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text),
        ...more,
      };
      const sent = request(url, { method: "POST", agent, headers }, (response) => {
        response.resume().once("end", () => done(response.statusCode ?? 0));
      });
      sent.once("error", () => done(0)).end(text);
    });

  interface Times {
    readonly ackMs: number;
    readonly postedMs: number;
  }
  const askOne = async (): Promise<Times | undefined> => {
    count += 1;
    const { name, body, headers } = requestOf(count, questions[count % questions.length] ?? "");
    const start = performance.now();
    const posted = new Promise<number | undefined>((done) => {
      const late = setTimeout(() => done(undefined), patienceMs);
      waiting.set(name, () => {
        clearTimeout(late);
        done(performance.now() - start);
      });
    });
    // 0: a connection that was kept alive has just ended; the platform delivers again then.
    const status = (await post(body, headers)) || (await post(body, headers));
    const ackMs = performance.now() - start;
    const postedMs = await posted;
    waiting.delete(name);
    return status === 200 && postedMs !== undefined ? { ackMs, postedMs } : undefined;
  };

  const rowOf = (rate: number, all: readonly (Times | undefined)[], seconds: number): LoadRow => {
    const answered = all.filter((each) => each !== undefined);
    return {
      rate,
      answeredPerSecond: answered.length / seconds,
      ackMs: percentiles(answered.map((each) => each.ackMs)),
      postedMs: percentiles(answered.map((each) => each.postedMs)),
      lost: all.length - answered.length,
    };
  };
  return {
    at: async (rate, forMs) => {
      const start = performance.now();
      const asked: Promise<Times | undefined>[] = [];
      for (let due = 0; due < forMs; due += 1_000 / rate) {
        const early = due - (performance.now() - start);
        if (early > 1) await sleep(early);
        asked.push(askOne());
      }
      const all = await Promise.all(asked);
      return rowOf(rate, all, Math.max(forMs, performance.now() - start) / 1_000);
    },
    flatOut: async (most) => {
      const start = performance.now();
      const all: (Times | undefined)[] = [];
      let begun = 0;
      const asker = async (): Promise<void> => {
        while (begun < most) {
          begun += 1;
          all.push(await askOne());
        }
      };
      await Promise.all(Array.from({ length: atATime }, asker));
      return rowOf(0, all, (performance.now() - start) / 1_000);
    },
    close: () => {
      stop();
      agent.destroy();
    },
  };
}

function percentiles(times: readonly number[]): Percentiles {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
