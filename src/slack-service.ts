import type { Logger } from "pino";
import { starters } from "./advisor/ask.ts";
import { answererFor, answerQuietly, fluentFor, type Writers } from "./answerer.ts";
import { assessingOn } from "./assessor.ts";
import { costingOn } from "./coster.ts";
import { type Config, slackOf } from "./config.ts";
import type { Answered } from "./core/ports.ts";
import type { Question } from "./core/question.ts";
import type { Http } from "./http.ts";
import type { Served } from "./knowledge-service.ts";
import type { Metrics } from "./metrics.ts";
import { createOffice } from "./office.ts";
import { createRouter } from "./router.ts";
import { connectSlack, type Slack } from "./slack/app.ts";
import type { Storage } from "./storage.ts";

/** Logs and counts that something happened, by a code. */
export type ByCode = (code: string, facts?: Readonly<Record<string, string | number>>) => void;

/** Slack, with what it needs of everything else. */
export async function slackOn(given: {
  readonly config: Config;
  readonly served: Served;
  readonly log: Logger;
  readonly byCode: ByCode;
  readonly storage: Storage;
  readonly metrics: Metrics;
  readonly http: Http;
  readonly ready: () => Promise<readonly string[]>;
  readonly writers: Writers | undefined;
  /** Told of every question and its answer: for whoever wants to know how it came about. */
  readonly heard?: ((question: Question, answered: Answered) => void) | undefined;
}): Promise<Slack> {
  const { config, served, log, byCode, storage, metrics, http, ready, heard, writers } = given;
  const answer = answererFor("slack", served, log, storage, metrics);
  const fluent = fluentFor("slack", served, log, writers, storage, metrics);
  const settings = slackOf(config);
  if (!settings) throw new Error("Slack is not configured");
  const { signingSecret, ...others } = settings;
  const store = await storage.opened;
  const routeText = createRouter({
    answer: answerQuietly(served, log),
    current: served.current,
    models: writers?.models,
  });
  const connected: Slack = await connectSlack({
    ...others,
    ...(signingSecret === undefined ? {} : { http: { signingSecret, router: http.platforms } }),
    answer: (question) => {
      const answered = answer(question);
      heard?.(question, answered);
      return answered;
    },
    fluent:
      fluent &&
      (async (question, occasion) => {
        const answered = await fluent(question, occasion);
        heard?.(question, answered);
        return answered;
      }),
    assessing: assessingOn(served.current),
    costing: costingOn(served.current),
    store,
    office: createOffice({ config, served, store, routeText, ready, depth: () => connected.depth() }),
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
  return connected;
}
