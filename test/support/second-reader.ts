/** A model that reads descriptions, as a test scripts it: the real way to it, over a server of its own. */
import type { SecondReader } from "../../src/core/ports.ts";
import { secondReaderFor } from "../../src/second-reader.ts";
import type { FakeLlm, Script, Sent } from "../fakes/llm.ts";
import { knowledge, prompts, withPolicy } from "../llm/fluent-support.ts";
import { modelsOn } from "../llm/support.ts";

export interface Reads {
  readonly fact: string;
  readonly value: string | number;
  readonly words: string;
}
/** What such a server says. */
export const saying = (...facts: readonly Reads[]): Script => ({ text: JSON.stringify({ facts }) });

export const readerOn = (
  servers: Parameters<typeof modelsOn>[0],
  change: Parameters<typeof withPolicy>[0] = (policy) => policy,
  logged: unknown[] = [],
): SecondReader => {
  const kb = withPolicy(change);
  const log = { info: (facts: unknown) => logged.push(facts), error: (facts: unknown) => logged.push(facts) };
  const reader = secondReaderFor({ current: () => kb }, log as never, {
    models: modelsOn(servers),
    prompts: () => prompts,
  });
  if (!reader) throw new Error("there is no model");
  return reader;
};

/** A server that says nothing until it is told to. */
export function gate(): { readonly wait: (body: Sent) => Promise<Script>; readonly open: (script: Script) => void } {
  const { promise, resolve } = Promise.withResolvers<Script>();
  return { wait: () => promise, open: resolve };
}
export type { FakeLlm };
export { knowledge };
