import { webApi } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
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

describe("a picture in a block", () => {
  const png = { filename: "a.png", title: "A", file: Buffer.from("png") };
  const uploaded = async (what: object): Promise<string> => {
    const sent = (await client.files.uploadV2(what as never)) as unknown as { files: { files: { id: string }[] }[] };
    return sent.files[0]?.files[0]?.id ?? "";
  };
  const blocks = (id: string) => [{ type: "image", slack_file: { id }, alt_text: "A" }] as never;
  const post = (id: string) => wordOf(client.chat.postMessage({ channel: "C1", text: "A", blocks: blocks(id) }));
  const publish = (id: string) =>
    wordOf(client.views.publish({ user_id: "U1", view: { type: "home", blocks: blocks(id) } }));

  test("is a file of the app's own, which stands in no channel", async () => {
    const id = await uploaded(png);
    expect(fake.messages("C1")).toEqual([]);
    expect(await post(id)).toBe("ok");
    expect(await publish(id)).toBe("ok");
  });

  test("is refused where no such file is, was not completed, or is no picture", async () => {
    const { file_id: begun = "" } = await client.files.getUploadURLExternal({ filename: "b.png", length: 4 });
    const words = await uploaded({ filename: "a.csv", title: "A", content: "a,b" });
    for (const id of ["F0NONE", begun, words]) {
      expect(await post(id)).toBe("invalid_blocks");
      expect(await publish(id)).toBe("invalid_arguments");
    }
  });

  test("is refused for a moment while Slack has not looked at it", async () => {
    fake.workspace.usesUntilReady = 1;
    const id = await uploaded(png);
    expect(await post(id)).toBe("invalid_blocks");
    expect(await post(id)).toBe("ok");
  });
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
