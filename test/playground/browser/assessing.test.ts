/** A case is assessed, by the form and in a conversation, as a manager does it in the page. */
import type { Locator } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import {
  goes,
  messages,
  noBrowser,
  opensDirect,
  presses,
  say,
  serve,
  type Served,
  shot,
  thread,
  visit,
  withBrowser,
} from "./support.ts";

const clinic = "We're a clinic, patient letters must stay in house, two ML engineers.";
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
    expect(await form.innerText()).toMatch(
      /May data leave: No, it must stay with us\s+from “letters must stay in house”/,
    );
    await shot(page, "assess-understood");
    await presses(form, "Next", titled("Anything special?"));
    await form.getByRole("checkbox").last().check();
    await presses(form, "Back", titled("What I understood"));
    await presses(form, "Next", titled("Anything special?"));
    await presses(form, "Next", titled("What else matters"));
    await shot(page, "assess-questions");
    await form.getByRole("radio", { name: "All alike" }).check(); // counts, and what is left open is skipped
    await presses(form, "Finish now", titled("Your result"));
    await shot(page, "assess-finished");
    await form.getByRole("button", { name: "Close" }).first().click();
    await form.waitFor({ state: "detached" });

    await opensDirect(page);
    const result = messages(page).filter({ hasText: "How sure:" });
    expect(await result.innerText()).toMatch(/^Letters\n/m);
    expect(await result.innerText()).toMatch(
      /Self-host an open-weight model: the data may not leave, and the work is all alike/,
    );
    expect(await result.innerText()).toMatch(/How sure: clear/);
    await result.getByRole("button", { name: "Try: May data leave = Only under a contract" }).click();
    const tried = page.locator("article.private");
    await tried.getByText("Use a closed model under negotiated terms").waitFor();
    await tried.getByText("I changed nothing.").waitFor();
    await shot(page, "assess-tried");

    await result.getByRole("button", { name: "Share in channel" }).click();
    await form.waitFor();
    await shot(page, "assess-share");
    await form.locator("footer .primary").click();
    await titled("Shared").waitFor();
    await form.getByRole("button", { name: "Close" }).last().click();
    const emma = await visit(served.url);
    await goes(emma, "general");
    await messages(emma)
      .filter({ hasText: "Marco Manfredi" })
      .getByText("Self-host an open-weight model")
      .first()
      .waitFor();
    await goes(page, "Counterweight home");
    await page.locator("main").getByText("Letters").first().waitFor();
    expect(await page.locator("main").innerText()).toMatch(/Finished\s+Letters/);
    await shot(page, "assess-home");
  });

  test("in the thread: one question at a time, skipped, gone back to, and finished", async () => {
    const page = await visit(served.url);
    await opensDirect(page);
    await say(page, `assess: ${clinic}`);
    const talk = thread(page);
    await talk.getByText("This is what I understood").waitFor();
    await talk.getByRole("button", { name: "Next" }).click();
    await talk.getByText("Is all of the work alike").waitFor();
    await shot(page, "assess-talk");
    await talk.getByRole("button", { name: "I don't know (skip)" }).click();
    await talk.getByText("By when must it be live?").waitFor();
    await talk.getByRole("button", { name: "Back", exact: true }).click();
    await talk.getByText("Is all of the work alike").waitFor();
    await say(page, "mostly simple, some hard", talk.getByRole("textbox"));
    await talk.getByText("By when must it be live?").waitFor();
    await talk.getByRole("button", { name: "Finish now" }).click();
    const result = messages(talk).last();
    await result.getByText("How sure").waitFor();
    expect(await result.innerText()).toMatch(/Hybrid/);
    await talk.getByText("That is all I need").waitFor();
    await shot(page, "assess-talk-result");
  });

  test("a form is open in the tab that opened it: also after a reload, and in no other of the same person", async () => {
    const page = await visit(served.url, { as: "Marco" });
    await say(page, "/weigh quiz");
    await page.getByRole("dialog").waitFor();
    const other = await visit(served.url, { as: "Marco" });
    await say(other, "/weigh assess");
    await other
      .getByRole("dialog")
      .getByRole("heading", { level: 2, name: /assess/i })
      .waitFor();
    await page.reload();
    const form = page.getByRole("dialog");
    await form.getByRole("textbox").fill("What does it cost?");
    await form.getByRole("button", { name: "Answer" }).click();
    await form.getByText("I will tell you in our direct messages").waitFor();
    await other.keyboard.press("Escape");
    await other.getByRole("dialog").waitFor({ state: "detached" });
    expect(await form.count()).toBe(1);
  });

  test("the quiz says in the direct messages what was named, and what was not", async () => {
    const page = await visit(served.url, { as: "Ada" });
    await goes(page, "model-choice");
    await say(page, "/weigh quiz");
    const form = page.getByRole("dialog");
    await form.waitFor();
    await form.getByRole("textbox").fill("Is the data sensitive, and what does it cost?");
    await form.getByRole("button", { name: "Answer" }).click();
    await form.getByText("I will tell you in our direct messages which ones you named.").waitFor();
    await form.getByRole("button", { name: "Close" }).last().click();
    await opensDirect(page);
    await messages(page).getByText("You named 2 of 22 factors").waitFor();
    await shot(page, "quiz");
  });
});
