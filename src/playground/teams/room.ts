/** The playground's Teams: begun when somebody first looks at it, for to connect it takes the service a second. */
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Json, UnderTheHood } from "../protocol.ts";
import { teamsActOf } from "./act-of.ts";
import { createTeamsClient, type TeamsClient } from "./client.ts";
import { type ExplainInTeams, teamsHood } from "./hood.ts";
import type { TeamsDone, TeamsShown } from "./protocol.ts";
import { adminInEntra, humans, memberships, places } from "./roster.ts";
import type { Spoken } from "./said.ts";
import { appId, type BotFramework, issuer, startBotFramework, tenant } from "./server.ts";
import type { TeamsMessage } from "./types.ts";

/** What the app is told of Teams, as it would be told of Microsoft's. */
export interface TeamsSettings {
  readonly appId: string;
  readonly password: string;
  readonly tenant: string;
  readonly issuer: string;
  readonly openIdUrl: string;
  readonly loginUrl: string;
  /** Where the service is, as a host with its port. */
  readonly serviceHost: string;
  /** Who is an admin, by the object id in Entra. */
  readonly admin: string;
}
export interface TeamsRoomOptions {
  /** Connects the app's Teams edge; without it there is no Teams here. */
  readonly connect?: ((settings: TeamsSettings) => Promise<void>) | undefined;
  readonly keepIn?: string | undefined;
  readonly explain?: ExplainInTeams | undefined;
  readonly changed: () => void;
  readonly log: (code: string, facts?: Readonly<Record<string, string | number>>) => void;
}
export interface TeamsRoom {
  /** Null where there is no Teams. */
  readonly sees: (me: string) => TeamsShown | null;
  /** Undefined for what makes no sense. */
  readonly does: (given: Json) => Promise<TeamsDone> | undefined;
  /** Under the hood of a message that somebody sees. */
  readonly hood: (me: string, message: string) => UnderTheHood | undefined;
  /** The app's door for the Bot Framework. */
  readonly listensAt: (url: string) => void;
  readonly close: () => Promise<void>;
}

interface Running {
  readonly framework: BotFramework;
  readonly client: TeamsClient;
}
interface Kept {
  readonly format: 1;
  readonly spoken: readonly Spoken[];
  readonly messages: readonly TeamsMessage[];
}
const mostKept = 500;
const restMs = 200;
const notThere: TeamsDone = { ok: false, what: "Teams could not be connected here. The log has the details." };

export function createTeamsRoom({ connect, keepIn, explain, changed, log }: TeamsRoomOptions): TeamsRoom {
  let door = "";
  let running: Running | undefined;
  let beginning: Promise<Running> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (keepIn === undefined || running === undefined) return;
    const { spoken } = running.client;
    const kept: Kept = {
      format: 1,
      spoken: spoken.slice(-mostKept),
      messages: running.framework.messages.slice(-mostKept),
    };
    try {
      mkdirSync(dirname(keepIn), { recursive: true });
      writeFileSync(`${keepIn}.new`, JSON.stringify(kept));
      renameSync(`${keepIn}.new`, keepIn);
    } catch (error) {
      log("playground-teams-not-kept", { error: (error as NodeJS.ErrnoException).code ?? "unknown" });
    }
  };
  const altered = (): void => {
    timer ??= setTimeout(keep, restMs).unref();
    changed();
  };
  const begin = async (connectTo: NonNullable<TeamsRoomOptions["connect"]>): Promise<Running> => {
    const password = randomUUID();
    const framework = await startBotFramework({
      password,
      accessToken: randomUUID(),
      noBrowsers: true,
      onCall: altered,
    });
    for (const [id, member] of memberships()) framework.members.set(id, member);
    const client = createTeamsClient(framework, () => door, altered);
    const kept = keepIn === undefined ? undefined : keptIn(keepIn);
    framework.messages.push(...(kept?.messages ?? []));
    client.spoken.push(...(kept?.spoken ?? []));
    const { openIdUrl, loginUrl, serviceUrl } = framework;
    const serviceHost = new URL(serviceUrl).host;
    try {
      await connectTo({ appId, password, tenant, issuer, openIdUrl, loginUrl, serviceHost, admin: adminInEntra });
    } catch (error) {
      await framework.close();
      throw error;
    }
    running = { framework, client };
    return running;
  };

  return {
    sees: (me) => (connect && humans.has(me) ? { places, said: running?.client.sees(me) ?? [] } : null),
    does: (given) => {
      const act = teamsActOf(given);
      if (act === undefined || connect === undefined) return undefined;
      beginning ??= begin(connect);
      return beginning.then(
        async ({ client }) => {
          const done = await client.perform(act);
          altered();
          return done;
        },
        (error: unknown) => {
          log("playground-teams-not-connected", { error: error instanceof Error ? error.name : typeof error });
          beginning = undefined; // the next look tries again
          return notThere;
        },
      );
    },
    hood: (me, id) => {
      if (running === undefined) return undefined;
      const { framework, client } = running;
      return client.sees(me).some((each) => each.id === id && !each.isDeleted)
        ? teamsHood(id, framework, client.brought, explain)
        : undefined;
    },
    listensAt: (url) => {
      door = url;
    },
    close: async () => {
      if (timer !== undefined) keep();
      await running?.framework.close();
    },
  };
}

function keptIn(path: string): Kept | undefined {
  try {
    const kept = JSON.parse(readFileSync(path, "utf8")) as Kept;
    return kept.format === 1 ? kept : undefined;
  } catch {
    return undefined;
  }
}
