import type { AddressInfo } from "node:net";
import { chatMethods } from "./chat.ts";
import { type Door, httpDoor } from "./delivery.ts";
import { tokenMethods } from "./oauth.ts";
import { fileMethods } from "./files.ts";
import { readingMethods } from "./reading.ts";
import { people, type People } from "./send.ts";
import { createSlackServer } from "./server.ts";
import { directoryMethods } from "./directory.ts";
import { streamMethods } from "./stream.ts";
import { type Sockets, socketMode } from "./socket-mode.ts";
import type { Args, Call, Fault, Install, Message, View } from "./types.ts";
import { viewMethods } from "./views.ts";
import { bot, token, Workspace } from "./workspace.ts";

/**
 * Slack on 127.0.0.1, as faithful as tests and a local page need: its Web API takes what Slack takes and refuses what
 * Slack refuses, and what people do there comes to the app, signed over HTTP or through Socket Mode.
 */
export interface SlackWorkspace {
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

export interface WorkspaceOptions {
  readonly ackDeadlineMs?: number;
  /** One that has people and a past already. */
  readonly workspace?: Workspace;
  /** How many calls are remembered; all when left out. */
  readonly mostCalls?: number;
  readonly onCall?: (call: Call) => void;
  readonly noBrowsers?: boolean;
}

/** Starts it on a free port; it stops with `close`. */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<SlackWorkspace> {
  const { workspace = new Workspace(), mostCalls = Infinity, onCall } = options;
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
      ...readingMethods(workspace),
      ...viewMethods(workspace),
      ...fileMethods(workspace, () => address("http")),
      ...streamMethods(workspace),
      ...directoryMethods(workspace),
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
    onCall: (given) => {
      const call = { ...given, at: workspace.now };
      calls.push(call);
      if (calls.length > mostCalls) calls.shift();
      queueMicrotask(() => {
        wake();
        onCall?.(call);
      });
    },
    noBrowsers: options.noBrowsers === true,
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
