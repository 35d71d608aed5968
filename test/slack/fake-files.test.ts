import { webApi } from "@slack/bolt";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FakeSlack, startFakeSlack, token } from "../fakes/slack.ts";

let fake: FakeSlack;
let client: webApi.WebClient;
const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => webApi.LogLevel.ERROR,
  setName() {},
};
beforeEach(async () => {
  fake = await startFakeSlack();
  client = new webApi.WebClient(token, { slackApiUrl: fake.url, retryConfig: { retries: 0 }, logger: silent });
});
afterEach(() => fake.close());
const wordOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "ok",
    (error: { data?: { error?: unknown } }) => error.data?.error ?? error,
  );
const file = { channel_id: "D1", filename: "a.md", title: "A", content: "# Ä\n" };

test("a file is uploaded in three steps, and stands in its thread then", async () => {
  await client.files.uploadV2({ ...file, thread_ts: "1.2", initial_comment: "Here" });
  expect(fake.messages("D1", "1.2")).toMatchObject([
    { text: "Here", files: [{ name: "a.md", content: "# Ä\n", title: "A" }] },
  ]);
});

test.for([
  { is: "a person's id for a channel", given: { ...file, channel_id: "U1" }, says: "invalid_channel" },
  { is: "a channel without the bot", given: { ...file, channel_id: "C0AWAY" }, says: "not_in_channel" },
])("$is is refused with $says", async ({ given, says }) => {
  fake.workspace.addChannel({ id: "C0AWAY", is_member: false });
  expect(await wordOf(client.files.uploadV2(given))).toBe(says);
});

test("nothing is completed that was not sent, and sent is only what was announced", async () => {
  const { file_id: id = "", upload_url: url = "" } = await client.files.getUploadURLExternal({
    filename: "a.md",
    length: 4,
  });
  expect((await fetch(url, { method: "POST", body: "too long" })).status).toBe(400);
  const complete = () => client.files.completeUploadExternal({ files: [{ id, title: "A" }], channel_id: "D1" });
  expect(await wordOf(complete())).toBe("file_not_found");
  expect((await fetch(url, { method: "POST", body: "four" })).status).toBe(200);
  expect(await wordOf(complete())).toBe("ok");
});

test("a canvas is nobody's until somebody is let in", async () => {
  const { canvas_id: id = "" } = await client.canvases.create({
    title: "A",
    document_content: { type: "markdown", markdown: "# A" },
  });
  expect(fake.workspace.canvases.get(id)).toMatchObject({ markdown: "# A", users: [] });
  await client.canvases.access.set({ canvas_id: id, access_level: "write", user_ids: ["U1"] });
  expect(fake.workspace.canvases.get(id)?.users).toEqual(["U1"]);
  expect(await wordOf(client.canvases.access.set({ canvas_id: "F0", access_level: "write", user_ids: ["U1"] }))).toBe(
    "canvas_not_found",
  );
});

test("both need their scope", async () => {
  fake.install({ token, scopes: ["chat:write"] });
  expect(await wordOf(client.files.uploadV2(file))).toBe("missing_scope");
  expect(
    await wordOf(client.canvases.create({ title: "A", document_content: { type: "markdown", markdown: "# A" } })),
  ).toBe("missing_scope");
});
