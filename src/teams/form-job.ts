/** What a card's fields said, written down so that it is answered once, whoever of the replicas answers it. */
import type { Desk } from "./asking.ts";
import type { Incoming } from "./incoming.ts";
import { pressesOf, userKey } from "./place.ts";

export interface FormJob {
  readonly incoming: Incoming;
  readonly text: string;
  /** It answers the quiz. */
  readonly isQuiz?: boolean;
}

export async function writeDown(
  desk: Desk,
  incoming: Incoming & { readonly from: NonNullable<Incoming["from"]> },
  said: Omit<FormJob, "incoming">,
): Promise<void> {
  const { where, from, id } = incoming;
  await desk.accept({
    eventId: `teams:${where.tenant}:${where.conversation}:press:${id}`,
    kind: "teams-form",
    conversation: pressesOf(incoming),
    userKey: userKey(where.tenant, from),
    payload: { incoming: { ...incoming, value: null, text: "" }, ...said } satisfies FormJob,
  });
}
