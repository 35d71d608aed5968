/** Does again what a recorded conversation says, and compares what stands there then. */
import { perform, type Stage } from "./acts.ts";
import type { Act, Done, Replayed } from "./protocol.ts";
import { actOfLine, type Deed, type Line, seenOf } from "./transcript.ts";

/** Keeps what people do, so that it can be saved. */
export interface Recorder {
  readonly deeds: Deed[];
  readonly perform: (act: Act) => Promise<Done>;
}
const mostDeeds = 500;
/** What changes nothing that others could see again. */
const passing = new Set<Act["does"]>(["opens", "dismisses", "tries-again"]);

export function recording(stage: Stage): Recorder {
  const deeds: Deed[] = [];
  return {
    deeds,
    perform: async (act) => {
      if (passing.has(act.does)) return perform(stage, act);
      const deed: { act: Act; at: string; ts?: string | undefined } = { act, at: stage.workspace.ts() };
      deeds.push(deed);
      if (deeds.length > mostDeeds) deeds.shift();
      const done = await perform(stage, act);
      if (done.ok) deed.ts = done.ts;
      else deeds.splice(deeds.indexOf(deed), 1);
      return done;
    },
  };
}

/** @param settled resolves when the app has done all that it has to do */
export async function replay(
  stage: Stage,
  lines: readonly Line[],
  settled: () => Promise<void>,
): Promise<{ readonly seen: string; readonly deeds: readonly Deed[] }> {
  const { deeds, perform: act } = recording(stage);
  for (const line of lines) {
    stage.workspace.clients.delete(line.as); // in no tab that anybody looks at
    const done = await act(actOfLine(line, deeds, stage.workspace));
    if (!done.ok) throw new Error(`Act ${deeds.length + 1} (${line.does}) cannot be done: ${done.what}`);
    await settled();
  }
  return { seen: seenOf(deeds, stage.workspace), deeds };
}

/** Lines that only one of them has, in order. */
export function compare(before: string, now: string): Replayed {
  const [old, fresh] = [before.split("\n"), now.split("\n")];
  const [inOld, inFresh] = [new Set(old), new Set(fresh)];
  const differences = [
    ...old.filter((line) => !inFresh.has(line)).map((line) => `- ${line}`),
    ...fresh.filter((line) => !inOld.has(line)).map((line) => `+ ${line}`),
  ];
  return { ok: before === now, differences: differences.slice(0, 60), seen: now };
}
