/** Doing something in the playground's Teams, as whoever looks. */
import type { TeamsAct, TeamsDone } from "../teams/protocol.ts";
import { usePage } from "./context.ts";
import { ask } from "./store.ts";

type Undone<A> = A extends unknown ? Omit<A, "as"> : never;
export type TeamsDeed = Undone<TeamsAct>;
type Ok = Extract<TeamsDone, { readonly ok: true }>;

/** What goes wrong is told on the page, and comes back as nothing. */
export function useTeamsAct(): (deed: TeamsDeed) => Promise<Ok | undefined> {
  const { shown, tell } = usePage();
  return async (deed) => {
    const done = await ask<TeamsDone>("teams-act", { ...deed, as: shown.me.id });
    if (done?.ok) {
      tell(undefined);
      return done;
    }
    tell(done?.what ?? "The playground does not answer. Is npm start running?");
    return undefined;
  };
}
