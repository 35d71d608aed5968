import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer } from "../../src/core/ports.ts";
import type { Reply } from "../../src/core/reply.ts";
import { createHttp, type Http } from "../../src/http.ts";
import { connectSlack, type Slack, type SlackOptions } from "../../src/slack/app.ts";
import { openStore, type Store } from "../../src/store/open.ts";
import { type FakeSlack, type People, startFakeSlack, token } from "../fakes/slack.ts";

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
  readonly logged: string[];
  readonly stop: () => Promise<void>;
}

/** The whole Slack edge with a real store and a real server, against the fake Slack. */
export async function run(
  options: Partial<SlackOptions> & { readonly socket?: boolean; readonly dataDir?: string } = {},
): Promise<Running> {
  const { socket = false, dataDir: given, ...more } = options;
  const dataDir = given ?? mkdtempSync(join(tmpdir(), "slack-"));
  const logged: string[] = [];
  const log = (code: string, facts?: Readonly<Record<string, string | number>>): void =>
    void logged.push(JSON.stringify({ code, ...facts }));
  const opened = await openStore({ dataDir, log });
  if (!opened.ok) throw new Error(opened.message);
  const { store } = opened;
  const fake = await startFakeSlack();
  const http = createHttp({ host: "127.0.0.1", port: 0, ready: () => [], log: () => {} });
  const listening = await http.listen();
  if (!listening.ok) throw new Error(listening.message);
  const slack = await connectSlack({
    botToken: token,
    ...(socket ? { appToken: "xapp-fake-1" } : { http: { signingSecret: secret, router: http.platforms } }),
    apiUrl: fake.url,
    answer: echoing,
    store,
    office: {
      admin: async (words) => ({ ...echo(words.join(" ")), kind: "help" }),
    },
    front: { starters: ["What is LoRA?"], knowledge: () => ({ entries: 1, version: "v1" }) },
    log,
    ...more,
  });
  const url = `${listening.url}/slack/events`;
  const people = socket ? fake.peopleBySocket() : fake.people(url, secret);
  return {
    fake,
    http,
    slack,
    store,
    url,
    people,
    logged,
    stop: async () => {
      await slack.stop();
      await http.close();
      await fake.close();
      await store.close();
      if (given === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
