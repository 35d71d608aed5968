import { asText, lengthOf } from "../shape.ts";
import { validateBlocks } from "../blocks.ts";
import { post, refusalOf } from "./chat.ts";
import { type Answered, type Args, failed, type Install, type Message, type Methods } from "./types.ts";
import type { Workspace } from "./workspace.ts";

const mostText = 12_000; // of a message that is streamed
const mostMs = 5 * 60_000; // observed, not documented
const kinds = new Set(["markdown_text", "task_update", "plan_update", "blocks"]);

const statuses = new Set(["pending", "in_progress", "complete", "error"]);
const displays = new Set<unknown>(["timeline", "plan"]);
const isTask = ({ id, title, status }: Args): boolean =>
  typeof id === "string" && id !== "" && typeof title === "string" && title !== "" && statuses.has(String(status));

type Streamed = Message & { streaming?: boolean };

/** Adds chunks to what a message has so far; a word of Slack's when it takes them not. */
function add(workspace: Workspace, message: Streamed, args: Args): Answered | undefined {
  const chunks = (args["chunks"] ??
    (args["markdown_text"] === undefined ? [] : [{ type: "markdown_text", text: args["markdown_text"] }])) as Args[];
  if (!Array.isArray(chunks) || chunks.some((chunk) => !kinds.has(String(chunk["type"]))))
    return failed("invalid_chunks");
  if (chunks.some((chunk) => chunk["type"] === "task_update" && !isTask(chunk))) return failed("invalid_chunks");
  const tasks = new Map((message["tasks"] as Args[] | undefined)?.map((task) => [task["id"], task]));
  let text = message.text ?? "";
  for (const chunk of chunks) {
    if (chunk["type"] === "markdown_text") text += asText(chunk["text"]);
    if (chunk["type"] === "task_update") tasks.set(chunk["id"], { ...tasks.get(chunk["id"]), ...chunk });
    if (chunk["type"] === "plan_update") message["plan"] = chunk["title"];
    if (chunk["type"] !== "blocks") continue;
    const wrong = refusalOf(validateBlocks(chunk["blocks"], "message"));
    if (wrong) return wrong;
    message["tail"] = [...((message["tail"] ?? []) as Args[]), ...workspace.withIds(chunk["blocks"])];
  }
  if (lengthOf(text) > mostText) return failed("msg_too_long");
  message.text = text;
  message["tasks"] = [...tasks.values()];
  draw(message);
  return undefined;
}

/** What is there so far as blocks: text, then tasks, then what came as blocks. */
function draw(message: Streamed): void {
  const text =
    message.text === undefined || message.text === "" ? [] : [{ type: "markdown", block_id: "s0", text: message.text }];
  const tasks = ((message["tasks"] ?? []) as Args[]).map(({ id, title, status }) => ({
    type: "task_card",
    task_id: id,
    title: title ?? "",
    status: status ?? "pending",
  }));
  const plan = tasks.length === 0 ? [] : [{ type: "plan", block_id: "s1", title: message["plan"] ?? "Steps", tasks }];
  message.blocks = [...plan, ...text, ...((message["tail"] ?? []) as Args[])];
}

/** A message that grows while people look on: started, added to, and stopped with its last blocks. */
export function streamMethods(workspace: Workspace): Methods {
  const scopes = (): readonly string[] => ["chat:write"];
  const streaming = (args: Args, by: Install): Answered | Streamed => {
    const message = workspace.find(args["channel"], args["ts"]);
    if (message === undefined) return failed("message_not_found");
    if (message.bot_id !== by.bot_id) return failed("message_not_owned_by_app");
    const isOver = workspace.now - Number(message.ts) * 1_000 > mostMs;
    if (isOver) message.streaming = false;
    return message.streaming === true ? message : failed("message_not_in_streaming_state");
  };
  const done = ({ channel, ts }: Message): Answered => ({ ok: true, channel, ts });
  return {
    "chat.startStream": {
      scopes,
      run: (args, by) => {
        const channel = workspace.channel(String(args["channel"]));
        if (typeof args["channel"] !== "string") return failed("channel_not_found");
        if (!channel.is_member) return failed("not_in_channel");
        if (channel.kind !== "im" && args["recipient_user_id"] === undefined)
          return failed("missing_recipient_user_id");
        if (channel.kind !== "im" && args["recipient_team_id"] === undefined)
          return failed("missing_recipient_team_id");
        if (args["task_display_mode"] !== undefined && !displays.has(args["task_display_mode"]))
          return failed("invalid_arguments");
        const message: Streamed = post(workspace, { ...args, text: "", blocks: undefined, channel: channel.id }, by);
        message.streaming = true;
        const wrong = add(workspace, message, args);
        if (wrong) workspace.remove(message);
        return wrong ?? done(message);
      },
    },
    "chat.appendStream": {
      scopes,
      run: (args, by) => {
        const message = streaming(args, by);
        if ("ok" in message) return message as Answered;
        return add(workspace, message, args) ?? done(message);
      },
    },
    "chat.stopStream": {
      scopes,
      run: (args, by) => {
        const message = streaming(args, by);
        if ("ok" in message) return message as Answered;
        const wrong = args["blocks"] === undefined ? undefined : refusalOf(validateBlocks(args["blocks"], "message"));
        const refused = wrong ?? add(workspace, message, args);
        if (refused) return refused;
        message["tail"] = [...((message["tail"] ?? []) as Args[]), ...workspace.withIds(args["blocks"])];
        if (args["metadata"] !== undefined) message["metadata"] = args["metadata"];
        draw(message);
        message.streaming = false;
        return { ...done(message), message: { type: "message", ...message } };
      },
    },
  };
}
