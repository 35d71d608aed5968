import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../fakes/slack.ts";
import { assessing, channel, day, dm, one, type People, pick, read, user } from "./assess-support.ts";

let p: People;
let result: Message;
beforeEach(async () => {
  p = await assessing();
  result = await p.finished();
});
afterEach(() => p.on.stop());
const write = async (status = "accepted", again = "2027-05-22"): Promise<void> => {
  await p.press(result, "Record");
  await p.submit({ status: pick(status), again: day(again) });
};
const files = () => [...p.fake.workspace.files.values()];
const row = async () => one(await p.on.store.assessments.listOf("slack:T0TEAM/U0A", { limit: 99 }));

describe("Record", () => {
  test("is looked at again in six months, unless somebody says otherwise", async () => {
    await p.press(result, "Record");
    const found = /"initial_date":"([\d-]+)"/.exec(JSON.stringify(p.modal()))?.[1] ?? "";
    const months = (Date.parse(found) - Date.now()) / (30.4 * 24 * 3_600_000);
    expect(months).toBeGreaterThan(5.7);
    expect(months).toBeLessThan(6.3);
  });

  test("is a file in the thread of the result, and a canvas that its owner may change", async () => {
    await write();
    const file = one(files());
    expect(file.filename).toBe("decision-letters.md");
    for (const words of [
      "# Letters",
      "- Status: Accepted",
      "- Revisit by: 2027-05-22",
      "## Dissent",
      "## Facts",
      "> Clinic:",
    ])
      expect(file.content).toContain(words);
    const posted = p.said(dm).at(-1) as Message;
    expect(posted.thread_ts).toBe(result.ts);
    const canvas = one([...p.fake.workspace.canvases.values()]);
    expect(canvas).toMatchObject({ title: "Letters", users: [user] });
    expect(posted.text).toBe(
      `Here is the decision record, as a file and as a canvas: <https://fake.slack.com/docs/T0TEAM/${canvas.id}|open the canvas>.`,
    );
    expect(await row()).toMatchObject({ status: "accepted", revisitBy: Date.parse("2027-05-22") });
    expect(read(result)).toContain("Decision: accepted. To be looked at again by 22 May 2027.");
  });

  test.for([
    "canvas_disabled_user_team",
    "missing_scope",
    "free_teams_cannot_create_standalone_canvases",
    "unknown_method",
  ])("is a file alone where canvases are refused (%s), and says so", async (error) => {
    p.fake.refuse("canvases.create", error);
    await write();
    expect(p.said(dm).at(-1)?.text).toContain(
      "This workspace gives me no canvas to write it on, so it is a file alone.",
    );
    expect(files()).toHaveLength(1);
  });

  test.for(["missing_scope", "file_uploads_disabled", "storage_limit_reached"])(
    "is text where files are refused (%s)",
    async (error) => {
      p.fake.refuse("files.getUploadURLExternal", error);
      await write();
      const told = p.said(dm).at(-1) as Message;
      expect(read(told)).toContain("I could not upload the decision record as a file here, so this is its text:");
      expect(read(told)).toContain("# Letters");
      expect(told.thread_ts).toBe(result.ts);
    },
  );

  test("is written once, however often the form comes", async () => {
    await p.press(result, "Record");
    const sent = await p.submit({ status: pick("proposed"), again: day("2027-01-01") });
    await p.on.settled(p.on.people.again(sent));
    expect(files()).toHaveLength(1);
    expect(p.fake.workspace.canvases.size).toBe(1);
  });

  test("is tried again while Slack asks for a pause, and makes one canvas", async () => {
    p.fake.fail("files.getUploadURLExternal", { retryAfter: 1 });
    await write();
    await p.fake.until(() => files().some(({ content }) => content !== undefined));
    await p.on.slack.idle();
    expect(p.fake.workspace.canvases.size).toBe(1);
    expect(p.said(dm).filter((each) => each.text?.startsWith("Here is the decision record"))).toHaveLength(1);
  });

  test("names nobody on a canvas, whatever people wrote", async () => {
    result = await p.finished(
      "Patient letters must not leave. ![](@U0B) <!channel> @everyone [x](https://e.example)",
      "![](@U0B) <@U0B>",
    );
    await write();
    const canvas = [...p.fake.workspace.canvases.values()].at(-1);
    expect(canvas?.markdown).not.toContain("![");
    expect(canvas?.markdown).not.toMatch(/@everyone/);
  });

  test("without a day says so in the form", async () => {
    await p.press(result, "Record");
    const { body } = await p.submit({ status: pick("accepted") });
    expect(body).toEqual({ response_action: "errors", errors: { again: "Choose a day." } });
  });
});

test("a result that was shared shows where the decision stands", async () => {
  await p.press(result, "Share in channel");
  await p.submit({ channel: { value: { selected_conversation: channel } } });
  await write("superseded");
  expect(read(one(p.said(channel)))).toContain("Decision: superseded.");
});
