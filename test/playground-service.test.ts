import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { readConfig } from "../src/config.ts";
import { playgroundWanted } from "../src/playground-service.ts";
import { patience, run } from "./support/service.ts";

type Env = Parameters<typeof readConfig>[0];
const wanted = (env: Env): string => {
  const read = readConfig(env);
  if (!read.ok) return `refused: ${read.message}`;
  const { on, why } = playgroundWanted(read.config);
  return on ? "on" : why;
};

test.for([
  { when: "nothing is configured", env: {}, says: /^on$/ },
  { when: "a Slack token is set", env: { SLACK_BOT_TOKEN: "xoxb-1" }, says: /off, since SLACK_BOT_TOKEN is set/ },
  {
    when: "several credentials are set",
    env: { SLACK_CLIENT_ID: "1.2", SLACK_SIGNING_SECRET: "8f742231b10e8888abcd99eeeaaa85a5" },
    says: /off, since SLACK_SIGNING_SECRET, SLACK_CLIENT_ID are set; PLAYGROUND=true turns it on/,
  },
  {
    when: "a database is set",
    env: { DATABASE_URL: "postgres://db.example/cw" },
    says: /off, since DATABASE_URL is set/,
  },
  { when: "NODE_ENV is production", env: { NODE_ENV: "production" }, says: /off, since NODE_ENV is production/ },
  { when: "others can reach this machine", env: { HOST: "0.0.0.0" }, says: /off, since HOST is 0\.0\.0\.0/ },
  { when: "PLAYGROUND is false", env: { PLAYGROUND: "false" }, says: /off, since PLAYGROUND is false/ },
  { when: "it is asked for beside a token", env: { PLAYGROUND: "true", SLACK_BOT_TOKEN: "xoxb-1" }, says: /^on$/ },
  {
    when: "it is asked for in production",
    env: { PLAYGROUND: "true", NODE_ENV: "production" },
    says: /^refused: [^]*PLAYGROUND[^]*NODE_ENV is production/,
  },
  {
    when: "it is asked for where others can reach it",
    env: { PLAYGROUND: "true", HOST: "0.0.0.0" },
    says: /^refused: [^]*PLAYGROUND[^]*this machine only/,
  },
] as { when: string; env: Env; says: RegExp }[])("the playground, when $when: $says", ({ env, says }) => {
  expect(wanted(env)).toMatch(says);
});

/** What the service prints, once it has printed it. */
const printed = async (service: ReturnType<typeof run>, what: RegExp): Promise<RegExpExecArray> => {
  const find = (): RegExpExecArray | null => what.exec(service.output.out);
  await vi.waitFor(() => expect(find(), service.output.out + service.output.err).not.toBeNull(), patience);
  const found = find();
  if (!found) throw new Error("not printed");
  return found;
};
const open = /open (http:\/\/127\.0\.0\.1:(\d+)\/playground)/;

/** A request as any program can make it; fetch does not let anybody say which host it means. */
async function statusOf(url: string, headers: Record<string, string>, method = "GET"): Promise<number | undefined> {
  const asked = request(url, { headers, method });
  asked.end(method === "POST" ? "{}" : undefined);
  const [response] = (await once(asked, "response")) as [{ statusCode?: number; resume: () => void }];
  response.resume();
  return response.statusCode;
}

test("a start with nothing configured prints where the page is and three things to try, and lets in nobody from elsewhere", async () => {
  const service = run(["start"], {});
  const [, page = ""] = await printed(service, open);
  await printed(service, /3\. type \/weigh/);
  expect(service.output.out).toMatch(/1\. ask in a channel: @Counterweight/);
  const { host } = new URL(page);
  expect(await statusOf(page, {})).toBe(200);
  // A name that leads here by DNS, and another page in the same browser.
  expect(await statusOf(page, { host: "evil.example" })).toBe(403);
  const json = { "content-type": "application/json" };
  expect(await statusOf(`${page}/api/act`, { ...json, origin: "http://evil.example" }, "POST")).toBe(403);
  expect(await statusOf(`${page}/api/act`, { ...json, origin: `http://${host}` }, "POST")).toBe(400);
});

test("a port that is taken is named, and the next one is tried", async () => {
  const other = createServer().listen(3000, "127.0.0.1");
  onTestFinished(() => void other.close());
  // Whoever has it already serves as well.
  await Promise.race([once(other, "listening"), once(other, "error")]);
  const service = run(["start"], { PORT: "" });
  const [, , port] = await printed(service, open);
  expect(Number(port)).toBeGreaterThan(3000);
  await printed(service, /Port 3000\b[^"]* is taken by another program, so it is on the next one/);
});

test("a port that somebody asked for and is taken stops the start, and is named", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const service = run(["start"], { PORT: String(port) });
  expect(await service.done).toBe(1);
  expect(service.output.err).toContain(`PORT is ${port}, and another program listens there already`);
});

test("with a token there is no playground, and the log says why", async () => {
  const service = run(["start"], { SLACK_BOT_TOKEN: "xoxb-1" });
  await printed(service, /playground: off, since SLACK_BOT_TOKEN is set/);
  const [, url = ""] = await printed(service, /"url":"([^"]+)"/);
  expect(await statusOf(`${url}/playground`, {})).toBe(404);
});
