import { afterEach, expect, test } from "vitest";
import { createHttp, type Http, type Warning } from "../src/http.ts";

const open: Http[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((http) => http.close()));
});

async function start(
  ready: () => string[] = () => [],
  log: (code: string) => void = () => {},
  warnings: () => Warning[] = () => [],
) {
  const http = createHttp({ host: "127.0.0.1", port: 0, ready, warnings, log });
  const listening = await http.listen();
  if (!listening.ok) throw new Error(listening.message);
  open.push(http);
  return { http, url: listening.url };
}

test("healthz says that the process lives, ready or not", async () => {
  const { url } = await start(() => ["Slack: not signed in yet."]);
  const response = await fetch(`${url}/healthz`);
  expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
});

test("readyz gives the reasons of the moment", async () => {
  let reasons = ["Slack: not signed in yet."];
  const { url } = await start(() => reasons);
  const before = await fetch(`${url}/readyz`);
  expect([before.status, await before.json()]).toEqual([503, { ready: false, reasons, warnings: [] }]);
  reasons = [];
  const after = await fetch(`${url}/readyz`);
  expect([after.status, await after.json()]).toEqual([200, { ready: true, reasons: [], warnings: [] }]);
});

test("readyz lists what is to be mended, and is ready all the same", async () => {
  const place = { file: "entries/alpha.md", line: 2, column: 1 };
  const warning = {
    name: "knowledge-not-reloaded",
    ...place,
    what: "unknown key tilte",
    remedy: "did you mean title?",
  };
  const { url } = await start(undefined, undefined, () => [warning]);
  const response = await fetch(`${url}/readyz`);
  expect([response.status, await response.json()]).toEqual([200, { ready: true, reasons: [], warnings: [warning] }]);
});

test("the front page says in plain text what runs here", async () => {
  const { url } = await start();
  const response = await fetch(url);
  expect(response.headers.get("content-type")).toContain("text/plain");
  expect(response.headers.get("x-powered-by")).toBeNull();
  expect(await response.text()).toContain("Counterweight is running.");
});

test.for(["GET", "POST"])("%s of an unknown address is a sentence in JSON", async (method) => {
  const { url } = await start();
  const response = await fetch(`${url}/slack/events`, { method });
  expect([response.status, await response.json()]).toEqual([
    404,
    { error: expect.stringContaining("There is nothing here.") },
  ]);
});

test("a platform's route works even when it is put there after the start, and gets its body unparsed", async () => {
  const { http, url } = await start();
  http.platforms.post("/slack/events", (request, response) => {
    request.setEncoding("utf8").on("data", (text: string) => void response.send(text));
  });
  const response = await fetch(`${url}/slack/events`, {
    method: "POST",
    body: '{ "a":1 }',
    headers: { "content-type": "application/json" },
  });
  expect(await response.text()).toBe('{ "a":1 }');
});

test("a bug in a route is a sentence outside and a code inside", async () => {
  const codes: string[] = [];
  const { http, url } = await start(undefined, (code) => void codes.push(code));
  http.platforms.get("/bug", () => {
    throw new TypeError("canary");
  });
  const response = await fetch(`${url}/bug`);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("canary");
  expect(codes).toEqual(["http-route-failed"]);
});

test("a port that is taken is a message that names PORT", async () => {
  const { url } = await start();
  const port = Number(new URL(url).port);
  const second = createHttp({ host: "127.0.0.1", port, ready: () => [], log: () => {} });
  expect(await second.listen()).toEqual({
    ok: false,
    message: expect.stringMatching(`^PORT is ${port}, and another program listens there already`),
  });
});

test("a closed server takes no more requests", async () => {
  const { http, url } = await start();
  await http.close();
  await expect(fetch(url)).rejects.toThrow();
});
