/** The playground: a workspace like Slack's, a page to be in it, and the app that it is about, wherever that runs. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { actOf } from "./act-of.ts";
import type { Stage } from "./acts.ts";
import { type Bundle, bundlePage } from "./bundle.ts";
import { createCourier, slackRetriesMs } from "./courier.ts";
import { createFeed } from "./feed.ts";
import { type Explain, underTheHood } from "./hood.ts";
import { type DrawInTeams, inTeams } from "./in-teams.ts";
import { type Keeper, keeperOf, restore } from "./keep.ts";
import { createPages } from "./pages.ts";
import type { AppInfo, Json } from "./protocol.ts";
import { createRefusals, watch } from "./refusals.ts";
import { recording } from "./replay.ts";
import { conversationRooms } from "./conversations.ts";
import { type Sight, maySee } from "./see.ts";
import { seed } from "./seed.ts";
import { createTeamsRoom, type TeamsRoomOptions } from "./teams/room.ts";
import { type Door, httpDoor } from "./workspace/delivery.ts";
import { filesIn } from "./workspace/shown-files.ts";
import { people } from "./workspace/send.ts";
import { type SlackWorkspace, startWorkspace } from "./workspace/start.ts";
import type { Call } from "./workspace/types.ts";
import { bot, token } from "./workspace/workspace.ts";

export interface PlaygroundOptions {
  readonly app: Omit<AppInfo, "userId">;
  /** A file that the workspace is kept in; without it, it is forgotten at the end. */
  readonly keepIn?: string | undefined;
  readonly explain?: Explain | undefined;
  readonly explainInTeams?: TeamsRoomOptions["explain"];
  readonly inTeams?: DrawInTeams | undefined;
  /** Connects the app's Teams edge, when somebody first wants it; without it, there is no Teams beside Slack. */
  readonly connectTeams?: TeamsRoomOptions["connect"];
  readonly retriesMs?: readonly number[] | undefined;
  /** A folder for conversations that are kept for the tests. */
  readonly conversations?: string | undefined;
  /** Resolves when the app has nothing left to do, where somebody knows that. */
  readonly settled?: (() => Promise<void>) | undefined;
  readonly log: (code: string, facts?: Readonly<Record<string, string | number>>) => void;
}

export interface Playground {
  readonly slack: SlackWorkspace;
  readonly stage: Stage;
  /** Tells where the app takes what happens, and the secret that it knows Slack by. */
  connect(url: string, secret: string): void;
  /** Tells where the app's door for the Bot Framework is. */
  connectTeams(url: string): void;
  /** Everything below `/playground`. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly bundle: () => Promise<Bundle>;
  /** Lets pages go; they come back by themselves. */
  hush(): void;
  close(): Promise<void>;
}

const mostCalls = 1_000;
const mostThreadNotes = 1_000;

export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { keepIn, explain, log } = options;
  const workspace = seed(() => Date.now());
  if (keepIn !== undefined) restore(keepIn, workspace);
  const keeper: Keeper | undefined =
    keepIn === undefined ? undefined : keeperOf(keepIn, workspace, (error) => log("playground-not-kept", { error }));
  const refusals = createRefusals();
  let door: Door | undefined;
  const changed = (): void => {
    keeper?.changed();
    feed.changed();
  };
  const courier = createCourier(() => door, changed, options.retriesMs ?? slackRetriesMs);
  const slack = await startWorkspace({
    workspace,
    mostCalls,
    noBrowsers: true,
    onCall: (call) => {
      watch(refusals, workspace, call);
      quietDown(call);
      changed();
    },
  });
  /** A message of the app's takes away what it said it was at. */
  const quietDown = ({ method, args, answer }: Call): void => {
    if (answer["ok"] !== true || !/^chat\.(?:postMessage|startStream)$/.test(method)) return;
    const { channel, thread_ts } = args;
    if (typeof thread_ts === "string")
      workspace.threads.push({ method: "setStatus", channel_id: channel, thread_ts, status: "", at: workspace.now });
    if (workspace.threads.length > mostThreadNotes) workspace.threads.splice(0, mostThreadNotes / 2);
  };
  const install = workspace.installs.get(token) ?? { token, ...bot };
  const address = slack.url.replace(/api\/$/, "");
  const stage: Stage = { workspace, courier, refusals, people: people(workspace, install, address, courier) };
  const app: AppInfo = { ...options.app, userId: bot.user_id };
  const teams = createTeamsRoom({
    connect: options.connectTeams,
    keepIn: keepIn?.replace(/(?=\.json$)/, "-teams"),
    explain: options.explainInTeams,
    changed: () => feed.changed(),
    log,
  });
  const sight: Sight = { workspace, courier, refusals, app, canSave: options.conversations !== undefined, teams };
  const feed = createFeed(sight);
  const recorder = recording(stage);

  let made: Promise<Bundle> | undefined;
  const bundle = (): Promise<Bundle> => {
    made ??= bundlePage();
    made.catch(() => (made = undefined)); // the next look tries again
    return made;
  };
  const messageFor = (given: Json) => {
    const me = workspace.users.get(String(given["as"]));
    const message = workspace.find(given["channel"], given["ts"]);
    return me && message && maySee(me, workspace.channel(message.channel), message) ? message : undefined;
  };
  const handle = createPages({
    bundle,
    events: (as, client, response) => {
      const me = workspace.users.get(as);
      if (me === undefined || me.is_bot) return false;
      feed.open(me, response, client);
      return true;
    },
    ask: {
      act: async ({ client, ...given }) => {
        const act = actOf(given);
        if (act === undefined) return undefined;
        workspace.clients.set(act.as, typeof client === "string" ? client : undefined);
        const done = recorder.perform(act);
        // What a person wrote stands there before the app has taken it.
        queueMicrotask(changed);
        const result = await done;
        changed();
        return result;
      },
      "teams-hood": ({ as, message }) => teams.hood(String(as), String(message)) ?? {},
      hood: (given) => {
        const message = messageFor(given);
        return message && underTheHood(message, slack.calls, courier.brought, explain);
      },
      teams: (given) => {
        const message = messageFor(given);
        return message && inTeams(message, String(given["as"]), options.inTeams);
      },
      "teams-act": teams.does,
      ...conversationRooms(stage, recorder, options.conversations, options.settled, changed),
    },
    file: (id, as) => {
      const me = workspace.users.get(as);
      const home = workspace.views.get(workspace.homes.get(as) ?? "");
      const holds =
        filesIn(home?.blocks).some((file) => file.id === id) ||
        workspace.messages.some(
          (message) =>
            me !== undefined &&
            [...((message["files"] ?? []) as readonly { id?: unknown }[]), ...filesIn(message.blocks)].some(
              (file) => file.id === id,
            ) &&
            maySee(me, workspace.channel(message.channel), message),
        );
      const file = holds ? workspace.files.get(id) : undefined;
      return file?.bytes && { name: file.filename, bytes: file.bytes };
    },
  });

  return {
    slack,
    stage,
    bundle,
    handle,
    connect: (url, secret) => {
      door = httpDoor(url, secret);
    },
    connectTeams: teams.listensAt,
    hush: () => feed.close(),
    close: async () => {
      courier.close();
      feed.close();
      keeper?.flush();
      await teams.close();
      await slack.close();
    },
  };
}
