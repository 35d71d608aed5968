/** A case is assessed, by the form and in a conversation, as a manager does it in the page. */
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { asks, goes, messages, noBrowser, say, serve, type Served, shot, thread, visit, withBrowser } from "./support.ts";

const clinic = "We're a clinic, patient letters must stay in house, two ML engineers.";
const direct = (page: Page): Promise<void> =>
  page.getByRole("navigation", { name: "Workspace" }).getByRole("button", { name: "Counterweight", exact: true }).click();

/** Presses it until the form has gone on: an app on a busy machine may take longer than Slack waits. */
async function presses(form: Locator, name: string, until: Locator): Promise<void> {
  const button = form.getByRole("button", { name, exact: true });
  await expect
    .poll(
      async () => {
        if (await until.isVisible()) return true;
        await button.click({ timeout: 5_000 }).catch(() => {});
        return until.isVisible();
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe(true);
}

describe.skipIf(noBrowser)("an assessment", () => {
  withBrowser();
  let served: Served;
  beforeAll(async () => {
    served = await serve({ LIMIT_PERSON_PER_MINUTE: "1000" });
    return () => served.remove();
  });

  test("by the form: back, skip, choose, finish; the result comes as a direct message, is tried, shared and in the home tab", async () => {
    const page = await visit(served.url, { as: "Marco" });
    await say(page, "/weigh assess");
    const form = page.getByRole("dialog");
    const titled = (name: string): Locator => form.getByRole("heading", { name });
    await titled("Assess a case").waitFor();
    const fields = form.getByRole("textbox");
    await fields.nth(0).fill("Letters");
    await fields.nth(1).fill(clinic);
    await presses(form, "Next", titled("What I understood"));
    expect(await form.innerText()).toMatch(/May data leave: No, it must stay with us\s+from “letters must stay in house”/);
    await shot(page, "assess-understood");
    await presses(form, "Next", titled("Anything special?"));
    await form.getByRole("checkbox").last().check();
    await presses(form, "Back", titled("What I understood"));
    await presses(form, "Next", titled("Anything special?"));
    await presses(form, "Next", titled("What else matters"));
    await shot(page, "assess-questions");
    const before = await form.innerText();
    await form.getByRole("radio").first().check();
    await form.getByRole("button", { name: "Next" }).click();
    await expect.poll(() => form.innerText().then((text) => text === before)).toBe(false);
    await presses(form, "Finish now", titled("Your result"));
    await shot(page, "assess-finished");
    await form.getByRole("button", { name: "Close" }).first().click();
    await form.waitFor({ state: "detached" });

    await direct(page);
    const result = messages(page).last();
    await result.getByText("How sure").first().waitFor();
    await shot(page, "assess-result");
    console.log(await result.innerText());
    console.log(await result.getByRole("button").allInnerTexts());
    await goes(page, "Counterweight home");
    await page.locator("main").getByText("Letters").first().waitFor();
    console.log(await page.locator("main").innerText());
    await shot(page, "assess-home");
  });

  test("in the thread: one question at a time, skipped, gone back to, and finished", async () => {
    const page = await visit(served.url);
    await direct(page);
    await say(page, `assess: ${clinic}`);
    const talk = thread(page);
    await talk.getByText("This is what I understood").waitFor();
    console.log(await talk.getByRole("button").allInnerTexts());
    await talk.getByRole("button", { name: "Next" }).click();
    await talk.getByRole("button", { name: /I don't know/ }).first().waitFor();
    console.log(await talk.innerText(), await talk.getByRole("button").allInnerTexts());
    await shot(page, "assess-talk");
  });

  test("the quiz says at once whether it was right, and why", async () => {
    const page = await visit(served.url, { as: "Ada" });
    await goes(page, "model-choice");
    await say(page, "/weigh quiz");
    await page.waitForTimeout(2000);
    console.log(await page.locator("main").innerText());
    await shot(page, "quiz");
  });
});
