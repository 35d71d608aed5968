import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer, Assessing } from "../../src/core/ports.ts";
import type { Question } from "../../src/core/question.ts";
import type { Reply } from "../../src/core/reply.ts";
import { assessingOn } from "../../src/assessor.ts";
import { createHttp, type Http } from "../../src/http.ts";
import { connectSlack, type Slack, type SlackOptions } from "../../src/slack/app.ts";
import { validateMessage, validateView } from "../../src/playground/payloads.ts";
import { scopes } from "../../src/slack/manifest.ts";
import { openStore, type Store } from "../../src/store/open.ts";
import {
  type Args,
  type Call,
  type FakeSlack,
  type Message,
  type People,
  startFakeSlack,
  token,
} from "../fakes/slack.ts";
import { realKnowledge } from "../support/real-knowledge.ts";

export const secret = "8f742231b10e8888abcd99yyyzzz85a5";

/** A reply that repeats what was asked: what is posted shows what was understood. */
export const echo = (text: string): Reply => ({
  kind: "answer",
  title: "A title",
  blocks: [
    { kind: "text", text: `You asked: ${text}`, cites: [1] },
    { kind: "next", label: "Ask next", questions: ["What is LoRA?", "And the other side?"] },
  ],
  citations: [{ entry: "e", title: "An entry", documents: ["A paper"], sources: ["p.pdf"], reviewed: "2026-07-01" }],
  knowledgeVersion: "v1",
});
export const echoing: Answer = ({ text }) => ({
  reply: echo(text),
  trace: { advisor: "ask", entries: ["e"], confidence: 1, ms: 1 },
});

export interface Running {
  readonly fake: FakeSlack;
  readonly http: Http;
  readonly slack: Slack;
  readonly store: Store;
  readonly url: string;
  readonly people: People;
  /** What the answerer was asked, in order. */
  readonly asked: Question[];
  readonly logged: string[];
  /** The same after everything that came of it is dealt with. */
  readonly settled: <T>(work: Promise<T>) => Promise<T>;
  /** Fails when Slack would have refused anything that was sent. */
  readonly stop: () => Promise<void>;
}

/** The decision flow over this repository's knowledge. */
export const reallyAssessing = async (): Promise<Assessing> => {
  const kb = await realKnowledge();
  const assessing = assessingOn(() => kb);
  // The first of each is slow on a busy machine, and a form waits three seconds at most.
  const assessor = assessing();
  assessor?.assess(assessor.read("Patient letters must not leave the building.").facts);
  return assessing;
};

/** Everything in a call that Slack would refuse, by method and place. */
const refusalsIn = ({ method, args }: Call): string[] => {
  const views = method.startsWith("views.") ? validateView(args["view"]) : [];
  const isMessage = /^(?:chat\.(?:post\w+|update)|response_url)$/.test(method) && args["delete_original"] !== true;
  const messages = isMessage ? validateMessage(args, method === "chat.update" ? "update" : "post") : [];
  return [...views, ...messages].map(({ pointer, message }) => `${method} ${pointer} ${message}`);
};

/** Everything that can be read in a message. */
export const whole = (message: Message | Args | undefined): string => JSON.stringify(message ?? "nothing");
export const idsIn = (message: Message | undefined): string[] =>
  (message?.blocks ?? []).flatMap((block) =>
    ((block["elements"] ?? []) as Args[]).flatMap((element) => (element["action_id"] as string | undefined) ?? []),
  );
/** The only one. */
export function one<T>(all: readonly T[]): T {
  const [first, ...others] = all;
  if (first === undefined || others.length > 0) throw new Error(`There is not one, but ${all.length}.`);
  return first;
}

/** The whole Slack edge with a real store and a real server, against the fake Slack. */
export async function run(
  options: Partial<SlackOptions> & { readonly socket?: boolean; readonly dataDir?: string } = {},
): Promise<Running> {
  const { socket = false, dataDir: given, ...more } = options;
  const dataDir = given ?? mkdtempSync(join(tmpdir(), "slack-"));
  const logged: string[] = [];
  const asked: Question[] = [];
  const answer = more.answer ?? echoing;
  const log = (code: string, facts?: Readonly<Record<string, string | number>>): void =>
    void logged.push(JSON.stringify({ code, ...facts }));
  const opened = await openStore({ dataDir, log });
  if (!opened.ok) throw new Error(opened.message);
  const { store } = opened;
  const fake = await startFakeSlack();
  fake.install({ token, scopes: Object.keys(scopes) });
  const http = createHttp({ host: "127.0.0.1", port: 0, ready: () => [], log: () => {} });
  const listening = await http.listen();
  if (!listening.ok) throw new Error(listening.message);
  const slack = await connectSlack({
    botToken: token,
    ...(socket ? { appToken: "xapp-fake-1" } : { http: { signingSecret: secret, router: http.platforms } }),
    apiUrl: fake.url,
    assessing: () => undefined,
    store,
    office: {
      admin: async (words) => ({ ...echo(words.join(" ")), kind: "help" }),
    },
    front: { starters: ["What is LoRA?"], knowledge: () => ({ entries: 1, version: "v1" }) },
    log,
    ...more,
    answer: (question) => {
      asked.push(question);
      return answer(question);
    },
  });
  if (socket) await fake.until(() => fake.sockets.open > 0);
  const url = `${listening.url}/slack/events`;
  const people = socket ? fake.peopleBySocket() : fake.people(url, secret);
  return {
    fake,
    http,
    slack,
    store,
    url,
    people,
    asked,
    logged,
    settled: async (work) => {
      const done = await work;
      await slack.idle();
      return done;
    },
    stop: async () => {
      await slack.stop();
      const refused = fake.calls.flatMap(refusalsIn);
      await http.close();
      await fake.close();
      await store.close();
      if (given === undefined) rmSync(dataDir, { recursive: true, force: true });
      if (refused.length > 0) throw new Error(`Slack would have refused:\n${refused.join("\n")}`);
    },
  };
}
