import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer } from "../../src/core/ports.ts";
import type { Question } from "../../src/core/question.ts";
import type { Reply } from "../../src/core/reply.ts";
import { createHttp, type Http } from "../../src/http.ts";
import { foldedId } from "../../src/teams/folded.ts";
import { connectTeams, type Teams, type TeamsOptions } from "../../src/teams/app.ts";
import { openStore, type Store } from "../../src/store/open.ts";
import {
  appId,
  type Args,
  deliver,
  type FakeTeams,
  password,
  startFakeTeams,
  type TeamsMessage,
  tenant,
} from "../fakes/teams.ts";
import { problemsOf } from "./validate.ts";

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
  readonly fake: FakeTeams;
  readonly http: Http;
  readonly teams: Teams;
  readonly store: Store;
  readonly url: string;
  /** What the answerer was asked, in order. */
  readonly asked: Question[];
  readonly logged: string[];
  /** What other replicas were told to stop; and one of them tells us. */
  readonly elsewhere: { readonly calls: string[]; halts: (name: string) => void };
  /** Delivers an activity; resolves after everything that came of it is dealt with. */
  readonly send: (body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  /** The messages that stand in a conversation, ours. */
  readonly posted: (conversation?: string) => TeamsMessage[];
  /** Fails when Teams would have refused anything that was sent, or would not draw it. */
  readonly stop: () => Promise<void>;
}

/** Everything that can be read in a message. */
export const whole = (message: TeamsMessage | Args | undefined): string => JSON.stringify(message ?? "nothing");
/** What lies folded in a message because it may stand there already; undefined for a message that shows what it says. */
export function foldedIn(message: Pick<TeamsMessage, "activity"> | undefined): string | undefined {
  const [{ content } = {}] = (message?.activity["attachments"] ?? []) as { content?: { body?: Args[] } }[];
  const box = content?.body?.find(({ id }) => id === foldedId);
  return box && box["isVisible"] === false ? JSON.stringify(box) : undefined;
}
/** The only one. */
export function one<T>(all: readonly T[]): T {
  const [first, ...others] = all;
  if (first === undefined || others.length > 0) throw new Error(`There is not one, but ${all.length}.`);
  return first;
}

/** The whole Teams edge with a real store and a real server, against the fake Bot Framework. */
export async function run(options: Partial<TeamsOptions> & { readonly dataDir?: string } = {}): Promise<Running> {
  const { dataDir: given, ...more } = options;
  const dataDir = given ?? mkdtempSync(join(tmpdir(), "teams-"));
  const logged: string[] = [];
  const asked: Question[] = [];
  const answer = more.answer ?? echoing;
  const log = (code: string, facts?: Readonly<Record<string, string | number>>): void =>
    void logged.push(JSON.stringify({ code, ...facts }));
  const opened = await openStore({ dataDir, log });
  if (!opened.ok) throw new Error(opened.message);
  const { store } = opened;
  const elsewhere: Running["elsewhere"] = { calls: [], halts: () => {} };
  const inbox: Store["inbox"] = (handlers) => {
    elsewhere.halts = handlers.halt ?? elsewhere.halts;
    return { ...store.inbox(handlers), haltElsewhere: async (name) => void elsewhere.calls.push(name) };
  };
  const fake = await startFakeTeams();
  const http = createHttp({ host: "127.0.0.1", port: 0, ready: () => [], log });
  const listening = await http.listen();
  if (!listening.ok) throw new Error(listening.message);
  const teams = await connectTeams({
    assessing: () => undefined,
    app: { id: appId, password, tenant },
    serviceUrls: [new URL(fake.origin).host],
    openIdUrl: fake.openIdUrl,
    loginUrl: fake.loginUrl,
    router: http.platforms,
    store: { ...store, inbox },
    office: { admin: async (words) => ({ ...echo(words.join(" ")), kind: "help" }) },
    front: { starters: ["What is LoRA?"], knowledge: () => ({ entries: 1, version: "v1" }) },
    log,
    ...more,
    answer: (question) => {
      asked.push(question);
      return answer(question);
    },
  });
  const url = `${listening.url}/api/messages`;
  return {
    fake,
    http,
    teams,
    store,
    url,
    asked,
    logged,
    elsewhere,
    send: async (body, headers) => {
      const response = await deliver(fake, url, body, headers);
      await teams.idle();
      return response;
    },
    posted: (conversation) =>
      fake.messages.filter(
        (each) => !each.deleted && (conversation === undefined || each.conversation === conversation),
      ),
    stop: async () => {
      await teams.stop();
      await http.close();
      await fake.close();
      await store.close();
      if (given === undefined) rmSync(dataDir, { recursive: true, force: true });
      const messages = fake.calls.filter(({ path, method }) => path.includes("/activities") && method !== "DELETE");
      const wrong = messages.flatMap(({ body }) => problemsOf(body));
      if (wrong.length > 0) throw new Error(`Teams would have refused, or not drawn:\n${wrong.join("\n")}`);
    },
  };
}
