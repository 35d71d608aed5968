import { expect, onTestFinished, test, vi } from "vitest";
import { createMetrics, type Metrics, type MetricsSources } from "../src/metrics.ts";
import { echo, run as runSlack, whole } from "./slack/harness.ts";
import { patience, secret, slack, start } from "./support/service.ts";

const quiet: MetricsSources = {
  depth: async () => ({ ready: 0, active: 0, dead: 0, oldestAt: null }),
  knowledge: () => ({ version: "v1", entries: 2, problems: 0 }),
  storeProblem: async () => undefined,
  notReady: async () => [],
};
/** The lines of the page that have a value, of one metric or of all of ours. */
const linesOf = async (metrics: Metrics, name = "counterweight_"): Promise<string[]> =>
  (await metrics.page()).text.split("\n").filter((line) => line.startsWith(name));
const trace = { advisor: "ask", entries: [], confidence: 1, ms: 4 };

test("questions are counted by platform, kind and outcome, also those from before the first look", async () => {
  const metrics = createMetrics(quiet);
  metrics.answered("slack", { reply: echo("x"), trace });
  metrics.answered("slack", { reply: echo("x"), trace });
  metrics.answered("terminal", { reply: { ...echo("x"), kind: "abstain" }, trace });
  metrics.answered("slack", { reply: { ...echo("x"), kind: "refuse" }, trace });
  metrics.answered("slack", { reply: { ...echo("x"), kind: "help" }, trace: { ...trace, advisor: "broken" } });
  expect(await linesOf(metrics, "counterweight_questions_total")).toEqual([
    'counterweight_questions_total{platform="slack",kind="answer",outcome="answered"} 2',
    'counterweight_questions_total{platform="terminal",kind="abstain",outcome="abstained"} 1',
    'counterweight_questions_total{platform="slack",kind="refuse",outcome="refused"} 1',
    'counterweight_questions_total{platform="slack",kind="help",outcome="failed"} 1',
  ]);
  const answering = await linesOf(metrics, "counterweight_answer_seconds");
  expect(answering).toContain('counterweight_answer_seconds_bucket{le="0.0025",platform="slack"} 0');
  expect(answering).toContain('counterweight_answer_seconds_bucket{le="0.005",platform="slack"} 4');
});

test("the time spent on finding is told apart", async () => {
  const metrics = createMetrics(quiet);
  metrics.answered("slack", { reply: echo("x"), trace: { ...trace, searchMs: 2 } });
  const finding = await linesOf(metrics, "counterweight_retrieval_seconds");
  expect(finding).toContain('counterweight_retrieval_seconds_bucket{le="0.001",platform="slack"} 0');
  expect(finding).toContain('counterweight_retrieval_seconds_bucket{le="0.0025",platform="slack"} 1');
});

test("what is not a plain word becomes other, whoever sends it", async () => {
  const metrics = createMetrics(quiet);
  metrics.slackError("chat.postMessage", "rate_limited");
  metrics.slackError("chat.postMessage", "channel <C0CANARY> not found");
  metrics.trouble("inbox-gave-up");
  metrics.trouble('canary"} 1\ninjected 1');
  const text = (await metrics.page()).text;
  expect(text).toContain('counterweight_slack_errors_total{method="chat.postMessage",code="rate_limited"} 1');
  expect(text).toContain('counterweight_slack_errors_total{method="chat.postMessage",code="other"} 1');
  expect(text).toContain('counterweight_warnings_total{code="inbox-gave-up"} 1');
  expect(text).not.toMatch(/canary|injected/i);
});

test("states are those of the moment of the look", async () => {
  let version = "v1";
  let depth: Awaited<ReturnType<MetricsSources["depth"]>> = {
    ready: 3,
    active: 1,
    dead: 2,
    oldestAt: Date.now() - 90_000,
  };
  let problem: string | undefined;
  const metrics = createMetrics({
    depth: async () => depth,
    knowledge: () => ({ version, entries: 2, problems: 1 }),
    storeProblem: async () => problem,
    notReady: async () => (problem === undefined ? [] : [problem]),
  });
  const first = await linesOf(metrics);
  expect(first).toEqual(
    expect.arrayContaining([
      'counterweight_inbox_events{state="ready"} 3',
      'counterweight_inbox_events{state="active"} 1',
      'counterweight_inbox_events{state="dead"} 2',
      'counterweight_knowledge_info{version="v1"} 1',
      "counterweight_knowledge_problems 1",
      "counterweight_store_problem 0",
      "counterweight_ready 1",
    ]),
  );
  expect(Number(first.find((line) => line.startsWith("counterweight_inbox_oldest"))?.split(" ")[1])).toBeGreaterThan(
    89,
  );
  [version, problem] = ["v2", "canary: the store is away"];
  depth = { ready: 0, active: 0, dead: 0, oldestAt: null };
  const second = await linesOf(metrics);
  expect(second).toContain('counterweight_knowledge_info{version="v2"} 1');
  expect(second).toContain("counterweight_inbox_oldest_age_seconds 0");
  expect(second).toContain("counterweight_store_problem 1");
  expect(second).toContain("counterweight_ready 0");
  expect(second.join("\n")).not.toMatch(/"v1"|canary/);
});

test("an inbox that can't be looked at is left out, and the page comes all the same", async () => {
  const metrics = createMetrics({
    ...quiet,
    depth: () => Promise.reject(new Error("away")),
    storeProblem: async () => "away",
  });
  const lines = await linesOf(metrics);
  expect(lines).toContain("counterweight_store_problem 1");
  expect(lines.filter((line) => line.startsWith("counterweight_inbox"))).toEqual([]);
});

test("two metrics beside each other count for themselves", async () => {
  const [one, other] = [createMetrics(quiet), createMetrics(quiet)];
  one.trouble("inbox-retry");
  expect(await linesOf(one, "counterweight_warnings_total")).toHaveLength(1);
  expect(await linesOf(other, "counterweight_warnings_total")).toEqual([]);
});

test("Slack's refusals and the time until an answer is posted are counted", async () => {
  const metrics = createMetrics(quiet);
  const { fake, people, settled, stop } = await runSlack({
    onError: metrics.slackError,
    onWorked: metrics.worked,
  });
  onTestFinished(stop);
  await settled(people.writes({ user: "U0ASKER", channel: "C0CHAN", text: "<@U0BOT> what is LoRA?" }));
  await settled(people.runs("/weigh", "ask what is LoRA?", { user: "U0ASKER", channel: "C0CHAN" }));
  fake.refuse("chat.postMessage", "is_archived");
  await settled(people.writes({ user: "U0ASKER", channel: "C0GONE", text: "<@U0BOT> what is RAG?" }));
  expect(await linesOf(metrics, "counterweight_slack_errors_total")).toEqual([
    'counterweight_slack_errors_total{method="chat.postMessage",code="is_archived"} 1',
  ]);
  const done = await linesOf(metrics, "counterweight_slack_done_seconds_count");
  expect(done).toContain('counterweight_slack_done_seconds_count{kind="slack-ask"} 2');
  expect(done).toContain('counterweight_slack_done_seconds_count{kind="slack-command"} 1');
  expect(whole(fake.posted()[0])).toContain("what is LoRA?");
});

test("the service's page tells of real questions, in Prometheus' format, and of nobody who asked them", async () => {
  const { fake, env } = await slack();
  const service = await start(env);
  const people = fake.people(`${service.url}/slack/events`, secret);
  await people.writes({ user: "U0CANARY", channel: "C0CANARY", text: "<@U0BOT> what is LoRA?" });
  await people.writes({
    user: "U0CANARY",
    channel: "C0CANARY",
    text: "<@U0BOT> what did the canary's cousin eat in Ulm?",
  });
  await people.runs("/weigh", "ask is open-weight cheaper?", { user: "U0CANARY", channel: "C0CANARY" });
  await fake.call("chat.postMessage", 2);
  await fake.call("response_url");
  const page = async () => {
    const response = await fetch(`${service.url}/metrics`);
    return { type: response.headers.get("content-type"), text: await response.text() };
  };
  const doneLine = 'counterweight_slack_done_seconds_count{kind="slack-ask"} 2';
  await vi.waitFor(async () => expect((await page()).text).toContain(doneLine), patience);
  const { type, text } = await page();
  expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(text).toContain('counterweight_questions_total{platform="slack",kind="answer",outcome="answered"} 2');
  expect(text).toMatch(/counterweight_questions_total\{platform="slack",kind="abstain",outcome="abstained"\} 1/);
  expect(text).toMatch(/^counterweight_knowledge_info\{version="\w+"\} 1$/m);
  expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  expect(text).toMatch(/^counterweight_ready 1$/m);
  expect(text).not.toMatch(/canary|CANARY|[UCT]0[A-Z]|xox|LoRA/);
  for (const line of text.split("\n")) expect(line).toMatch(/^(#.*|[a-z_][a-z0-9_]*(\{[^}]*\})? \S+)?$/i);
});
