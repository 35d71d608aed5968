/** Whose installation an event belongs to: a workspace's, or a whole organisation's (Enterprise Grid). */
import type { Body } from "./events.ts";

/** Where something happened, as far as it decides whose token is used. */
export interface Place {
  readonly team: string | undefined;
  readonly enterprise: string | undefined;
  /** A whole organisation installed us, not this workspace by itself. */
  readonly org: boolean;
}
/** Whose installation an event is for: `authorizations` says it, where the sender may come from elsewhere (Slack Connect). */
export function placeOf(body: Body): Place {
  const [by] = body.authorizations ?? [];
  const org = by?.is_enterprise_install ?? String(body.is_enterprise_install) === "true";
  const team = by?.team_id ?? body.view?.app_installed_team_id ?? body.context_team_id ?? body.team_id;
  const enterprise = by ? by.enterprise_id : (body.enterprise_id ?? body.enterprise?.id ?? body.team?.enterprise_id);
  // A stranger's click on a message of ours names the workspace of the message, which is where we are installed.
  const ours = body.message?.bot_id === undefined ? undefined : body.message.team;
  return { team: team ?? ours ?? body.team?.id ?? body.user?.team_id, enterprise: enterprise ?? undefined, org };
}

export const keyOf = ({ team, enterprise, org }: Place): string | undefined => {
  const id = org ? enterprise : team;
  return id === undefined ? undefined : `slack:${id}`;
};
