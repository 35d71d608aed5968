import { asText } from "../shape.ts";
import { type Args, failed, type Methods, type User, without } from "./types.ts";
import { bot, type Workspace } from "./workspace.ts";

/** Who and what is there: people, channels, and who is in which. */
export function directoryMethods(workspace: Workspace): Methods {
  const page = (all: readonly Args[], name: string, args: Args) => {
    const from = Number(args["cursor"] ?? 0);
    const limit = Number(args["limit"] ?? 100);
    const next = all.length > from + limit ? String(from + limit) : "";
    return { ok: true, [name]: all.slice(from, from + limit), response_metadata: { next_cursor: next } };
  };
  const asMember = (user: User): Args => ({
    ...user,
    deleted: false,
    profile: { real_name: user.real_name ?? user.name, display_name: user.name, team: user.team_id },
  });
  return {
    "users.list": {
      scopes: () => ["users:read"],
      run: (args) => page([...workspace.users.values()].map(asMember), "members", args),
    },
    "conversations.list": {
      scopes: () => ["channels:read", "groups:read", "im:read", "mpim:read"],
      run: (args) => {
        const wanted = new Set(asText(args["types"], "public_channel").split(","));
        const kinds = { channel: "public_channel", group: "private_channel", im: "im", mpim: "mpim" } as const;
        const found = [...workspace.channels.values()].filter(
          ({ kind, is_member }) => wanted.has(kinds[kind]) && (kind === "channel" || is_member),
        );
        return page(
          found.map((channel) => ({ ...without("members", { ...channel }), is_private: channel.kind !== "channel" })),
          "channels",
          args,
        );
      },
    },
    "conversations.members": {
      scopes: () => ["channels:read", "groups:read", "im:read", "mpim:read"],
      run: (args) => {
        const channel = workspace.channels.get(String(args["channel"]));
        if (channel === undefined) return failed("channel_not_found");
        const everybody = [...workspace.users.values()].filter((user) => user.team_id === bot.team_id);
        const ids = channel.members ?? everybody.map((user) => user.id);
        return page(ids as unknown as Args[], "members", args);
      },
    },
    "conversations.join": {
      scopes: () => ["channels:join"],
      run: (args) => {
        const channel = workspace.channels.get(String(args["channel"]));
        if (channel === undefined) return failed("channel_not_found");
        if (channel.kind !== "channel") return failed("method_not_supported_for_channel_type");
        if (channel.is_archived) return failed("is_archived");
        workspace.addChannel({ ...channel, is_member: true });
        return { ok: true, channel: { id: channel.id, name: channel.name } };
      },
    },
    "team.info": {
      scopes: () => ["team:read"],
      run: (_, by) => ({ ok: true, team: { id: by.team_id, name: "Playground", domain: "playground" } }),
    },
  };
}
