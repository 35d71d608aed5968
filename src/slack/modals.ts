/** What comes of the modal that asks why an answer was not right. */
import type { App } from "@slack/bolt";
import type { Desk } from "./asking.ts";
import { clickerOf, userKey } from "./events.ts";
import { inputBlock, reasonCallback, typedIn } from "./views.ts";

const forgotten = "I no longer keep that answer, so there is nothing to note this on. You can close this.";

/** Registers it. Slack waits for this, and nobody brings it again. */
export function listenToModals(app: App, desk: Desk): void {
  app.view(reasonCallback, async ({ ack, view, body }) => {
    const reason = typedIn(view);
    const person = userKey(clickerOf(body), body.user.id);
    const vote = { answerId: view.private_metadata, userKey: person, verdict: "down", reason } as const;
    if (reason !== "" && !(await desk.store.feedback.vote(vote)))
      await ack({ response_action: "errors", errors: { [inputBlock]: forgotten } });
    else await ack();
  });
}
