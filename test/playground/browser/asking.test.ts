/** Everything that people do with the app in channels, as a person at a browser does it. */
import { beforeAll, describe, expect, test } from "vitest";
import {
  asks,
  becomes,
  goes,
  messages,
  noBrowser,
  say,
  type Served,
  serve,
  shot,
  thread,
  visit,
  withBrowser,
} from "./support.ts";

describe.skipIf(noBrowser)("in a channel", () => {
  withBrowser();
  let served: Served;
  beforeAll(async () => {
    served = await serve({ LIMIT_PERSON_PER_MINUTE: "1000" });
    return () => served.remove();
  });

  test("a mention is answered in its thread, and what follows there needs no mention", async () => {
    const page = await visit(served.url);
    const answer = await asks(page, "what is vendor lock-in?");
    expect(await answer.innerText()).toMatch(/Sources\n\[1\]/);
    await shot(page, "ask");
    await say(page, "and the other side?", thread(page).getByRole("textbox"));
    await messages(thread(page)).nth(3).waitFor();
    expect(await messages(thread(page)).nth(3).innerText()).toMatch(/Counterweight/);
    await page.reload();
    await page.getByRole("button", { name: /3 replies/ }).click();
    expect(await messages(thread(page)).count()).toBe(4);
  });

  test("what the sources do not hold is not guessed", async () => {
    const page = await visit(served.url);
    const answer = await asks(page, "what does Acme's model 9 cost per token today?");
    expect(await answer.innerText()).toMatch(/I don't (?:know|have)/);
    await shot(page, "abstain");
  });

  test("a comparison is a table", async () => {
    const page = await visit(served.url);
    const answer = await asks(page, "compare open and closed on privacy and set-up time");
    const table = answer.getByRole("table");
    expect(await table.getByRole("columnheader").allInnerTexts()).toEqual(["Factor", "Open-weight", "Closed"]);
    expect(await table.getByRole("row").count()).toBe(3);
  });

  test("a suggested question is asked by its button, under the name of who pressed it", async () => {
    const page = await visit(served.url);
    const answer = await asks(page, "what is LoRA?");
    await answer.getByRole("button", { name: "What is fine-tuning?" }).click();
    const next = messages(thread(page)).nth(2);
    await next.waitFor();
    expect(await next.innerText()).toMatch(/Emma Eriksen asked\s+What is fine-tuning\?/);
  });

  test("a good vote is thanked for, a bad one asks for the reason", async () => {
    const page = await visit(served.url);
    const answer = await asks(page, "is open-weight really cheaper?");
    await answer.getByRole("button", { name: "Useful" }).click();
    await page.getByText("Noted as useful. Thank you.").first().waitFor();
    await answer.getByRole("button", { name: "Not right" }).click();
    const form = page.getByRole("dialog", { name: "What was wrong?" });
    await form.getByRole("textbox").fill("It leaves out power.");
    await shot(page, "feedback-form");
    await form.getByRole("button", { name: "Send" }).click();
    await form.waitFor({ state: "detached" });
    await becomes(page, "Ada");
    await goes(page, "model-choice");
    await say(page, "/weigh admin feedback");
    await page.getByText("It leaves out power.").waitFor();
  });

  test("a command answers one person alone, who may share it under their name", async () => {
    const page = await visit(served.url);
    await goes(page, "model-choice");
    await say(page, "/weigh ask what is open-weight?");
    const answer = page.locator("article.private").filter({ hasText: "what is open-weight?" });
    await answer.getByText("Only visible to you").waitFor();
    const other = await visit(served.url, { as: "Marco" });
    await goes(other, "model-choice");
    expect(await other.getByText("what is open-weight?").count()).toBe(0);
    await answer.getByRole("button", { name: "Share in channel" }).click();
    const shared = messages(other).filter({ hasText: "what is open-weight?" });
    await shared.waitFor();
    expect(await shared.getByText("Only visible to you").count()).toBe(0);
    await shot(page, "private-and-shared");
  });

  test("an edited question is answered anew, a deleted one takes its answer along", async () => {
    const page = await visit(served.url);
    await asks(page, "what is quantization?");
    const question = messages(thread(page)).first();
    await question.hover();
    await question.getByRole("button", { name: "Edit" }).click();
    const field = question.getByRole("textbox", { name: "Edit the message" });
    await field.fill("@Counterweight what is fine-tuning?");
    await field.press("Enter");
    await messages(thread(page))
      .nth(1)
      .getByRole("heading", { name: /fine-tuning/i })
      .waitFor();
    await question.hover();
    await question.getByRole("button", { name: "Delete" }).click();
    await thread(page).getByText("What was said here is gone.").waitFor();
  });

  test("a message is weighed from its menu", async () => {
    const page = await visit(served.url, { as: "Marco" });
    await say(page, "Is open source safe?");
    const message = messages(page).filter({ hasText: "Is open source safe?" }).first();
    await message.hover();
    await message.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Weigh this message" }).click();
    await page.locator("article.private").filter({ hasText: "Is open source safe?" }).waitFor();
  });

  test("commands and names are completed by the keyboard", async () => {
    const page = await visit(served.url);
    const field = page.locator("#composer");
    await field.pressSequentially("/we");
    await page.getByRole("option", { name: /\/weigh/ }).waitFor();
    await field.press("Tab");
    await page.getByRole("option", { name: /\/weigh ask/ }).waitFor();
    await shot(page, "slash-completion");
    await field.press("ArrowDown");
    await field.press("Tab");
    expect(await field.inputValue()).toMatch(/^\/weigh \w+/);
    await field.fill("");
    await field.pressSequentially("@Cou");
    await field.press("Enter");
    expect(await field.inputValue()).toBe("@Counterweight ");
  });

  test("what is selected right after a completion stays selected", async () => {
    const page = await visit(served.url);
    const field = page.locator("#composer");
    await field.pressSequentially("/we");
    await page.getByRole("option", { name: /\/weigh/ }).waitFor();
    const selected = await page.evaluate(`(async () => {
      const area = document.querySelector("#composer");
      area.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true, cancelable: true }));
      await undefined;
      area.select();
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      return area.value.slice(area.selectionStart, area.selectionEnd);
    })()`);
    expect(selected).toBe("/weigh ");
  });

  test("the agent pane offers questions, answers in a conversation of its own, and finds it again by its title", async () => {
    const page = await visit(served.url, { as: "Marco" });
    await page.getByRole("button", { name: "Ask Counterweight" }).click();
    const pane = page.getByRole("complementary", { name: "Ask Counterweight" });
    await pane.getByRole("button", { name: "Is open-weight really cheaper?" }).click();
    await messages(pane).nth(1).getByText("Sources").last().waitFor();
    await shot(page, "pane");
    await pane.getByRole("button", { name: "Conversations" }).click();
    await page.getByRole("menuitem", { name: "New conversation" }).click();
    await pane.getByRole("button", { name: "Is open-weight really cheaper?" }).waitFor();
    expect(await messages(pane).count()).toBe(0);
    await pane.getByRole("button", { name: "Conversations" }).click();
    await page.getByRole("menuitem", { name: /cheaper/ }).click();
    await messages(pane).nth(1).waitFor();
  });

  test("under the hood of an answer are its passages and scores, the JSON that was posted and the times, for admins and developers", async () => {
    const page = await visit(served.url);
    const answer = await asks(page, "what is RAG?");
    await answer.hover();
    expect(await answer.getByRole("button", { name: "Under the hood" }).count()).toBe(0);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("menu").getByText("Developer: under the hood").click();
    await answer.hover();
    await answer.getByRole("button", { name: "Under the hood" }).click();
    const hood = page.getByRole("complementary", { name: "Under the hood" });
    await hood.getByText("Retrieved passages").waitFor();
    expect(await hood.innerText()).toMatch(
      /what is RAG\?[^]*score \d+\.\d+, \d+ % of the most it could have, in the answer/,
    );
    expect(await hood.innerText()).toMatch(/Brought and acknowledged/);
    expect(await hood.getByRole("region", { name: "JSON of chat.postMessage" }).innerText()).toMatch(/"blocks": \[/);
  });

  test("where the app is not, it is brought in by /invite", async () => {
    const page = await visit(served.url);
    await goes(page, "random");
    await say(page, "@Counterweight what is LoRA?");
    await page.getByText("is not in this channel and does not see what is said here").waitFor();
    await say(page, "/invite");
    await page.getByText("has joined the channel").waitFor();
    await say(page, "@Counterweight what is LoRA?");
    await page.getByRole("button", { name: "1 reply" }).waitFor();
  });
});
