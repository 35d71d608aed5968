/**
 * What reaches Teams, byte by byte: botbuilder 4.23.3 leaves out of entities what it does not know. Held here, a change of
 * botbuilder's, or a successor, cannot lose labels, citations or streams unseen.
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createBotbuilder } from "../../src/teams/botbuilder/transport.ts";
import { tokenAddress } from "../../src/teams/credentials.ts";
import { chunkOf, finalOf } from "../../src/teams/streaminfo.ts";
import type { Outgoing, Transport, Where } from "../../src/teams/transport.ts";
import { Refused } from "../../src/teams/transport.ts";
import { appId, bot, type FakeTeams, password, startFakeTeams, tenant } from "../fakes/teams.ts";

let fake: FakeTeams;
let transport: Transport;
let where: Where;
beforeEach(async () => {
  fake = await startFakeTeams();
  transport = createBotbuilder({ app: { id: appId, password, tenant }, loginUrl: `${fake.loginUrl}/${tenant}` });
  where = {
    serviceUrl: fake.serviceUrl,
    conversation: "19:c@thread.tacv2;messageid=1",
    type: "channel",
    tenant,
    bot,
    channelId: "msteams",
  };
});
afterEach(() => fake.close());

/** All at once that botbuilder's own models do not know. */
const rich: Outgoing = {
  type: "message",
  text: "Hybrid [1].",
  entities: [
    {
      type: "https://schema.org/Message",
      "@type": "Message",
      "@context": "https://schema.org",
      additionalType: ["AIGeneratedContent"],
      citation: [
        { "@type": "Claim", position: 1, appearance: { "@type": "DigitalDocument", name: "N", abstract: "A" } },
      ],
      usageInfo: { "@type": "CreativeWork", "@id": "label" },
    },
    { type: "https://example.org/new", kept: { deep: [1] } },
  ],
  channelData: { feedbackLoop: { type: "custom" } },
  attachments: [
    {
      contentType: "application/vnd.microsoft.card.adaptive",
      content: { type: "AdaptiveCard", x: { y: [null, 0, ""] } },
    },
  ],
  unknownToAll: { kept: true },
};
const tail = () =>
  `"channelId":"msteams","serviceUrl":"${fake.serviceUrl}","from":{"id":"${bot.id}","name":"Counterweight"},"conversation":{"id":"19:c@thread.tacv2;messageid=1","conversationType":"channel","tenantId":"${tenant}"}`;
const head = () => JSON.stringify(rich).slice(0, -1);
const last = () => fake.calls.at(-1);

test("a message is sent as it is, with where it goes behind it", async () => {
  await transport.send(where, rich);
  expect(last()?.text).toBe(`${head()},${tail()}}`);
  expect(last()).toMatchObject({
    method: "POST",
    path: "conversations/19%3Ac%40thread.tacv2%3Bmessageid%3D1/activities",
    query: "",
    status: 201,
  });
  expect(last()?.headers).toMatchObject({
    authorization: "Bearer an-access-token",
    "content-type": "application/json; charset=utf-8",
  });
});

test("what a stream says of itself goes out with it", async () => {
  const chat: Where = { ...where, conversation: "a:chat", type: "personal" };
  const id = await transport.send(
    chat,
    chunkOf({ id: undefined, sequence: 1, type: "informative", text: "One moment" }),
  );
  expect(last()?.text).toMatch(
    /^\{"type":"typing","text":"One moment","entities":\[\{"type":"streaminfo","streamType":"informative","streamSequence":1\}\],/,
  );
  expect(last()?.status).toBe(201);
  fake.streaming.gapMs = 0;
  await transport.send(chat, chunkOf({ id, sequence: 2, type: "streaming", text: "A" }));
  expect(last()?.text).toContain(
    `"entities":[{"type":"streaminfo","streamId":"${id}","streamType":"streaming","streamSequence":2}]`,
  );
  expect(last()?.status).toBe(202);
  await transport.send(chat, finalOf({ type: "message", text: "A b", entities: [{ type: "x" }] }, id));
  expect(last()?.text).toContain(
    `"entities":[{"type":"x"},{"type":"streaminfo","streamId":"${id}","streamType":"final"}]`,
  );
  expect(fake.messages.map((each) => each.id)).toEqual([id]);
});

test("an answer names what it answers, in the address and in the body", async () => {
  const id = await transport.send(where, rich, { replyTo: "17" });
  expect(last()?.text).toBe(`${head()},${tail()},"replyToId":"17"}`);
  expect(last()?.path).toMatch(/\/activities\/17$/);
  expect(id).toBe(fake.messages[0]?.id);
});

test("a message for one person is told so twice, as Teams wants it", async () => {
  await transport.send(where, rich, { onlyFor: "29:dana" });
  expect(last()?.text).toBe(`${head()},${tail()},"recipient":{"id":"29:dana","isTargeted":true}}`);
  expect(last()?.query).toBe("?isTargetedActivity=true");
});

test("a message is changed and removed under its id", async () => {
  const id = await transport.send(where, rich);
  await transport.update(where, id, { type: "message", text: "other" });
  expect(last()?.text).toBe(`{"type":"message","text":"other","id":"${id}",${tail()}}`);
  await transport.remove(where, id);
  expect(last()).toMatchObject({ method: "DELETE", text: "" });
  expect(fake.messages[0]?.deleted).toBe(true);
});

test("the chat with one person is asked for by their id and tenant", async () => {
  expect(await transport.openWith(where, "29:dana")).toBe("a:chat-with-29:dana");
  expect(last()?.text).toBe(
    `{"bot":{"id":"${bot.id}","name":"Counterweight"},"members":[{"id":"29:dana"}],"isGroup":false,"tenantId":"${tenant}","channelData":{"tenant":{"id":"${tenant}"}}}`,
  );
});

describe("our own token", () => {
  test("is asked for once, however many messages go out at once", async () => {
    await Promise.all(Array.from({ length: 10 }, () => transport.send(where, rich)));
    expect(fake.tokens.asked).toBe(1);
  });

  test("that is refused is a refusal that tells why, and is asked for again", async () => {
    fake.tokens.refuse = true;
    await expect(transport.send(where, rich)).rejects.toMatchObject({
      name: "Refused",
      status: 401,
      code: "token_invalid_client",
    });
    fake.tokens.refuse = false;
    await transport.send(where, rich);
    expect(fake.messages).toHaveLength(1);
  });

  test("that Teams no longer takes is replaced", async () => {
    await transport.send(where, rich);
    fake.trouble(() => ({ status: 401, code: "Unauthorized" }));
    await expect(transport.send(where, rich)).rejects.toMatchObject({ status: 401 });
    fake.trouble(() => undefined);
    await transport.send(where, rich);
    expect(fake.tokens.asked).toBe(2);
  });

  test.for([
    ["https://login.microsoftonline.com/t", "https://login.microsoftonline.com/t/oauth2/v2.0/token"],
    ["https://login.microsoftonline.com/t/", "https://login.microsoftonline.com/t/oauth2/v2.0/token"],
    ["https://login.example/oauth2/v2.0/token", "https://login.example/oauth2/v2.0/token"],
  ])("comes for %s from %s", ([login, want]) => {
    expect(tokenAddress(login as string)).toBe(want);
  });
});

describe("a refusal of Teams is told as one, and nothing is tried again by itself", () => {
  test.for([
    {
      is: "too fast",
      trouble: { status: 429, code: "TooManyRequests", headers: { "retry-after": "7" } },
      want: { status: 429, code: "TooManyRequests", retryAfterMs: 7_000 },
    },
    { is: "a pre-condition", trouble: { status: 412, code: "PreconditionFailed" }, want: { status: 412 } },
    { is: "a gateway", trouble: { status: 502 }, want: { status: 502 } },
    { is: "a service that is away", trouble: { status: 503 }, want: { status: 503 } },
    { is: "an error of its own", trouble: { status: 500 }, want: { status: 500 } },
    {
      is: "too large",
      trouble: { status: 413, code: "MessageSizeTooBig" },
      want: { status: 413, code: "MessageSizeTooBig" },
    },
    {
      is: "not allowed",
      trouble: { status: 403, code: "ContentStreamNotAllowed", message: "stopped by user" },
      want: { status: 403, code: "ContentStreamNotAllowed", detail: "stopped by user" },
    },
    { is: "a connection that ends", trouble: { cut: true }, want: { status: 0 } },
  ])("$is", async ({ trouble, want }) => {
    fake.trouble(() => trouble);
    const refused = await transport.send(where, rich).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject(want);
    expect(fake.calls).toHaveLength(1);
  });

  test("a service that does not answer is one too, after a while", async () => {
    const held = Promise.withResolvers<void>();
    fake.trouble(() => ({ until: held.promise }));
    const login = `${fake.loginUrl}/${tenant}`;
    const impatient = createBotbuilder({ app: { id: appId, password, tenant }, loginUrl: login, longestMs: 50 });
    await expect(impatient.send(where, rich)).rejects.toMatchObject({ name: "Refused", status: 0 });
    held.resolve();
  });

  test("nobody who listens is a refusal too", async () => {
    const nowhere = { ...where, serviceUrl: "http://127.0.0.1:1/" };
    await expect(transport.send(nowhere, rich)).rejects.toMatchObject({
      name: "Refused",
      status: 0,
      code: "ECONNREFUSED",
    });
  });
});
