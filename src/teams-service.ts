import { starters } from "./advisor/ask.ts";
import { answererFor, fluentFor, overheard } from "./answerer.ts";
import { assessingOn } from "./assessor.ts";
import { costingOn } from "./coster.ts";
import type { Config } from "./config.ts";
import { createOffice } from "./office.ts";
import type { Given } from "./platform-given.ts";
import { secondReaderFor } from "./second-reader.ts";
import { telling } from "./shown-elsewhere.ts";
import { connectTeams, type Teams, type TeamsOptions } from "./teams/app.ts";

/** What Teams needs to be connected: an app that signs in, or leave to do without for a local emulator. */
export function teamsOf(
  config: Config,
): Pick<TeamsOptions, "app" | "tenants" | "serviceUrls" | "openIdUrl" | "issuer" | "loginUrl"> | undefined {
  const { TEAMS_APP_ID: id, TEAMS_APP_PASSWORD: password, TEAMS_TENANT_ID: tenant } = config;
  const app = id !== undefined && password !== undefined && tenant !== undefined ? { id, password, tenant } : undefined;
  if (config.TEAMS_ALLOW_ANONYMOUS) return { serviceUrls: config.TEAMS_SERVICE_URL_ALLOW ?? [] };
  return (
    app && {
      app,
      tenants: config.TEAMS_TENANT_ALLOW ?? [],
      serviceUrls: config.TEAMS_SERVICE_URL_ALLOW ?? [],
      openIdUrl: config.TEAMS_OPENID_METADATA_URL,
      issuer: config.TEAMS_TOKEN_ISSUER,
      loginUrl: config.TEAMS_LOGIN_URL,
    }
  );
}

/** Teams, with what it needs of everything else. */
export async function teamsOn(given: Given): Promise<Teams> {
  const { config, served, log, byCode, storage, metrics, http, ready, depth, heard, writers, routeText } = given;
  const settings = teamsOf(config);
  if (!settings) throw new Error("Teams is not configured");
  const store = await storage.opened;
  const answer = answererFor("teams", served, log, storage, metrics);
  const fluent = fluentFor("teams", served, log, writers, storage, metrics);
  return connectTeams({
    ...settings,
    router: http.platforms,
    assessing: assessingOn(served.current),
    second: secondReaderFor(served, log, writers),
    costing: costingOn(served.current),
    ...overheard(answer, fluent, heard),
    store: {
      ...store,
      assessments: telling(store.assessments, given.changed),
      inbox: (handlers) => store.inbox(handlers, { kinds: "teams-" }),
    },
    office: createOffice({ config, served, store, routeText, ready, depth, command: "admin" }),
    front: {
      starters,
      isWorded: writers !== undefined,
      knowledge: () => {
        const { entries, version } = served.current().catalog;
        return { entries: entries.size, version };
      },
    },
    limits: {
      perPerson: config.LIMIT_PERSON_PER_MINUTE,
      perTenant: config.LIMIT_WORKSPACE_PER_MINUTE,
      windowMs: 60_000,
    },
    log: byCode,
    onError: metrics.teamsError,
    onWorked: metrics.worked,
  });
}
