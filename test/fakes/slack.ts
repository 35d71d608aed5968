import type { AddressInfo } from "node:net";
import { chatMethods } from "./slack/chat.ts";
import { type Door, httpDoor } from "./slack/delivery.ts";
import { tokenMethods } from "./slack/oauth.ts";
import { fileMethods } from "./slack/files.ts";
import { readingMethods } from "./slack/reading.ts";
import { people, type People } from "./slack/send.ts";
import { createSlackServer } from "./slack/server.ts";
import { type Sockets, socketMode } from "./slack/socket-mode.ts";
import type { Args, Call, Fault, Install, Message, View } from "./slack/types.ts";
import { streamMethods } from "./slack/stream.ts";
import { viewMethods } from "./slack/views.ts";
import { bot, token, Workspace } from "./slack/workspace.ts";

export { refusal } from "./slack/chat.ts";
export { deliver, type Delivery, httpDoor } from "./slack/delivery.ts";
export type { People } from "./slack/send.ts";
export type { Args, Call, Channel, Fault, Install, Message, User, View } from "./slack/types.ts";
export { appToken, bot, token } from "./slack/workspace.ts";

/**
 * Slack on 127.0.0.1, as faithful as tests and a local page need: its Web API takes what Slack takes and refuses what
 * Slack refuses, and what people do there comes to the app, signed over HTTP or through Socket Mode.
 */
export interface FakeSlack {
  /** Ends in `/api/`. */
  readonly url: string;
  /** Who and what is there: channels, people, messages, views; `addChannel`, `addUser`. */
  readonly workspace: Workspace;
  /** Every call that came in, response_urls too, in order. */
  readonly calls: readonly Call[];
  /** Messages that were taken, as they were posted. */
  posted(): readonly Args[];
  /** What stands in a channel, or in a thread of it, as everybody sees it now: after updates, without what was deleted. */
  messages(channel: string, thread?: string): readonly Message[];
  /** What one person alone sees in a channel. */
  ephemeral(user: string, channel?: string): readonly Message[];
  /** A person's home tab. */
  home(user: string): View | undefined;
  /** A person's modals, the one on top last. */
  modals(user: string): readonly View[];
  /** Resolves to the n-th call of a method (from 1), whether it came already or not. */
  call(method: string, n?: number): Promise<Call>;
  /** Resolves when `look` finds something; it looks after every call and every change of a socket. */
  until<T>(look: () => T | undefined | false): Promise<T>;
  /** Puts a message into a thread, as others write it, without telling the app. */
  say(message: Args & { channel: string; ts: string }): void;
  /** Makes the next calls of a method fail with one of Slack's words. */
  refuse(method: string, error: string, times?: number): void;
  /** Makes the next calls of a method fail in any way. */
  fail(method: string, fault: Fault, times?: number): void;
  /** Installs the app once more, or with other scopes: for a token that is known already, the parts given change. */
  install(install: Partial<Install> & { readonly token: string }): Install;
  /** Lets time pass, for triggers (3 s) and response_urls (30 min). */
  advance(ms: number): void;
  /** People whose doings come to the app at this address, signed with this secret. */
  people(url: string, secret: string, as?: Install, deadlineMs?: number): People;
  /** People whose doings come through Socket Mode. */
  peopleBySocket(as?: Install): People;
  readonly sockets: Sockets;
  close(): Promise<void>;
}

/** Starts the fake on a free port; it stops with `close`. */
export async function startFakeSlack(options: { readonly ackDeadlineMs?: number } = {}): Promise<FakeSlack> {
  const workspace = new Workspace();
  const calls: Call[] = [];
  const faults: { readonly method: string; readonly fault: Fault; times: number }[] = [];
  let waiting: (() => void)[] = [];
  const wake = (): void => {
    const all = waiting;
    waiting = [];
    for (const each of all) each();
  };
  const until = async <T>(look: () => T | undefined | false): Promise<T> => {
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };

  const server = createSlackServer({
    workspace,
    methods: {
      ...chatMethods(workspace),
      ...streamMethods(workspace),
      ...readingMethods(workspace),
      ...viewMethods(workspace),
      ...fileMethods(workspace, () => address("http")),
      ...tokenMethods(workspace),
    },
    faults: {
      next: (method) => {
        const found = faults.find((each) => each.method === method && each.times > 0);
        if (found !== undefined) found.times -= 1;
        return found?.fault;
      },
    },
    socketUrl: () => ticket(),
    onCall: (call) => {
      calls.push(call);
      queueMicrotask(wake);
    },
  });
  const address = (protocol: string): string => `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const deadlineMs = options.ackDeadlineMs ?? 3_000;
  const { sockets, ticket } = socketMode(server, () => address("ws"), wake, deadlineMs);
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));

  const usual = (): Install => workspace.installs.get(token) ?? { token, ...bot };
  const peopleAt = (door: Door, as: Install = usual()): People => people(workspace, as, address("http"), door);
  return {
    url: `${address("http")}api/`,
    workspace,
    calls,
    sockets,
    until,
    posted: () => calls.filter((c) => c.method === "chat.postMessage" && c.answer["ok"] === true).map((c) => c.args),
    messages: (channel, thread) =>
      workspace.messages.filter(
        (m) => m.channel === channel && !m.only && (thread === undefined || m.ts === thread || m.thread_ts === thread),
      ),
    ephemeral: (user, channel) =>
      workspace.messages.filter((m) => m.only === user && (channel === undefined || m.channel === channel)),
    home: (user) => workspace.views.get(workspace.homes.get(user) ?? ""),
    modals: (user) => (workspace.stacks.get(user) ?? []).flatMap((id) => workspace.views.get(id) ?? []),
    call: (method, n = 1) => until(() => calls.filter((c) => c.method === method)[n - 1]),
    say: (message) => void workspace.messages.push(message),
    refuse: (method, error, times = 1) => void faults.push({ method, fault: { error }, times }),
    fail: (method, fault, times = 1) => void faults.push({ method, fault, times }),
    install: (install) => {
      const all: Install = { ...bot, ...workspace.installs.get(install.token), ...install };
      workspace.installs.set(all.token, all);
      return all;
    },
    advance: (ms) => {
      workspace.now += ms;
    },
    people: (url, secret, as, deadline = deadlineMs) => peopleAt(httpDoor(url, secret, deadline), as),
    peopleBySocket: (as) => peopleAt(sockets, as),
    close: () =>
      new Promise((done) => {
        sockets.drop();
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

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
