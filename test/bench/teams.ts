import { deliverable, type FakeTeams, message, password, person, startFakeTeams } from "../fakes/teams.ts";
import { appId, startService, teamsEnv } from "../never-lost/support/service.ts";
import { type Asking, personOf } from "./load.ts";
import { benchPlatform, type Fake, platformTable, startScript } from "./platform.ts";

const path = "/api/messages";

/** People who mention the bot in forty channels, each with the token that the Bot Framework would send. */
const askingTeams = (fake: FakeTeams, url: string, prefix: string): Asking => {
  const authorization = deliverable(fake);
  return {
    url,
    request: (n, text) => {
      const human = { ...person(personOf(n)), id: `29:${prefix}-${personOf(n)}` };
      const place = { conversation: `19:c${n % 40}@thread.tacv2;messageid=${prefix}${n}`, type: "channel" } as const;
      const body = JSON.stringify(message(fake, human, place, text));
      return { name: place.conversation, body, headers: { authorization } };
    },
    listen: (answered) => {
      const hear = ({ conversation }: { readonly conversation: string }): void => answered(conversation);
      fake.heard.add(hear);
      return () => fake.heard.delete(hear);
    },
  };
};

export const benchTeams = () =>
  benchPlatform<Fake & { readonly teams: FakeTeams }>({
    fake: async () => {
      const teams = await startFakeTeams();
      return { teams, asking: (url, prefix) => askingTeams(teams, url, prefix), close: () => teams.close() };
    },
    echo: {
      what: "bare botbuilder echo",
      start: ({ teams }) => startScript("echo-teams.ts", path, [appId, password, teams.openIdUrl, teams.loginUrl]),
    },
    ours: async ({ teams }, dataDir, databaseUrl) => {
      const env = { ...teamsEnv(teams), LIMIT_WORKSPACE_PER_MINUTE: "1000000" };
      const service = await startService({ dataDir, databaseUrl, env });
      return { url: `${service.origin() ?? ""}${path}`, pid: service.pid() ?? 0, end: service.end };
    },
  });

if (import.meta.main) console.log(platformTable(await benchTeams()));
