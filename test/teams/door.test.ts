import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { allowed } from "../../src/teams/service-url.ts";
import {
  appId,
  type Args,
  chatWith,
  deliver,
  issuer,
  makeSigner,
  makeToken,
  message,
  person,
  tenant,
  tokenFor,
} from "../fakes/teams.ts";
import { one, run, type Running } from "./harness.ts";

let on: Running;
const consoled = vi.spyOn(console, "error").mockImplementation(() => {});
beforeEach(async () => {
  consoled.mockClear();
  on = await run();
});
afterEach(() => on.stop());

const dana = person(1);
const question = (more: Args = {}) => message(on.fake, dana, chatWith(dana), "what is lock-in?", more);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const now = () => Math.floor(Date.now() / 1_000);

/** Nothing of it was written down, asked or answered. */
async function leftNoTrace(): Promise<void> {
  await on.teams.idle();
  expect(on.asked).toEqual([]);
  expect(on.fake.calls).toEqual([]);
  expect(await on.teams.depth()).toMatchObject({ ready: 0, active: 0, dead: 0 });
}

test("a token of the Bot Framework for this app lets an activity in", async () => {
  expect((await on.send(question())).status).toBe(200);
  expect(on.posted()).toHaveLength(1);
});

describe("a forged token is turned away with 401, and leaves no trace", () => {
  const claims = () => ({ iss: issuer, aud: appId, serviceurl: on.fake.serviceUrl });
  const another = makeSigner();
  const forged: { is: string; header: () => Record<string, string> }[] = [
    { is: "no token", header: () => ({}) },
    { is: "an empty header", header: () => ({ authorization: "" }) },
    { is: "no bearer", header: () => ({ authorization: `Basic ${tokenFor(on.fake)}` }) },
    { is: "a word", header: () => bearer("canary") },
    { is: "two parts", header: () => bearer(tokenFor(on.fake).split(".").slice(0, 2).join(".")) },
    { is: "four parts", header: () => bearer(`${tokenFor(on.fake)}.x`) },
    { is: "no JSON in it", header: () => bearer(`${Buffer.from("{").toString("base64url")}.e30.AAAA`) },
    { is: "another audience", header: () => bearer(tokenFor(on.fake, { claims: { aud: "another" } })) },
    { is: "a list of audiences", header: () => bearer(tokenFor(on.fake, { claims: { aud: [appId] } })) },
    { is: "no audience", header: () => bearer(tokenFor(on.fake, { claims: { aud: undefined } })) },
    {
      is: "another issuer",
      header: () => bearer(tokenFor(on.fake, { claims: { iss: "https://sts.windows.net/x/" } })),
    },
    {
      is: "an emulator's issuer",
      header: () =>
        bearer(
          tokenFor(on.fake, {
            claims: { iss: `https://sts.windows.net/${tenant}/`, tid: tenant, appid: appId, ver: "1.0" },
          }),
        ),
    },
    {
      is: "a token that ended an hour ago",
      header: () => bearer(tokenFor(on.fake, { claims: { exp: now() - 3_600 } })),
    },
    { is: "no end", header: () => bearer(tokenFor(on.fake, { claims: { exp: undefined } })) },
    {
      is: "a token that begins in an hour",
      header: () => bearer(tokenFor(on.fake, { claims: { nbf: now() + 3_600 } })),
    },
    {
      is: "another service address",
      header: () => bearer(tokenFor(on.fake, { claims: { serviceurl: "https://smba.trafficmanager.net/emea/" } })),
    },
    { is: "no service address", header: () => bearer(tokenFor(on.fake, { claims: { serviceurl: undefined } })) },
    {
      is: "another's key under our key's name",
      header: () => bearer(makeToken({ ...another, kid: on.fake.signer.kid }, claims())),
    },
    { is: "a key that nobody knows", header: () => bearer(makeToken(another, claims())) },
    { is: "no key", header: () => bearer(tokenFor(on.fake, { header: { kid: undefined } })) },
    { is: "a bad signature", header: () => bearer(tokenFor(on.fake).replace(/.{12}$/, "AAAAAAAAAAAA")) },
    {
      is: "no signature, and says so",
      header: () =>
        bearer(
          `${tokenFor(on.fake, { header: { alg: "none" } })
            .split(".")
            .slice(0, 2)
            .join(".")}.`,
        ),
    },
    { is: "an algorithm with a shared secret", header: () => bearer(tokenFor(on.fake, { header: { alg: "HS256" } })) },
    {
      is: "claims that were changed afterwards",
      header: () =>
        bearer(
          tokenFor(on.fake)
            .split(".")
            .map((part, i) =>
              i === 1 ? Buffer.from(JSON.stringify({ ...claims(), exp: now() + 9_999 })).toString("base64url") : part,
            )
            .join("."),
        ),
    },
    { is: "100,000 characters", header: () => bearer("a".repeat(10_000)) },
  ];
  test.for(forged)("$is", async ({ header }) => {
    const response = await deliver(on.fake, on.url, question(), header());
    expect(response.status).toBe(401);
    expect(await response.text()).not.toMatch(/\n +at |\.ts|canary/);
    await leftNoTrace();
    expect(consoled).not.toHaveBeenCalled();
  });

  test("a key that may sign for other channels only", async () => {
    const webchat = makeSigner(["webchat"]);
    on.fake.signers.push(webchat);
    const response = await deliver(on.fake, on.url, question(), bearer(makeToken(webchat, claims())));
    expect(response.status).toBe(401);
    await leftNoTrace();
  });

  test("a thousand of them make one line in the log, and ask for no keys each", async () => {
    for (let i = 0; i < 40; i += 1)
      await Promise.all(
        Array.from({ length: 25 }, () => deliver(on.fake, on.url, question(), bearer(makeToken(another, claims())))),
      );
    expect(on.logged.filter((line) => line.includes("unknown-key"))).toHaveLength(1);
    expect(on.fake.documents.read).toBe(1);
    expect(consoled).not.toHaveBeenCalled();
    await leftNoTrace();
  });
});

test("a key that is new is found by reading the document again, and an unknown one does not make it be read each time", async () => {
  await on.send(question());
  const next = makeSigner();
  on.fake.signers.push(next);
  const token = makeToken(next, { iss: issuer, aud: appId, serviceurl: on.fake.serviceUrl });
  // Within a minute of the last look, nobody makes us look again.
  expect((await on.send(question(), bearer(token))).status).toBe(401);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
  try {
    expect((await on.send(question(), bearer(token))).status).toBe(200);
    expect(on.fake.documents.read).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});

test("while the keys can't be read, nobody is let in, and Teams is told to come again: no 401 for what may be right", async () => {
  on.fake.documents.away = true;
  const response = await deliver(on.fake, on.url, question());
  expect(response.status).toBe(503);
  expect(on.teams.notReady()).toEqual([expect.stringContaining("TEAMS_OPENID_METADATA_URL")]);
  await leftNoTrace();
});

describe("who has a good token, but no business here", () => {
  test.for([
    { is: "another channel", more: { channelId: "webchat" }, status: 401 },
    { is: "no channel", more: { channelId: undefined }, status: 401 },
  ])("$is is turned away", async ({ more, status }) => {
    expect((await deliver(on.fake, on.url, question(more))).status).toBe(status);
    await leftNoTrace();
  });

  test("an emulator is turned away with 403 where we have an app, though its token is good", async () => {
    const signer = makeSigner([]);
    on.fake.signers.push(signer);
    const token = makeToken(signer, { iss: issuer, aud: appId, serviceurl: on.fake.serviceUrl });
    const response = await deliver(on.fake, on.url, question({ channelId: "emulator" }), bearer(token));
    expect(response.status).toBe(403);
    await leftNoTrace();
  });

  test.for([
    { is: "another", conversation: { tenantId: "99999999-0000-0000-0000-000000000001" } },
    { is: "no", conversation: { tenantId: undefined }, channelData: {} },
  ])("$is tenant is turned away with 403", async ({ conversation, ...more }) => {
    const body = question({ ...more, conversation: { id: "a:1", conversationType: "personal", ...conversation } });
    expect((await deliver(on.fake, on.url, body)).status).toBe(403);
    await leftNoTrace();
  });

  test("a service address that is not on the list is turned away, though the token names it", async () => {
    const serviceUrl = "https://evil.example/";
    const token = tokenFor(on.fake, { claims: { serviceurl: serviceUrl } });
    expect((await deliver(on.fake, on.url, question({ serviceUrl }), bearer(token))).status).toBe(401);
    await leftNoTrace();
  });

  test("a tenant that an operator allowed is let in", async () => {
    const other = "99999999-0000-0000-0000-000000000001";
    await on.stop();
    on = await run({ tenants: [other.toUpperCase()] });
    const body = question({ conversation: { id: "a:1", conversationType: "personal", tenantId: other } });
    expect((await on.send(body)).status).toBe(200);
    expect(on.asked).toHaveLength(1);
  });
});

describe("where answers may go", () => {
  const may = allowed(["extra.example", "*.wild.example", "port.example:8443", "127.0.0.1:5000"], false);
  test.for([
    ["https://smba.trafficmanager.net/emea/", true],
    ["https://SMBA.trafficmanager.net/amer/", true],
    ["https://smba.infra.gov.teams.microsoft.us/gcch/", true],
    ["https://extra.example/x", true],
    ["http://extra.example/x", true],
    ["https://a.wild.example/", true],
    ["https://port.example:8443/", true],
    ["http://127.0.0.1:5000/", true],
    ["http://smba.trafficmanager.net/emea/", false],
    ["https://smba.trafficmanager.net:8443/", false],
    ["https://evil.trafficmanager.net/", false],
    ["https://smba.trafficmanager.net.evil.example/", false],
    ["https://smba.trafficmanager.net@evil.example/", false],
    ["https://evil.example/?smba.trafficmanager.net", false],
    ["https://wild.example/", false],
    ["https://evilwild.example/", false],
    ["https://port.example/", false],
    ["http://127.0.0.1:5001/", false],
    ["http://localhost:5000/", false],
    ["http://169.254.169.254/latest/meta-data", false],
    ["ftp://extra.example/", false],
    ["file:///etc/passwd", false],
    ["https://user:pass@extra.example/", false],
    ["//extra.example/", false],
    ["", false],
    ["canary", false],
  ] as const)("%s: %s", ([url, want]) => {
    expect(may(url)).toBe(want);
  });

  test("only an emulator is answered on this machine", () => {
    expect([allowed([], true)("http://localhost:56150/_connector"), may("http://localhost:56150/_connector")]).toEqual([
      true,
      false,
    ]);
  });

  test("a stored conversation whose address is no longer allowed is not written to", async () => {
    await on.send(question());
    const key = `teams:${tenant}/${chatWith(dana).conversation}`;
    const kept = await on.store.conversations.get(key);
    await on.store.conversations.keep({
      ...(kept as NonNullable<typeof kept>),
      doc: { ...(kept?.doc as object), serviceUrl: "https://evil.example/" },
    });
    on.fake.closed.add(dana.id);
    // A private answer to somebody in a group goes to their chat: the stored one may not be used, a new one is asked for.
    on.fake.targeting.works = false;
    const group = { conversation: "19:g@thread.v2", type: "groupChat" } as const;
    await on.send(message(on.fake, dana, group, "link ABCD-EFGH"));
    expect(on.logged.join()).toContain("teams-place-not-allowed");
    expect(on.fake.calls.map((call) => call.path)).toContain("conversations");
  });
});

describe("what is no activity is refused in a sentence, without a trace of our code", () => {
  test.for([
    { is: "no JSON", body: "canary {", status: 400 },
    { is: "nothing", body: "", status: 400 },
    { is: "null", body: "null", status: 400 },
    { is: "a list", body: "[]", status: 400 },
    { is: "a word", body: '"canary"', status: 400 },
    { is: "an empty object", body: "{}", status: 400 },
    { is: "lists in lists", body: `{"type":"message","x":${"[".repeat(5_000)}${"]".repeat(5_000)}}`, status: 400 },
    { is: "5 MB", body: JSON.stringify({ type: "message", text: "x".repeat(5_000_000) }), status: 413 },
  ])("$is", async ({ body, status }) => {
    const response = await on.send(body);
    expect(response.status).toBe(status);
    const said = await response.text();
    expect(JSON.parse(said)).toEqual({ error: expect.stringMatching(/^[A-Z].*\.$/) });
    expect(said).not.toContain("canary");
    await leftNoTrace();
  });

  test.for([
    { is: "nobody who sent it", more: { from: undefined } },
    { is: "a sender without an id", more: { from: { name: "canary" } } },
    { is: "a sender that is a word", more: { from: "canary" } },
    { is: "no conversation", more: { conversation: undefined } },
    { is: "a conversation that is a number", more: { conversation: { id: 5, tenantId: tenant } } },
    { is: "no id", more: { id: undefined } },
    { is: "an id with a line break", more: { id: "1\n2" } },
    { is: "an id of 1,000 characters", more: { id: "1".repeat(1_000) } },
    { is: "no type", more: { type: undefined } },
    { is: "a type that is a number", more: { type: 7 } },
  ])("a message with $is gets 400", async ({ more }) => {
    const response = await on.send(question(more));
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/canary|\n +at |\.ts/);
    await leftNoTrace();
  });

  test.for(["typing", "messageReaction", "event", "endOfConversation", "conversationUpdate", "handoff", "trace", "x"])(
    "an activity of type %s, which is not for us, is acknowledged and left",
    async (type) => {
      expect((await on.send(question({ type }))).status).toBe(200);
      await leftNoTrace();
    },
  );

  test("GET is not found, and does not fall over", async () => {
    expect((await fetch(on.url)).status).toBe(404);
  });

  test("a text of 1 MB is told how long it is, and nothing is lost", async () => {
    await on.send(question({ text: "x".repeat(1_000_000) }));
    expect(one(on.asked).text).toHaveLength(1_000_000);
    expect(on.posted()).toHaveLength(1);
  });
});

test("what can't be written down is not acknowledged: 503, and no more is said", async () => {
  await sql`drop table inbox`.execute(on.store.engine.db);
  const response = await deliver(on.fake, on.url, question());
  expect([response.status, await response.text()]).toEqual([503, ""]);
  expect(on.logged.join()).toContain("teams-not-accepted");
});

test("with no app, as for a local emulator, there is no token, and no other machine is answered", async () => {
  await on.stop();
  on = await run({ app: undefined, serviceUrls: [] });
  const emulator = { channelId: "emulator", conversation: { id: "c1", conversationType: "personal" }, channelData: {} };
  expect((await on.send(question(emulator), {})).status).toBe(200);
  expect(on.asked).toHaveLength(1);
  expect((await on.send(question({ ...emulator, serviceUrl: "https://evil.example/" }), {})).status).toBe(403);
  expect(on.asked).toHaveLength(1);
});
