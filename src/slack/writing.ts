import type { Occasion as Writing } from "../core/ports.ts";
import { anyOf } from "../core/stops.ts";
import type { Client } from "./api.ts";
import type { Desk } from "./asking.ts";
import type { Body, MessageEvent } from "./events.ts";
import type { Place } from "./post.ts";
import type { Run } from "./ports.ts";
import { stopKey } from "./stops.ts";
import { whereaboutsOf } from "./whereabouts.ts";

/** While a model writes: what is shown of it, and how it can be stopped. */
export function writingOf(
  desk: Desk,
  run: Run,
  client: Client,
  place: Place,
  event: MessageEvent & { readonly channel: string; readonly ts: string },
  { courtesy, isShown }: { readonly courtesy: Promise<unknown> | undefined; readonly isShown: boolean },
) {
  const { team, channel, thread_ts } = place;
  const at = whereaboutsOf(run.event.payload as Body, team, channel, event.user);
  if (!desk.fluent) return { occasion: { at }, shown: async () => undefined, done: () => {} };
  const places = [...new Set([thread_ts ?? event.ts, event.ts])];
  const { signal, done } = desk.stops.begin(places.map((ts) => stopKey(team, channel, ts)));
  const idle = isShown ? desk.sessions.begin(client, place, event.user) : () => {};
  const userTeam = event.user_team ?? event.team;
  const show = isShown
    ? desk.streams.begin({ client, place, run, user: event.user, userTeam, after: courtesy })
    : undefined;
  const occasion: Writing = {
    at,
    signal: anyOf([signal, run.signal], () => new AbortController()),
    onWork: show?.work,
    onSentence: show?.sentence,
  };
  const end = (): void => {
    done();
    idle();
  };
  return { occasion, shown: async () => show?.end(), done: end };
}
