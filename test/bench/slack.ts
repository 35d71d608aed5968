import { createHmac } from "node:crypto";
import { mention, type FakeSlack, startFakeSlack, token } from "../fakes/slack.ts";
import { secret, startService } from "../never-lost/support/service.ts";
import { type Asking, personOf, tenantOf } from "./load.ts";
import { benchPlatform, type Fake, platformTable, startScript } from "./platform.ts";

/** People of many workspaces, who mention the bot in forty channels. */
export const askingSlack = (fake: FakeSlack, url: string, prefix: string): Asking => ({
  url,
  request: (n, text) => {
    const team = `T${prefix}${tenantOf(n)}`;
    const user = `U${prefix}${personOf(n)}`;
    const ts = `1700000000.${String(n).padStart(7, "0")}`;
    const body = JSON.stringify({
      ...mention(`<@U0BOT> ${text}`, `Ev${prefix}${n}`, { user, ts, channel: `C${n % 40}` }),
      team_id: team,
      authorizations: [{ team_id: team, user_id: "U0BOT", is_bot: true, is_enterprise_install: false }],
    });
    const stamp = String(Math.floor(Date.now() / 1_000));
    const hmac = createHmac("sha256", secret).update(`v0:${stamp}:${body}`).digest("hex");
    return { name: ts, body, headers: { "x-slack-request-timestamp": stamp, "x-slack-signature": `v0=${hmac}` } };
  },
  listen: (answered) => {
    const { messages } = fake.workspace;
    const push = messages.push.bind(messages);
    messages.push = (...added) => {
      for (const { thread_ts } of added) if (thread_ts !== undefined) answered(thread_ts);
      return push(...added);
    };
    return () => (messages.push = push);
  },
});

export const benchSlack = () =>
  benchPlatform<Fake & { readonly apiUrl: string }>({
    fake: async () => {
      const fake = await startFakeSlack();
      return {
        apiUrl: fake.url,
        asking: (url, prefix) => askingSlack(fake, url, prefix),
        close: () => fake.close(),
      };
    },
    echo: {
      what: "bare Bolt echo",
      start: ({ apiUrl }) => startScript("echo-slack.ts", "/slack/events", [secret, token, apiUrl]),
    },
    ours: async ({ apiUrl }, dataDir, databaseUrl) => {
      const service = await startService({ dataDir, databaseUrl, apiUrl });
      return { url: service.url() ?? "", pid: service.pid() ?? 0, end: service.end };
    },
  });

if (import.meta.main) console.log(platformTable(await benchSlack()));
