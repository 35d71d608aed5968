/** The chat platforms that are configured, as one: what waits for them, what is wrong with them, how they end. */
import { type Config, slackOf } from "./config.ts";
import { frames } from "./log.ts";
import type { Row } from "./core/assess/ports.ts";
import type { Depth } from "./core/platform.ts";
import type { Given } from "./platform-given.ts";
import { toOthers } from "./shown-elsewhere.ts";
import { slackOn } from "./slack-service.ts";
import { teamsOf, teamsOn } from "./teams-service.ts";

/** What each of them tells of itself. */
interface Connected {
  readonly notReady: () => readonly string[];
  readonly depth: () => Promise<Depth>;
  /** Resolves once everything that came is dealt with. */
  readonly idle: () => Promise<void>;
  /** Has what stands there of an assessment drawn anew, in its turn. */
  readonly redraw: (row: Row) => Promise<void>;
  readonly stop: () => Promise<void>;
}
/** What the platforms are to each other is known here alone. */
export type GivenToAll = Omit<Given, "depth" | "changed">;
export interface Platforms {
  readonly any: boolean;
  /** Connects them once the store is open; waits for that only where it is open already. */
  readonly connect: (given: GivenToAll) => Promise<void>;
  /** Connects Teams besides, for the playground. @throws when it can't be connected */
  readonly connectTeams: (given: GivenToAll) => Promise<void>;
  readonly notReady: () => readonly string[];
  /** Of all of them together; undefined while none is connected. */
  readonly depth: () => Promise<Depth | undefined>;
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Platform {
  readonly name: "Slack" | "Teams";
  readonly on: (given: Given) => Promise<Connected>;
}

const none: Depth = { ready: 0, active: 0, dead: 0, oldestAt: null };

/** @param playground whether it stands in for Slack */
export function createPlatforms(config: Config, playground: boolean): Platforms {
  const wanted: readonly Platform[] = [
    ...(slackOf(config) || playground ? [{ name: "Slack", on: slackOn } as const] : []),
    ...(teamsOf(config) ? [{ name: "Teams", on: teamsOn } as const] : []),
  ];
  const connected = new Map<string, Connected>();
  // Of the store itself is told besides; the playground is nothing that anybody waits to sign in to.
  const waiting = wanted.filter(({ name }) => !(playground && name === "Slack"));
  const troubles = new Map<string, string>(waiting.map(({ name }) => [name, `${name}: waits for the store.`]));
  const depth = async (): Promise<Depth | undefined> => {
    const all = await Promise.all([...connected.values()].map((each) => each.depth()));
    return all.length === 0 ? undefined : all.reduce(together, none);
  };
  const turnOn = async ({ name, on }: Platform, given: GivenToAll): Promise<void> => {
    await given.storage.opened;
    const changed = toOthers(connected, name, given.byCode);
    connected.set(name, await on({ ...given, changed, depth: async () => (await depth()) ?? none }));
  };
  const connectOne = async (platform: Platform, given: GivenToAll): Promise<void> => {
    const { name } = platform;
    try {
      await turnOn(platform, given);
      troubles.delete(name);
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error;
      troubles.set(name, `${name}: could not be connected (${kind}). The log has the details; start again.`);
      const code = `${name.toLowerCase()}-not-connected`;
      given.log.error({ code, error: frames(error) }, code);
    }
  };
  return {
    any: wanted.length > 0,
    connect: async (given) => {
      const connecting = Promise.all(wanted.map((platform) => connectOne(platform, given)));
      if (given.storage.store()) await connecting;
    },
    connectTeams: (given) => turnOn({ name: "Teams", on: teamsOn }, given),
    notReady: () => [...troubles.values(), ...[...connected.values()].flatMap((each) => each.notReady())],
    depth,
    idle: async () => {
      await Promise.all([...connected.values()].map((each) => each.idle()));
    },
    stop: async () => {
      await Promise.all([...connected.values()].map((each) => each.stop()));
    },
  };
}

const together = (a: Depth, b: Depth): Depth => ({
  ready: a.ready + b.ready,
  active: a.active + b.active,
  dead: a.dead + b.dead,
  oldestAt: a.oldestAt === null ? b.oldestAt : Math.min(a.oldestAt, b.oldestAt ?? a.oldestAt),
});
