import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { costingOn } from "../../src/coster.ts";
import type { Args, View } from "../fakes/slack.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
import { assessing, other, type People, read, user } from "./assess-support.ts";

const kb = await realKnowledge();
let p: People;
beforeEach(async () => {
  p = await assessing({ answer: answererOf(kb), costing: costingOn(() => kb) });
});
afterEach(() => p.on.stop());
const typed = "cost 40k requests/day, 1500 in, 400 out, gpt-5.5 vs llama 70b on our H100s";
const picturesIn = (view: View): Args[] => (view.blocks ?? []).filter(({ type }) => type === "image");
/** The home tab once the picture stands in it. */
const pictured = async (): Promise<View> => {
  await p.home();
  return p.fake.until(() => {
    const view = p.fake.home(user);
    return view && picturesIn(view).length > 0 ? view : undefined;
  });
};
const publishes = () => p.fake.calls.filter(({ method }) => method === "views.publish");
const uploads = () => p.fake.calls.filter(({ method }) => method === "files.completeUploadExternal");

describe("the home tab shows what a case costs", () => {
  test("not where nothing was asked for", async () => {
    expect(picturesIn(await p.home())).toEqual([]);
    expect(publishes()).toHaveLength(1);
  });

  test("of the summary that was asked for last, as a picture with words, for its person alone", async () => {
    await p.weigh(typed);
    const view = await pictured();
    const [picture, ...others] = picturesIn(view);
    expect(others).toEqual([]);
    expect(picture?.["alt_text"]).toMatch(/^Cost by volume.*GPT-5\.5 [\d,]+/);
    expect(read(view)).toContain("Of the summary that you asked for last, ");
    expect(picturesIn(await p.home(other))).toEqual([]);
    expect(p.said("C0CHAN")).toEqual([]);
  });

  test("of a finished assessment that tells a volume, when that is newer", async () => {
    await p.weigh(typed);
    p.fake.advance(60_000);
    await new Promise((resolve) => setTimeout(resolve, 5)); // the store's clock counts milliseconds
    await p.finished();
    const view = await pictured();
    expect(read(view)).toMatch(/Of your (?:last )?assessment/);
  });

  test("at once the second time: it is uploaded once", async () => {
    await p.weigh(typed);
    await pictured();
    const before = publishes().length;
    await p.home();
    expect(publishes().length - before).toBe(1);
    expect(uploads()).toHaveLength(1);
    expect(picturesIn(p.fake.home(user) as View)).toHaveLength(1);
  });

  test("once Slack has looked at the picture, and without it where no file may be sent", async () => {
    p.fake.workspace.usesUntilReady = 1;
    await p.weigh(typed);
    expect(picturesIn(await pictured())).toHaveLength(1);
    p.fake.refuse("files.getUploadURLExternal", "access_denied", 9);
    await p.weigh(typed.replace("40k", "90k"));
    const view = await p.home();
    await expect.poll(() => p.on.logged.join()).toContain("slack-picture-not-sent");
    expect(picturesIn(view)).toEqual([]);
    expect(read(view)).toContain("Your assessments");
  });

  test("no longer once its person is forgotten", async () => {
    await p.weigh(typed);
    await p.on.store.forget(`slack:T0TEAM/${user}`);
    expect(picturesIn(await p.home())).toEqual([]);
  });
});
