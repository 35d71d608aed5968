/** From `/weigh assess` to the opened form, while other people ask fifty things a second: a trigger lives for three seconds. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type FakeSlack, startFakeSlack } from "../fakes/slack.ts";
import { secret, startService } from "../never-lost/support/service.ts";
import { loadOn } from "./slack-load.ts";

export interface FormBench {
  readonly rate: number;
  readonly opened: number;
  readonly lost: number;
  readonly ms: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Of what the others asked. */
  readonly ackP99: number;
}

const forms = 40;
const everyMs = 200;
const patienceMs = 3_000;

export async function benchForms(rates = [0, 50]): Promise<FormBench[]> {
  const folder = mkdtempSync(join(tmpdir(), "bench-assess-"));
  const fake = await startFakeSlack();
  const service = await startService({ dataDir: join(folder, "data"), apiUrl: fake.url });
  const url = service.url() ?? "";
  const load = loadOn(fake, url, secret, "F");
  try {
    await load.flatOut(500); // warm
    const found: FormBench[] = [];
    for (const rate of rates) {
      const others = rate === 0 ? undefined : load.at(rate, forms * everyMs + 2_000);
      if (rate > 0) await sleep(1_000);
      const all = await open(fake, url, rate);
      const times = all.filter((each) => each !== undefined).toSorted((a, b) => a - b);
      const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
      const ms = { p50: at(0.5), p99: at(0.99), max: times.at(-1) ?? 0 };
      found.push({
        rate,
        opened: times.length,
        lost: all.length - times.length,
        ms,
        ackP99: (await others)?.ackMs.p99 ?? 0,
      });
    }
    return found;
  } finally {
    load.close();
    await service.end();
    await fake.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each form is asked for by somebody else: one person may not ask for forty in ten seconds. */
async function open(fake: FakeSlack, url: string, rate: number): Promise<(number | undefined)[]> {
  const people = fake.people(url, secret);
  const one = async (i: number): Promise<number | undefined> => {
    const user = `UFORM${rate}X${i}`;
    const start = performance.now();
    await people.runs("/weigh", "assess our support chatbot", { user, channel: "C0CHAN" });
    while (fake.modals(user).length === 0) {
      if (performance.now() - start > patienceMs) return undefined;
      await sleep(1);
    }
    return performance.now() - start;
  };
  const all: Promise<number | undefined>[] = [];
  for (let i = 0; i < forms; i += 1) {
    all.push(one(i));
    await sleep(everyMs);
  }
  return Promise.all(all);
}

export const formTable = (all: readonly FormBench[]): string =>
  all
    .map(({ rate, opened, lost, ms: { p50, p99, max }, ackP99 }) => {
      const beside =
        rate === 0 ? "alone" : `beside ${rate} questions a second (acknowledged p99 ${ackP99.toFixed(0)} ms)`;
      return `  ${opened} forms, ${lost} lost: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, longest ${max.toFixed(0)} ms, ${beside}`;
    })
    .join("\n");

if (import.meta.main) console.log(formTable(await benchForms()));
