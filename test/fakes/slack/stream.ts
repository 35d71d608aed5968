/** Messages that are shown while they are written, with what Slack refuses of them. */
import { post } from "./chat.ts";
import { type Answered, type Args, failed, type Install, type Message, type Methods } from "./types.ts";
import type { Workspace } from "./workspace.ts";

const mostCharacters = 12_000;

export function streamMethods(workspace: Workspace): Methods {
  const scopes = (): readonly string[] => ["chat:write"];
  const open = new Set<string>();
  const textOf = (args: Args): string | undefined => {
    const chunks = args["chunks"] as readonly { readonly type?: string; readonly text?: string }[] | undefined;
    if (typeof args["markdown_text"] === "string") return args["markdown_text"];
    if (!Array.isArray(chunks) || chunks.some(({ type }) => type !== "markdown_text")) return undefined;
    return chunks.map(({ text }) => text ?? "").join("");
  };
  const streaming = (args: Args, by: Install): Answered | Message => {
    const message = workspace.find(args["channel"], args["ts"]);
    if (message === undefined) return failed("message_not_found");
    if (message.bot_id !== by.bot_id || !open.has(message.ts)) return failed("message_not_in_streaming_state");
    return message;
  };
  workspace.isStreaming = (ts) => open.has(ts);
  return {
    "chat.startStream": {
      scopes,
      run: (args, by) => {
        const channel = workspace.channel(String(args["channel"]));
        if (typeof args["thread_ts"] !== "string") return failed("invalid_thread_ts");
        if (channel.kind !== "im" && typeof args["recipient_user_id"] !== "string")
          return failed("missing_recipient_user_id");
        if (channel.kind !== "im" && typeof args["recipient_team_id"] !== "string")
          return failed("missing_recipient_team_id");
        if (!channel.is_member) return failed("not_in_channel");
        const text = textOf(args);
        if (text === undefined) return failed("invalid_arguments");
        const message = post(workspace, { channel: channel.id, thread_ts: args["thread_ts"], text }, by);
        open.add(message.ts);
        return { ok: true, channel: channel.id, ts: message.ts };
      },
    },
    "chat.appendStream": {
      scopes,
      run: (args, by) => {
        const message = streaming(args, by);
        if ("ok" in message) return message as Answered;
        const text = textOf(args);
        if (text === undefined) return failed("invalid_arguments");
        if ((message.text ?? "").length + text.length > mostCharacters) return failed("msg_too_long");
        message.text = `${message.text ?? ""}${text}`;
        return { ok: true, channel: message.channel, ts: message.ts };
      },
    },
    "chat.stopStream": {
      scopes,
      run: (args, by) => {
        const message = streaming(args, by);
        if ("ok" in message) return message as Answered;
        open.delete(message.ts);
        if (args["metadata"] !== undefined) message["metadata"] = args["metadata"];
        return { ok: true, channel: message.channel, ts: message.ts };
      },
    },
  };
}
