import { validateBlocks } from "../blocks.ts";
import { validateMessage, validateView } from "../payloads.ts";
import type { Problem } from "../shape.ts";
import { fileProblems } from "./shown-files.ts";
import { type Answered, type Args, failed, type Install, type Message, type Methods } from "./types.ts";
import type { Workspace } from "./workspace.ts";

/** The first problem in Slack's words, all of them in detail. */
export const refusalOf = (problems: readonly Problem[]): Answered | undefined => {
  const [first] = problems;
  if (first === undefined) return undefined;
  const messages = problems.map((problem) => `[ERROR] ${problem.message} [json-pointer:${problem.pointer}]`);
  return failed(first.code, { response_metadata: { messages } });
};

/** Why Slack would refuse this message wherever it is posted, or undefined when it would take it. */
export function refusal(args: Args): Answered | undefined {
  const { channel, thread_ts: thread } = args;
  if (typeof channel !== "string" || !/^[CDGUW]\w+$/.test(channel)) return failed("channel_not_found");
  if (thread !== undefined && !(typeof thread === "string" && /^\d+\.\d+$/.test(thread)))
    return failed("invalid_thread_ts");
  return refusalOf(validateMessage(args));
}

const kept = ["text", "thread_ts", "metadata", "attachments", "reply_broadcast"];
const only = (args: Args, names: readonly string[]): Args =>
  Object.fromEntries(names.filter((name) => args[name] !== undefined).map((name) => [name, args[name]]));

/** Puts a message of the bot into a channel, or before one person there. */
export function post(workspace: Workspace, args: Args, by: Install, person?: string): Message {
  const message = {
    ...only(args, kept),
    ...(args["blocks"] === undefined ? {} : { blocks: workspace.withIds(args["blocks"]) }),
    ...(person === undefined ? {} : { only: person }),
    channel: String(args["channel"]),
    ts: workspace.ts(),
    user: by.user_id,
    bot_id: by.bot_id,
    team: by.team_id,
    app_id: "A0APP",
  } as Message;
  workspace.messages.push(message);
  return message;
}

/** Changes a message. Blocks that are not given stay, as in Slack; an empty list takes them away. */
export function change(workspace: Workspace, message: Message, args: Args): void {
  Object.assign(message, only(args, ["text", "metadata"]), { edited: { ts: workspace.ts(), user: message.user } });
  if (args["blocks"] !== undefined) message.blocks = workspace.withIds(args["blocks"]);
}

export function chatMethods(workspace: Workspace): Methods {
  const scopes = (): readonly string[] => ["chat:write"];
  const place = (args: Args): Answered | { readonly channel: string } => {
    const asked = String(args["channel"]);
    const channel = /^[UW]/.test(asked) ? workspace.dmOf(asked) : workspace.channel(asked);
    if (channel.is_archived) return failed("is_archived");
    return channel.is_member ? { channel: channel.id } : failed("not_in_channel");
  };
  const own = (args: Args, by: Install, refused: string): Answered | Message => {
    const message = workspace.find(args["channel"], args["ts"]);
    if (message === undefined || message.only !== undefined) return failed("message_not_found");
    return message.bot_id === by.bot_id ? message : failed(refused);
  };
  return {
    "chat.postMessage": {
      scopes,
      run: (args, by) => {
        const refused = refusal(args) ?? refusalOf(fileProblems(workspace, args["blocks"]));
        if (refused !== undefined) return refused;
        const at = place(args);
        if ("ok" in at) return at;
        const message = post(workspace, { ...args, channel: at.channel }, by);
        return { ok: true, channel: at.channel, ts: message.ts, message: { type: "message", ...message } };
      },
    },
    "chat.postEphemeral": {
      scopes,
      run: (args, by) => {
        const refused = refusal(args) ?? refusalOf(fileProblems(workspace, args["blocks"]));
        if (refused !== undefined) return refused;
        const at = place(args);
        if ("ok" in at) return at;
        const person = args["user"];
        if (typeof person !== "string" || person === "") return failed("invalid_arguments");
        const { members } = workspace.channel(at.channel);
        if (!workspace.knows(person) || members?.includes(person) === false) return failed("user_not_in_channel");
        return { ok: true, message_ts: post(workspace, { ...args, channel: at.channel }, by, person).ts };
      },
    },
    "chat.update": {
      scopes,
      run: (args, by) => {
        const message = own(args, by, "cant_update_message");
        if ("ok" in message) return message as Answered;
        if (message["streaming"] === true) return failed("streaming_state_conflict");
        const refused = refusalOf([
          ...validateMessage({ text: message.text, ...args }, "update"),
          ...fileProblems(workspace, args["blocks"]),
        ]);
        if (refused !== undefined) return refused;
        change(workspace, message, args);
        return { ok: true, channel: message.channel, ts: message.ts, text: message.text, message };
      },
    },
    "chat.delete": {
      scopes,
      run: (args, by) => {
        const message = own(args, by, "cant_delete_message");
        if ("ok" in message) return message as Answered;
        workspace.remove(message);
        return { ok: true, channel: message.channel, ts: message.ts };
      },
    },
    "chat.getPermalink": {
      run: ({ channel, message_ts: ts }) =>
        workspace.find(channel, ts) === undefined
          ? failed("message_not_found")
          : {
              ok: true,
              channel,
              permalink: `https://fake.slack.com/archives/${String(channel)}/p${String(ts).replace(".", "")}`,
            },
    },
    "blocks.validate": {
      run: ({ blocks, message, view }) => {
        const errors =
          view !== undefined
            ? validateView(view)
            : message !== undefined
              ? validateMessage(message as Args)
              : validateBlocks(blocks, "message");
        return errors.length === 0 ? { ok: true } : failed("invalid_blocks", { errors });
      },
    },
  };
}
