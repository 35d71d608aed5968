/** Who asks more than can be answered: looked up with every question, told once. */
import type { PlatformStore, Run } from "./platform.ts";

/** What somebody is told who has to wait; an organisation's limit is not one person's fault. */
function tooFast(waitMs: number, isPerson: boolean): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const wait =
    seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} ${seconds === 1 ? "second" : "seconds"}`;
  const why = isPerson ? "That was more than I can answer at once" : "Many people here are asking me at once";
  return `${why}. Please wait ${wait}, then ask again; I don't keep the question for you.`;
}

/** One who asks, and the organisation whose they are, each with its limit. */
export interface Asker {
  readonly person: { readonly key: string; readonly limit: number };
  readonly organisation: { readonly key: string; readonly limit: number };
  readonly windowMs: number;
}

/** True when a person or an organisation asked too much; the person is told once. A second try was counted already. */
export async function isTooMuch(
  { rate }: Pick<PlatformStore, "rate">,
  run: Pick<Run, "attempts">,
  { person, organisation, windowMs }: Asker,
  tell: (sentence: string) => Promise<unknown>,
): Promise<boolean> {
  if (run.attempts > 1) return false;
  const both = [{ ...person, key: `person:${person.key}` }, organisation] as const;
  const [one, all] = await rate.hitBoth(both, windowMs);
  if (one.allowed && all.allowed) return false;
  const told = await rate.hit(`told:${person.key}`, 1, windowMs);
  if (told.allowed) await tell(tooFast(Math.max(one.waitMs, all.waitMs), !one.allowed));
  return true;
}

/** What a person is told when answering broke; the number is in the log, too. */
export const brokenSays = (reference: string): string =>
  `Something went wrong on my side, so I have no answer. Please ask again; if it happens again, tell whoever runs me this number: ${reference}.`;
