import { type Answered, type Args, type Channel, failed, type Message, type Methods, without } from "./types.ts";
import { appId, type Workspace } from "./workspace.ts";

const kinds = { channel: "channels", group: "groups", im: "im", mpim: "mpim" } as const;

/** Methods that read, and those that say how an answer comes along. */
export function readingMethods(workspace: Workspace): Methods {
  const byKind =
    (what: "history" | "read") =>
    (args: Args): readonly string[] =>
      typeof args["channel"] === "string" ? [`${kinds[workspace.channel(args["channel"]).kind]}:${what}`] : [];
  const readable = (args: Args): Answered | Channel => {
    if (typeof args["channel"] !== "string" || !/^[CDG]\w+$/.test(args["channel"])) return failed("channel_not_found");
    const channel = workspace.channel(args["channel"]);
    return channel.is_member ? channel : failed(channel.kind === "channel" ? "not_in_channel" : "channel_not_found");
  };
  const inRange =
    (args: Args) =>
    (message: Message): boolean => {
      const inclusive = String(args["inclusive"]) === "true";
      const [at, from, to] = [message.ts, args["oldest"] ?? 0, args["latest"] ?? Infinity].map(Number) as [
        number,
        number,
        number,
      ];
      return message.only === undefined && ((at > from && at < to) || (inclusive && (at === from || at === to)));
    };
  const page = (found: readonly Message[], args: Args): Answered => {
    const from = Number(args["cursor"] ?? 0);
    const limit = Number(args["limit"] ?? 100);
    const more = found.length > from + limit;
    const meta = { response_metadata: { next_cursor: more ? String(from + limit) : "" } };
    const messages = found
      .slice(from, from + limit)
      .map((message) => ({ type: "message", ...without("channel", message) }));
    return { ok: true, messages, has_more: more, ...meta };
  };
  const said = (channel: unknown): Message[] =>
    workspace.messages.filter((message) => message.channel === channel).toSorted((a, b) => Number(a.ts) - Number(b.ts));
  const assist = (method: string) => ({
    scopes: () => ["assistant:write", "chat:write"],
    run: (args: Args): Answered => {
      if (typeof args["channel_id"] !== "string") return failed("channel_not_found");
      const prompts = args["prompts"];
      if (prompts !== undefined && (!Array.isArray(prompts) || prompts.length > 4)) return failed("invalid_arguments");
      const loading = args["loading_messages"];
      if (loading !== undefined && (!Array.isArray(loading) || loading.length > 10)) return failed("invalid_arguments");
      workspace.threads.push({ method, ...args, at: workspace.now });
      return { ok: true };
    },
  });

  return {
    "auth.test": {
      run: (_, by) => {
        const { user_id, bot_id, team_id, enterprise_id, org } = by;
        const grid = enterprise_id === undefined ? {} : { enterprise_id };
        const names = { url: "https://fake.slack.com/", team: "Test", user: "counterweight", app_id: appId };
        return { ok: true, ...names, user_id, bot_id, team_id, ...grid, is_enterprise_install: org === true };
      },
    },
    "conversations.replies": {
      scopes: byKind("history"),
      run: (args) => {
        const channel = readable(args);
        if ("ok" in channel) return channel;
        const inThread = said(channel.id).filter((m) => m.ts === args["ts"] || m.thread_ts === args["ts"]);
        return inThread.length === 0 ? failed("thread_not_found") : page(inThread.filter(inRange(args)), args);
      },
    },
    "conversations.history": {
      scopes: byKind("history"),
      run: (args) => {
        const channel = readable(args);
        if ("ok" in channel) return channel;
        const roots = said(channel.id).filter((m) => m.thread_ts === undefined || m.thread_ts === m.ts);
        return page(roots.filter(inRange(args)).toReversed(), args);
      },
    },
    "conversations.info": {
      scopes: byKind("read"),
      run: (args) => {
        const found = readable(args);
        if ("ok" in found && found.error !== "not_in_channel") return found;
        const { kind, members: _, ...channel } = workspace.channel(String(args["channel"]));
        const flags = {
          is_channel: kind === "channel",
          is_group: kind === "group",
          is_im: kind === "im",
          is_mpim: kind === "mpim",
        };
        const shared = { is_shared: channel.is_ext_shared, is_private: kind !== "channel" };
        return { ok: true, channel: { ...channel, ...flags, ...shared } };
      },
    },
    "conversations.open": {
      scopes: () => ["im:write"],
      run: (args) =>
        typeof args["users"] === "string"
          ? { ok: true, channel: { id: workspace.dmOf(args["users"]).id } }
          : failed("users_list_not_supplied"),
    },
    "users.info": {
      scopes: () => ["users:read"],
      run: (args) => {
        const user = workspace.users.get(String(args["user"]));
        if (user === undefined) return failed("user_not_found");
        const grid = user.enterprise_id === undefined ? {} : { enterprise_user: { enterprise_id: user.enterprise_id } };
        return {
          ok: true,
          user: { ...user, deleted: false, profile: { display_name: user.name, team: user.team_id }, ...grid },
        };
      },
    },
    "agents.sessions.setStatus": assist("session"),
    "assistant.threads.setStatus": assist("setStatus"),
    "assistant.threads.setTitle": assist("setTitle"),
    "assistant.threads.setSuggestedPrompts": assist("setSuggestedPrompts"),
  };
}
