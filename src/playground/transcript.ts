/** A conversation as a recorded folder: what people did, and what then stood there. */
import { plainBlocks } from "./plain.ts";
import type { Act } from "./protocol.ts";
import type { Message } from "./workspace/types.ts";
import type { Workspace } from "./workspace/workspace.ts";

/** An act that was done, with the time at which it began; `ts` is of the message that it made. */
export interface Deed {
  readonly act: Act;
  readonly at: string;
  readonly ts?: string | undefined;
}
/** An act for a file: messages are named by the act that they came of, as in 2.1; 2.0 is what the person wrote. */
export type Line = Act;

const number = (ts: string): number => Number(ts);

/** For each message, whatever became of it, the number of the act that it came of, and which it was. */
function labels(deeds: readonly Deed[], workspace: Workspace): Map<string, string> {
  const found = new Map<string, string>();
  const counts = new Map<number, number>();
  const every = [...workspace.messages, ...workspace.deleted].toSorted((a, b) => number(a.ts) - number(b.ts));
  for (const { channel, ts } of every) {
    const said = deeds.findIndex((deed) => deed.ts === ts);
    const after = deeds.findLastIndex((deed) => number(deed.at) < number(ts));
    if (after < 0 && said < 0) continue;
    if (said >= 0) found.set(`${channel}/${ts}`, `${said + 1}.0`);
    else {
      const count = (counts.get(after) ?? 0) + 1;
      counts.set(after, count);
      found.set(`${channel}/${ts}`, `${after + 1}.${count}`);
    }
  }
  return found;
}

/** A form is the one on top, or the home tab: `view` tells which of the two it is. */
const withRefs = (act: Act, refer: (channel: string, ts: string) => string, view: (id: string) => string): Act => {
  const named = act as Act & { channel?: string; ts?: string; thread?: string; view?: string };
  const { channel = "", ts, thread } = named;
  return {
    ...named,
    ...(named.view === undefined ? {} : { view: view(named.view) }),
    ...(ts === undefined ? {} : { ts: refer(channel, ts) }),
    ...(thread === undefined ? {} : { thread: refer(channel, thread) }),
  };
};

/** What belongs to a conversation: everything in its thread, or its channel, and the forms that came of it. */
export function deedsOf(all: readonly Deed[], workspace: Workspace, channel: string, thread?: string): Deed[] {
  const names = labels(all, workspace);
  const chosen = new Set<Deed>();
  const inScope = (ts: string, where: string): boolean => {
    const message = [...workspace.messages, ...workspace.deleted].find(
      (each) => each.channel === where && each.ts === ts,
    );
    const from = all[Number((names.get(`${where}/${ts}`) ?? "0").split(".")[0]) - 1];
    if (from !== undefined && chosen.has(from)) return true;
    return where === channel && (thread === undefined || ts === thread || message?.thread_ts === thread);
  };
  for (const [i, deed] of all.entries()) {
    const { act } = deed;
    const before = all.slice(0, i).findLast((each) => each.act.as === act.as);
    const isPart =
      act.does === "says"
        ? act.channel === channel && (thread === undefined || act.thread === thread || deed.ts === thread)
        : act.does === "runs"
          ? act.channel === channel && thread === undefined
          : "ts" in act
            ? inScope(act.ts, act.channel)
            : act.does !== "opens" && before !== undefined && chosen.has(before);
    if (isPart) chosen.add(deed);
  }
  return all.filter((deed) => chosen.has(deed));
}

const nameOf = (workspace: Workspace, id: string | undefined): string => {
  const user = workspace.users.get(id ?? "");
  return user?.real_name ?? user?.name ?? "Slack";
};

function doing(act: Act, workspace: Workspace, refer: (channel: string, ts: string) => string): string {
  const channel = "channel" in act ? workspace.channel(act.channel) : undefined;
  const where = channel === undefined ? "" : channel.kind === "im" ? "to the app" : `in #${channel.name}`;
  const quoted = (text: string): string => `\n\n> ${text.replaceAll("\n", "\n> ")}`;
  switch (act.does) {
    case "says":
      return `writes ${where}${act.thread === undefined ? "" : `, below ${refer(act.channel, act.thread)}`}${quoted(act.text)}`;
    case "runs":
      return `runs ${where}${quoted(`${act.command} ${act.text}`)}`;
    case "edits":
      return `changes ${refer(act.channel, act.ts)}${quoted(act.text)}`;
    case "deletes":
      return `deletes ${refer(act.channel, act.ts)}`;
    case "clicks":
      return `uses ${act.action} of ${refer(act.channel, act.ts)}`;
    case "takes":
      return `takes ${act.shortcut} on ${refer(act.channel, act.ts)}`;
    case "submits":
      return `sends the form${quoted(JSON.stringify(act.values))}`;
    default:
      return act.does;
  }
}

/** What stands there at the end, act by act: what came of each, as it is by then. */
export function seenOf(deeds: readonly Deed[], workspace: Workspace): string {
  const names = labels(deeds, workspace);
  const isGone = new Set(workspace.deleted);
  const every = [...workspace.messages, ...workspace.deleted].toSorted((a, b) => number(a.ts) - number(b.ts));
  const refer = (channel: string, ts: string): string => names.get(`${channel}/${ts}`) ?? "an earlier message";
  const tell = (message: Message): string => {
    const { channel, ts, only, thread_ts: thread } = message;
    const place = workspace.channel(channel);
    const where = place.kind === "im" ? ` to ${nameOf(workspace, place.members?.[0])}` : ` in #${place.name}`;
    const marks = [
      ...(thread === undefined ? [] : ["in the thread"]),
      ...(only === undefined ? [] : [`only ${nameOf(workspace, only)} sees it`]),
      ...(message["edited"] === undefined ? [] : ["edited"]),
      ...(isGone.has(message) ? ["deleted by now"] : []),
    ];
    const said =
      message.blocks === undefined || message.blocks.length === 0 ? (message.text ?? "") : plainBlocks(message.blocks);
    return `**${refer(channel, ts)} ${nameOf(workspace, message.user)}**${where}${marks.length > 0 ? ` (${marks.join(", ")})` : ""}\n\n${said}`;
  };
  const parts = deeds.map(({ act, ts }, i) => {
    const came = every.filter((message) => {
      const [from] = (names.get(`${message.channel}/${message.ts}`) ?? "").split(".");
      return Number(from) === i + 1 && message.ts !== ts;
    });
    return [`## ${i + 1}. ${nameOf(workspace, act.as)} ${doing(act, workspace, refer)}`, ...came.map(tell)].join(
      "\n\n",
    );
  });
  const takesPart = (user: string): boolean => deeds.some(({ act }) => act.as === user);
  const open = [...workspace.stacks].flatMap(([user, stack]) =>
    (takesPart(user) ? stack : []).map(
      (id) => `${nameOf(workspace, user)} has a form open:\n\n${plainBlocks(workspace.views.get(id)?.blocks ?? [])}`,
    ),
  );
  return `${[...parts, ...(open.length > 0 ? ["## In the end", ...open] : [])].join("\n\n")}\n`;
}

export const linesOf = (deeds: readonly Deed[], workspace: Workspace): Line[] => {
  const names = labels(deeds, workspace);
  const homes = new Set(workspace.homes.values());
  const viewName = (id: string): string => (homes.has(id) ? "home" : "form");
  return deeds.map(({ act }) => withRefs(act, (channel, ts) => names.get(`${channel}/${ts}`) ?? ts, viewName));
};
/** An act with the messages of this run in place of their names. */
export function actOfLine(line: Line, done: readonly Deed[], workspace: Workspace): Act {
  const byName = new Map([...labels(done, workspace)].map(([key, name]) => [name, key.split("/")[1] ?? ""]));
  const viewOf = (name: string): string =>
    (name === "home" ? workspace.homes.get(line.as) : workspace.stackIn(line.as, undefined).at(-1)) ?? name;
  return withRefs(line, (_, name) => byName.get(name) ?? name, viewOf);
}
