/** Work that a form or a click leaves behind: written down like everything that comes from Slack, and done in turn. */
import type { FactName } from "../../core/decide/facts.ts";
import type { Actor } from "./at.ts";
import { type Doc, readDoc } from "../../core/assess/doc.ts";
import type { Row } from "../../core/assess/ports.ts";
import type { Whereabouts } from "../../core/route/route.ts";
import type { Desk } from "../asking.ts";
import { type Body, partsOf } from "../events.ts";
import { placeOf } from "../place.ts";
import { ownerIn } from "./rights.ts";

export const jobCallback = "assess.job";

export type Job =
  | { readonly do: "result"; readonly id: string; readonly thread?: string | undefined }
  | { readonly do: "refresh"; readonly id: string }
  | { readonly do: "ask"; readonly id: string; readonly fact: FactName; readonly of: string }
  | { readonly do: "share"; readonly id: string; readonly channel: string }
  | { readonly do: "record"; readonly id: string }
  | { readonly do: "many"; readonly how: "compare" | "portfolio"; readonly ids: readonly string[] }
  /** What was described is read by a model, too. */
  | {
      readonly do: "read";
      readonly id: string;
      readonly at: Whereabouts;
      readonly view?: string;
    }
  | { readonly do: "home" }
  | { readonly do: "quiz" | "cost"; readonly text: string };

export interface From {
  readonly desk: Desk;
  readonly team: string;
  readonly who: Actor["who"];
  readonly body: Body;
}

/**
 * Writes a job down, for whoever is acting. It comes in again as a submitted modal that nobody sees.
 * @param key names it: the same job under the same key is done once
 */
export async function later({ desk, team, who, body }: From, key: string, job: Job): Promise<void> {
  const { team: id, enterprise, org } = placeOf(body);
  await desk.accept({
    eventId: `slack:${team}:assess:${key}`,
    kind: "slack-assess",
    // One after the other for each assessment: what is posted last shows what was changed last.
    // A model may be slow, and nothing waits for it.
    conversation: `slack:assess${job.do === "read" ? "-read" : ""}:${"id" in job ? job.id : who.key}`,
    userKey: who.key,
    payload: {
      type: "view_submission",
      team: { id, ...(enterprise === undefined ? {} : { enterprise_id: enterprise }) },
      ...(enterprise === undefined ? {} : { enterprise: { id: enterprise } }),
      is_enterprise_install: org,
      user: { id: who.id, ...(body.user?.team_id === undefined ? {} : { team_id: body.user.team_id }) },
      view: {
        type: "modal",
        id: "",
        callback_id: jobCallback,
        private_metadata: JSON.stringify(job),
        app_installed_team_id: id,
      },
    },
  });
}

/** A result is posted once each time that it is finished. */
export const resultLater = (from: From, { id }: Row, { finishedRev = 0 }: Doc, thread?: string): Promise<void> =>
  later(from, `result:${id}:${finishedRev}`, { do: "result", id, ...(thread === undefined ? {} : { thread }) });
export const refreshLater = (from: From, { id, rev }: Row): Promise<void> =>
  later(from, `refresh:${id}:${rev}`, { do: "refresh", id });

/** What stands in Slack of an assessment that was changed on another platform. While it is edited, the result stays. */
export async function refreshHere(desk: Desk, row: Row): Promise<void> {
  if (readDoc(row.doc).page !== "done") return;
  const posts = await desk.store.assessments.postsOf(row.id);
  const ours = posts.filter(({ channel, kind }) => channel.startsWith("slack:") && kind !== "talk");
  const who = { id: (await ownerIn(desk.store, row)) ?? "", key: row.owner };
  for (const team of new Set(ours.map(({ channel }) => partsOf(channel).team)))
    await refreshLater({ desk, team, who, body: bodyFrom(team) }, row);
}

/** As it would come from whoever has us installed there: a workspace, or a whole organisation. */
const bodyFrom = (team: string): Body =>
  team.startsWith("E") ? { enterprise: { id: team }, is_enterprise_install: true } : { team: { id: team } };
