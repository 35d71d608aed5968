import type { Whereabouts } from "../core/route/route.ts";
import type { Body } from "./events.ts";

/** Where something was asked, as a policy names it. Who belongs elsewhere, or where others read along, is a guest. */
export function whereaboutsOf(
  body: Body,
  team: string,
  channel: string | undefined,
  person: string | undefined,
): Whereabouts {
  const event = body.event?.message ?? body.event;
  const homes = [event?.user_team, event?.source_team, body.user?.team_id].filter((home) => home !== undefined);
  const own = new Set([team, body.team_id, body.enterprise_id, body.context_team_id, event?.team]);
  const guest = body.is_ext_shared_channel === true || homes.some((home) => !own.has(home));
  return { platform: "slack", workspace: team, channel, person, guest };
}
