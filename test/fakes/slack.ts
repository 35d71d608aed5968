/** Slack for tests: the workspace that the playground stands on. */
import type { Args } from "../../src/playground/workspace/types.ts";
import { bot } from "../../src/playground/workspace/workspace.ts";

export { refusal } from "../../src/playground/workspace/chat.ts";
export { deliver, type Delivery, httpDoor } from "../../src/playground/workspace/delivery.ts";
export type { People } from "../../src/playground/workspace/send.ts";
export {
  type SlackWorkspace as FakeSlack,
  startWorkspace as startFakeSlack,
} from "../../src/playground/workspace/start.ts";
export type { Args, Call, Channel, Fault, Install, Message, User, View } from "../../src/playground/workspace/types.ts";
export { appToken, bot, token } from "../../src/playground/workspace/workspace.ts";

/** An `app_mention` as it arrives; `event` overrides its parts. */
export const mention = (text: string, id: string, event: Args = {}): Args => ({
  type: "event_callback",
  team_id: bot.team_id,
  api_app_id: "A0APP",
  event_id: id,
  event_time: 1_700_000_000,
  authorizations: [{ team_id: bot.team_id, user_id: bot.user_id, is_bot: true, is_enterprise_install: false }],
  event: {
    type: "app_mention",
    user: "U0ASKER",
    text,
    channel: "C0CHAN",
    ts: `1700000000.${id.replaceAll(/\D/g, "").padStart(6, "0")}`,
    ...event,
  },
});
