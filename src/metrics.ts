/** What `/metrics` tells Prometheus: counts, times and states. No label holds an id, a name or words of a person. */
import type { Answered } from "./core/ports.ts";
import type { CallRecord } from "./llm/types.ts";
import { modelMeters } from "./metrics-models.ts";

/** What is looked up when the page is read. */
export interface MetricsSources {
  /** Undefined while nothing is connected that has an inbox. @throws when the store is away */
  readonly depth: () => Promise<Depth | undefined>;
  readonly knowledge: () => { readonly version: string; readonly entries: number; readonly problems: number };
  readonly storeProblem: () => Promise<string | undefined>;
  readonly notReady: () => Promise<readonly string[]>;
  /** Which models are configured, and whether each can be asked. */
  readonly models?: () => readonly ModelState[];
}
export interface ModelState {
  readonly name: string;
  readonly isUp: boolean;
  readonly todayUsd: number;
}
interface Depth {
  readonly ready: number;
  readonly active: number;
  readonly dead: number;
  readonly oldestAt: number | null;
}

export interface Metrics {
  /** A question that has its reply. */
  readonly answered: (platform: string, answered: Answered) => void;
  /** A platform's work that is done: `kind` as in slack-ask, `ms` since it came in. */
  readonly worked: (kind: string, ms: number) => void;
  /** A call to a model, or one that was not made. */
  readonly modelCalled: (record: CallRecord) => void;
  /** A call that Slack refused. */
  readonly slackError: (method: string, code: string) => void;
  /** A call that Teams refused; `code` ends with the status. */
  readonly teamsError: (method: string, code: string) => void;
  /** A line in the log that an operator should see, by its code. */
  readonly trouble: (code: string) => void;
  /** Loads what counts. Until then, counting waits; nothing is lost. */
  readonly load: () => Promise<unknown>;
  readonly page: () => Promise<{ readonly contentType: string; readonly text: string }>;
}

/** 30 ms and 15 MB, which no start has to wait for: loaded at the first look or the first question. */
export function createMetrics(sources: MetricsSources): Metrics {
  let loading: Promise<Meters> | undefined;
  const load = (): Promise<Meters> => (loading ??= createMeters(sources));
  const count = (work: (meters: Meters) => void): void => void load().then(work);
  return {
    answered: (platform, { reply, trace }) =>
      count(({ questions, answering, searching }) => {
        questions.inc({ platform, kind: reply.kind, outcome: outcomeOf(reply.kind, trace.advisor) });
        answering.observe({ platform }, trace.ms / 1_000);
        searching.observe({ platform }, (trace.searchMs ?? 0) / 1_000);
      }),
    worked: (kind, ms) => count(({ working }) => working[platformOf(kind)].observe({ kind: label(kind) }, ms / 1_000)),
    modelCalled: ({ backend, outcome, ms, usage, usd }) =>
      count(({ models }) => {
        models.calls.inc({ backend, outcome: label(outcome) });
        models.tokens.inc({ backend, direction: "in" }, usage.inputTokens);
        models.tokens.inc({ backend, direction: "out" }, usage.outputTokens);
        models.usd.inc({ backend }, usd);
        if (outcome === "ok") models.seconds.observe({ backend }, Math.max(0, ms) / 1_000);
      }),
    slackError: (method, code) => count(({ errors }) => errors.slack.inc({ method: label(method), code: label(code) })),
    teamsError: (method, code) => count(({ errors }) => errors.teams.inc({ method: label(method), code: label(code) })),
    trouble: (code) => count(({ troubles }) => troubles.inc({ code: label(code) })),
    load,
    page: async () => {
      const { registry } = await load();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

type Meters = Awaited<ReturnType<typeof createMeters>>;

async function createMeters(sources: MetricsSources) {
  const { default: prom } = await import("prom-client");
  const registry = new prom.Registry();
  const registers = [registry];
  prom.collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, value: () => Promise<number | undefined>) =>
    new prom.Gauge({
      name: `counterweight_${name}`,
      help,
      registers,
      collect() {
        return value().then((found) => {
          this.reset();
          if (found !== undefined) this.set(found);
          else this.remove(); // unknown is not 0
        });
      },
    });
  gauge("store_problem", "1 while the store can't be used, else 0.", async () =>
    (await sources.storeProblem()) === undefined ? 0 : 1,
  );
  gauge("ready", "1 while /readyz says 200, else 0.", async () => ((await sources.notReady()).length === 0 ? 1 : 0));
  gauge("knowledge_entries", "Entries that are served.", async () => sources.knowledge().entries);
  gauge(
    "knowledge_problems",
    "Problems of the knowledge files, as /readyz lists them (21: more than 20).",
    async () => sources.knowledge().problems,
  );
  gauge(
    "inbox_oldest_age_seconds",
    "Since the oldest event that is not yet dealt with came in; 0 when none waits.",
    async () => {
      const depth = await depthOf(sources);
      if (depth === undefined) return undefined;
      return depth.oldestAt === null ? 0 : Math.max(0, Date.now() - depth.oldestAt) / 1_000;
    },
  );
  new prom.Gauge({
    name: "counterweight_inbox_events",
    help: "Events in the inbox: ready (waiting), active (being answered), dead (given up).",
    labelNames: ["state"],
    registers,
    collect() {
      return depthOf(sources).then((depth) => {
        this.reset();
        if (depth) for (const state of ["ready", "active", "dead"] as const) this.set({ state }, depth[state]);
      });
    },
  });
  new prom.Gauge({
    name: "counterweight_knowledge_info",
    help: "Always 1; the label is the version of the knowledge that is served.",
    labelNames: ["version"],
    registers,
    collect() {
      this.reset();
      this.set({ version: sources.knowledge().version }, 1);
    },
  });
  const working = (platform: Platform) =>
    new prom.Histogram({
      name: `counterweight_${platform}_done_seconds`,
      help: "From an event's arrival until its answer is posted and recorded, waits and retries included.",
      labelNames: ["kind"],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600],
      registers,
    });
  const errors = (platform: Platform) =>
    new prom.Counter({
      name: `counterweight_${platform}_errors_total`,
      help: `Calls that ${platform === "slack" ? "Slack" : "Teams"} refused or did not answer, by method and its code.`,
      labelNames: ["method", "code"],
      registers,
    });
  return {
    registry,
    models: modelMeters(prom, registers, sources.models ?? (() => [])),
    questions: new prom.Counter({
      name: "counterweight_questions_total",
      help: "Questions that got a reply, by platform, kind of reply, and outcome (answered, abstained, refused, failed).",
      labelNames: ["platform", "kind", "outcome"],
      registers,
    }),
    answering: new prom.Histogram({
      name: "counterweight_answer_seconds",
      help: "From question to reply, without posting it.",
      labelNames: ["platform"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
      registers,
    }),
    searching: new prom.Histogram({
      name: "counterweight_retrieval_seconds",
      help: "Of that, spent on finding in the knowledge; 0 where nothing had to be looked up.",
      labelNames: ["platform"],
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1],
      registers,
    }),
    working: { slack: working("slack"), teams: working("teams") },
    errors: { slack: errors("slack"), teams: errors("teams") },
    troubles: new prom.Counter({
      name: "counterweight_warnings_total",
      help: "Warnings in the log, by code.",
      labelNames: ["code"],
      registers,
    }),
  };
}

type Platform = "slack" | "teams";
const platformOf = (kind: string): Platform => (kind.startsWith("teams-") ? "teams" : "slack");

const depthOf = (sources: MetricsSources): Promise<Depth | undefined> => sources.depth().catch(() => undefined);

function outcomeOf(kind: string, advisor: string): string {
  if (advisor === "broken") return "failed";
  return kind === "abstain" ? "abstained" : kind === "refuse" ? "refused" : "answered";
}

/** Codes are words of ours or of Slack's; anything else would be a text, which no label may hold. */
const label = (word: string): string => (/^[A-Za-z][A-Za-z0-9_.-]{0,59}$/.test(word) ? word : "other");
