/** Handlers that tests watch and let go. */
import type { InboxEvent, InboxHandlers, Run } from "../../../src/store/inbox.ts";

export const event = (name: string, conversation = name, more: Partial<InboxEvent> = {}): InboxEvent => ({
  eventId: `slack:T1:${name}`,
  kind: "mention",
  conversation: `slack:T1:C1:${conversation}`,
  userKey: "slack:T1/U1",
  payload: { text: `What is ${name}?` },
  ...more,
});

export const nameOf = (run: Run): string => run.event.eventId.replace("slack:T1:", "");

/** Handlers that note what they were given; `work` is done in between. */
export function watched(work: (run: Run) => Promise<void> | void = () => {}) {
  const begun: Run[] = [];
  const ended: string[] = [];
  const gaveUp: { readonly run: Run; readonly error: string }[] = [];
  const handlers: InboxHandlers = {
    handle: async (run) => {
      begun.push(run);
      await work(run);
      ended.push(nameOf(run));
    },
    giveUp: async (run, error) => {
      gaveUp.push({ run, error });
    },
  };
  return { handlers, begun, ended, gaveUp, names: () => begun.map(nameOf) };
}

/** Work that waits until a test lets it go. */
export function held() {
  const waiting = new Map<string, PromiseWithResolvers<void>>();
  const of = (name: string): PromiseWithResolvers<void> => {
    const known = waiting.get(name) ?? Promise.withResolvers<void>();
    waiting.set(name, known);
    return known;
  };
  return {
    work: (run: Run): Promise<void> => of(nameOf(run)).promise,
    release: (...names: string[]): void => names.forEach((name) => of(name).resolve()),
  };
}
