/** The Slack edge in this process on a store that tests can break, with what stands between it and Slack. */
import { createHttp } from "../../../src/http.ts";
import { connectSlack, type Slack, type SlackOptions } from "../../../src/slack/app.ts";
import type { Store } from "../../../src/store/open.ts";
import { token } from "../../fakes/slack.ts";
import { echoing } from "../../slack/harness.ts";
import { secret } from "./service.ts";

export interface Edge {
  readonly url: string;
  readonly slack: Slack;
  readonly logged: readonly string[];
  readonly stop: () => Promise<void>;
}

export async function startEdge(store: Store, apiUrl: string, more: Partial<SlackOptions> = {}): Promise<Edge> {
  const logged: string[] = [];
  const log = (code: string, facts?: Readonly<Record<string, string | number>>): void =>
    void logged.push(JSON.stringify({ code, ...facts }));
  const http = createHttp({ host: "127.0.0.1", port: 0, ready: () => [], log });
  const listening = await http.listen();
  if (!listening.ok) throw new Error(listening.message);
  const slack = await connectSlack({
    botToken: token,
    http: { signingSecret: secret, router: http.platforms },
    apiUrl,
    answer: echoing,
    assessing: () => undefined,
    store,
    office: { admin: async () => echoing({ text: "admin", context: [] }).reply },
    front: { starters: ["What is LoRA?"], knowledge: () => ({ entries: 1, version: "v1" }) },
    log,
    limits: { perPerson: 10_000, perWorkspace: 100_000, windowMs: 60_000 },
    ...more,
  });
  return {
    url: `${listening.url}/slack/events`,
    slack,
    logged,
    stop: async () => {
      await slack.stop();
      await http.close();
    },
  };
}
