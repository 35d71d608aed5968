/** What Slack would have refused of what the app sent: kept, so that the page shows it in its place. */
import type { Notice, Refused, Said } from "./protocol.ts";
import type { Call } from "./workspace/types.ts";
import type { Workspace } from "./workspace/workspace.ts";

export interface Refusals {
  /** In place of messages. */
  readonly messages: (Said & { readonly only?: string })[];
  /** Of home tabs, by person. */
  readonly homes: Map<string, Refused>;
  /** Of modals, and what else Slack has to tell a person. */
  readonly notices: Map<string, Notice[]>;
}

const posts = new Set(["chat.postMessage", "chat.postEphemeral", "chat.update", "chat.stopStream", "response_url"]);
/** Slack's words for what is wrong with a message itself, not with where it goes. */
const ofContent = /block|_too_long|no_text|table|invalid_arguments/;
const mostKept = 100;

export const createRefusals = (): Refusals => ({ messages: [], homes: new Map(), notices: new Map() });

export function notify(refusals: Refusals, user: string, notice: Notice): void {
  refusals.notices.set(user, [...(refusals.notices.get(user) ?? []), notice].slice(-5));
}

const refusedOf = ({ method, answer }: Call): Refused => {
  const { messages = [] } = (answer["response_metadata"] ?? {}) as { messages?: readonly string[] };
  const reasons = messages.map((line) => line.replace(/^\[ERROR\] (.*) \[json-pointer:(.*)\]$/, "$2 $1"));
  return { method, code: String(answer["error"]), reasons };
};

/** Looks at a call of the app's; what was refused for its content is kept. */
export function watch(refusals: Refusals, workspace: Workspace, call: Call): void {
  const { method, args, answer } = call;
  if (method === "views.publish" && answer["ok"] === true) refusals.homes.delete(String(args["user_id"]));
  if (answer["ok"] === true || !ofContent.test(String(answer["error"]))) return;
  const refused = refusedOf(call);
  if (method === "views.publish") refusals.homes.set(String(args["user_id"]), refused);
  else if (method.startsWith("views.")) {
    const view = workspace.views.get(String(args["view_id"]));
    const user = workspace.triggers.get(String(args["trigger_id"]))?.user ?? view?.owner;
    const text = "Slack would not open this form.";
    if (user !== undefined) notify(refusals, user, { id: `n${workspace.next()}`, text, refused });
  } else if (posts.has(method)) {
    const grant = workspace.answerable.get(String(answer["response_id"]));
    const channel = grant?.channel ?? String(args["channel"]);
    const only = grant?.user ?? (method === "chat.postEphemeral" ? String(args["user"]) : undefined);
    const { thread_ts: thread, text, blocks } = args;
    refusals.messages.push({
      channel: /^[UW]/.test(channel) ? workspace.dmOf(channel).id : channel,
      ts: workspace.ts(),
      ...(typeof thread === "string" ? { thread } : {}),
      user: [...workspace.installs.values()][0]?.user_id ?? "",
      isApp: true,
      text: typeof text === "string" ? text : "",
      blocks: Array.isArray(blocks) ? blocks : [],
      isPrivate: only !== undefined,
      isEdited: false,
      isStreaming: false,
      files: [],
      refused,
      ...(only === undefined ? {} : { only }),
    });
    if (refusals.messages.length > mostKept) refusals.messages.shift();
  }
}
