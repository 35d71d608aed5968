import { afterEach, beforeEach, expect, test } from "vitest";
import { type Config, readConfig } from "../src/config.ts";
import { examineTeams } from "../src/doctor-teams.ts";
import { appId, type FakeTeams, password, startFakeTeams, tenant } from "./fakes/teams.ts";

let fake: FakeTeams;
beforeEach(async () => {
  fake = await startFakeTeams();
});
afterEach(() => fake.close());

const configOf = (more: Record<string, string> = {}): Config => {
  const env = {
    TEAMS_APP_ID: appId,
    TEAMS_APP_PASSWORD: password,
    TEAMS_TENANT_ID: tenant,
    TEAMS_OPENID_METADATA_URL: fake.openIdUrl,
    TEAMS_LOGIN_URL: fake.loginUrl,
    ...more,
  };
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.message);
  return read.config;
};
const verdicts = async (config: Config) => (await examineTeams(config)).map(({ check, verdict }) => [check, verdict]);

test("what works is said to work", async () => {
  expect(await verdicts(configOf())).toEqual([
    ["Teams, sign-in", "ok"],
    ["Teams, keys", "ok"],
  ]);
});

test("a password that Microsoft refuses and keys that can't be read say what to do, and show no secret", async () => {
  fake.tokens.refuse = true;
  fake.documents.away = true;
  const found = await examineTeams(configOf());
  expect(found.map(({ verdict }) => verdict)).toEqual(["failure", "failure"]);
  const said = JSON.stringify(found);
  expect(said).toContain("invalid_client");
  expect(said).toContain("TEAMS_APP_PASSWORD");
  expect(said).not.toContain(password);
});

test("where nobody signs in, that is a warning; where there is no Teams, nothing is said", async () => {
  const anonymous = readConfig({ TEAMS_ALLOW_ANONYMOUS: "true" });
  const without = readConfig({});
  if (!anonymous.ok || !without.ok) throw new Error("refused");
  expect(await verdicts(anonymous.config)).toEqual([["Teams", "warning"]]);
  expect(await examineTeams(without.config)).toEqual([]);
});
