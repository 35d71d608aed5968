import { starters } from "./advisor/ask.ts";
import { answererFor, fluentFor, overheard } from "./answerer.ts";
import { assessingOn } from "./assessor.ts";
import { costingOn, tellingOf } from "./coster.ts";
import { slackOf } from "./config.ts";
import { createOffice } from "./office.ts";
import type { Given } from "./platform-given.ts";
import { secondReaderFor } from "./second-reader.ts";
import { telling } from "./shown-elsewhere.ts";
import { connectSlack, type Slack } from "./slack/app.ts";

/** Slack, with what it needs of everything else. */
export async function slackOn(given: Given): Promise<Slack> {
  const { config, served, log, byCode, storage, metrics, http, ready, depth, heard, told, writers, routeText } = given;
  const answer = answererFor("slack", served, log, storage, metrics);
  const fluent = fluentFor("slack", served, log, writers, storage, metrics);
  const settings = slackOf(config);
  if (!settings) throw new Error("Slack is not configured");
  const { signingSecret, ...others } = settings;
  const store = await storage.opened;
  const office = createOffice({ config, served, store, routeText, ready, depth, command: "/weigh admin" });
  return connectSlack({
    ...others,
    ...(signingSecret === undefined ? {} : { http: { signingSecret, router: http.platforms } }),
    ...overheard(answer, fluent, heard),
    assessing: assessingOn(served.current),
    second: secondReaderFor(served, log, writers),
    costing: told ? tellingOf(costingOn(served.current), told) : costingOn(served.current),
    store: {
      ...store,
      assessments: telling(store.assessments, given.changed),
      inbox: (handlers) => store.inbox(handlers, { kinds: "slack-" }),
    },
    office: {
      ...office,
      admin: async (words, userKey) => {
        const reply = await office.admin(words, userKey);
        told?.(reply);
        return reply;
      },
    },
    front: {
      starters,
      knowledge: () => {
        const { entries, version } = served.current().catalog;
        return { entries: entries.size, version };
      },
    },
    limits: {
      perPerson: config.LIMIT_PERSON_PER_MINUTE,
      perWorkspace: config.LIMIT_WORKSPACE_PER_MINUTE,
      windowMs: 60_000,
    },
    log: byCode,
    onError: metrics.slackError,
    onWorked: metrics.worked,
  });
}
