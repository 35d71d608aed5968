/** What the page knows: fed by the server, so that a reload loses nothing. */
import { useSyncExternalStore } from "react";
import { type Act, type Change, type Done, keyOf, type Said, type Shown } from "../protocol.ts";

export interface State {
  readonly shown: Shown | undefined;
  readonly said: ReadonlyMap<string, Said>;
  /** Whether the server is there. */
  readonly isLive: boolean;
}

let state: State = { shown: undefined, said: new Map(), isLive: false };
const listeners = new Set<() => void>();
let source: EventSource | undefined;

/** This tab, also after a reload: a form is open in the tab that opened it, and in no other of the same person. */
const client = ((): string => {
  const key = "playground.client";
  const known = sessionStorage.getItem(key) ?? Math.random().toString(36).slice(2);
  sessionStorage.setItem(key, known);
  return known;
})();

function set(next: Partial<State>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

function take(change: Change): void {
  const said = new Map(change.whole ? [] : state.said);
  for (const each of change.said ?? []) {
    const key = keyOf(each);
    said.set(key, each);
  }
  for (const key of change.gone ?? []) said.delete(key);
  const shown = change.shown === undefined ? state.shown : ({ ...state.shown, ...change.shown } as Shown);
  set({ said, shown, isLive: true });
}

/** Follows what a person sees; the browser connects again by itself when the server was away. */
export function follow(as: string): void {
  source?.close();
  set({ shown: undefined, said: new Map() });
  const events = new EventSource(`/playground/events?as=${encodeURIComponent(as)}&client=${client}`);
  source = events;
  events.addEventListener("message", ({ data }) => take(JSON.parse(String(data)) as Change));
  events.addEventListener("error", () => {
    set({ isLive: false });
    // A refusal ends it for good, as of a person who is not there; another look is better than none.
    if (events.readyState === EventSource.CLOSED && source === events) setTimeout(() => follow(as), 1_000);
  });
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useStore = (): State => useSyncExternalStore(subscribe, () => state);

/** Asks the server for something by its name. */
export async function ask<T>(name: string, given: object): Promise<T | undefined> {
  try {
    const response = await fetch(`/playground/api/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(given),
    });
    return (await response.json()) as T;
  } catch {
    return undefined;
  }
}

type Undone<A> = A extends unknown ? Omit<A, "as"> : never;
/** An act without who does it. */
export type Deed = Undone<Act>;
export type Do = (deed: Deed) => Promise<Done>;

/** Does something as a person. */
export const doAs =
  (as: string): Do =>
  async (deed) =>
    (await ask<Done>("act", { ...deed, as, client })) ?? {
      ok: false,
      what: "The playground does not answer. Is npm start running?",
    };
