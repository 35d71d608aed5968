/** What comes of modals that people submit. */
import type { App } from "@slack/bolt";
import type { Desk } from "./asking.ts";
import { tellCase } from "./cases.ts";
import { clickerOf, userKey } from "./events.ts";
import type { Run } from "./ports.ts";
import { caseCallback, inputBlock, reasonCallback, typedIn } from "./views.ts";

const forgotten = "I no longer keep that answer, so there is nothing to note this on. You can close this.";
const empty = "Write at least a few words.";

/** Registers the modals. Slack waits for these, and nobody brings them again. */
export function listenToModals(app: App, desk: Desk): void {
  app.view(reasonCallback, async ({ ack, view, body }) => {
    const reason = typedIn(view);
    const person = userKey(clickerOf(body), body.user.id);
    const vote = { answerId: view.private_metadata, userKey: person, verdict: "down", reason } as const;
    if (reason !== "" && !(await desk.store.feedback.vote(vote)))
      await ack({ response_action: "errors", errors: { [inputBlock]: forgotten } });
    else await ack();
  });

  app.view(caseCallback, async ({ ack, view, body, context, client }) => {
    const { run } = context as { readonly run?: Run };
    if (run !== undefined) {
      await tellCase(desk, run, body, typedIn(view), client);
      return;
    }
    if (typedIn(view) === "") {
      await ack({ response_action: "errors", errors: { [inputBlock]: empty } });
      return;
    }
    const person = userKey(clickerOf(body), body.user.id);
    const { type, user, team, is_enterprise_install, enterprise } = body;
    const { id, callback_id, private_metadata, state, app_installed_team_id } = view;
    await desk.accept({
      eventId: `slack:case:${id}`,
      kind: "slack-told",
      conversation: `${person}/clicks`,
      userKey: person,
      // The modal comes in once more from the inbox, without what we do not need.
      payload: {
        type,
        team,
        is_enterprise_install,
        enterprise,
        user: {
          id: user.id,
          team_id: user.team_id,
        },
        view: {
          type: "modal",
          id,
          callback_id,
          private_metadata,
          state,
          app_installed_team_id,
        },
      },
    });
    await ack();
  });
}
