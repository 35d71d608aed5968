/** Teams for tests: the Bot Framework that the playground stands on. */
import { type BotFramework, type BotFrameworkOptions, startBotFramework } from "../../src/playground/teams/server.ts";

export * from "../../src/playground/teams/people.ts";
export { appId, bot, issuer, newId, tenant } from "../../src/playground/teams/server.ts";
export * from "../../src/playground/teams/tokens.ts";
export type { Args, Call, TeamsMessage, Trouble } from "../../src/playground/teams/types.ts";

export type FakeTeams = BotFramework;
export const password = "a-client-secret";
export const startFakeTeams = (options: Partial<BotFrameworkOptions> = {}): Promise<FakeTeams> =>
  startBotFramework({ password, accessToken: "an-access-token", ...options });
