/** Microsoft Teams in the playground: the app's own Teams edge, on a Bot Framework beside it. */
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import {
  asks,
  findings,
  goes,
  messages,
  noBrowser,
  say,
  type Served,
  serve,
  shot,
  visit,
  withBrowser,
} from "./support.ts";

const cost = "cost of 400 million tokens a month, open or closed";
const chat = "Counterweight in Teams";
/** Opens a place of Teams, which takes a second when it is the first. */
async function opens(page: Page, place: string): Promise<void> {
  await goes(page, place);
  await page.getByText("Teams is being connected").waitFor({ state: "detached" });
  if (place === chat) await messages(page).first().waitFor(); // whoever adds it is greeted
}
/** Says something, and waits for what the app says to it. */
async function hears(page: Page, text: string, field?: Locator): Promise<Locator> {
  const before = await messages(page).count();
  await say(page, text, field);
  const answer = messages(page).nth(before + 1);
  await answer.locator(".teams-words, .teams-card").first().waitFor();
  return answer;
}

describe.skipIf(noBrowser)("a chat in Teams", () => {
  withBrowser();
  let served: Served;
  beforeAll(async () => {
    served = await serve({ LIMIT_PERSON_PER_MINUTE: "1000" });
    return () => served.remove();
  });

  test.for(["light", "dark"] as const)("answers with cards whose buttons work, in %s", async (colorScheme) => {
    const page = await visit(served.url, { as: colorScheme === "light" ? "Emma" : "Marco", context: { colorScheme } });
    await opens(page, chat);
    await page.getByText("Try one of these:").waitFor();
    const answer = await hears(page, cost);
    await answer.getByText("Cost of 6,916 requests a day").waitFor();
    const count = await messages(page).count();
    await answer.getByRole("button", { name: "Double the volume" }).click();
    await answer.getByText("Cost of 13,832 requests a day").first().waitFor();
    expect(await messages(page).count()).toBe(count); // in its place, not below
    await shot(page, `teams-chat-cost-${colorScheme}`);
    await answer.getByRole("button", { name: "Assess my case" }).click();
    const step = messages(page).nth(count);
    await step.getByText("What I understood").waitFor();
    await step.getByRole("button", { name: "Next" }).click();
    await step.getByText("What I understood").waitFor({ state: "detached" });
    await shot(page, `teams-chat-assess-${colorScheme}`);
    expect(await findings(page)).toEqual([]);
  });

  test("reads a form's fields, and refuses in the form what is missing", async () => {
    const page = await visit(served.url);
    await opens(page, chat);
    const form = await hears(page, "cost");
    const reckons = (): Promise<void> => form.getByRole("button", { name: "Reckon" }).click();
    await form.getByLabel("How many requests?").fill("plenty");
    await reckons();
    await form.getByText("How many requests are there?").waitFor();
    expect(await form.getByLabel("How many requests?").inputValue()).toBe("plenty");
    await form.getByLabel("How many requests?").fill("20k a day");
    await reckons();
    await page.getByText("Cost of 20,000 requests a day").waitFor();
  });

  test("takes a thumb and the words to it, which an admin counts", async () => {
    const page = await visit(served.url);
    await opens(page, chat);
    const answer = await hears(page, "is open-weight really cheaper?");
    await answer.getByRole("button", { name: "Like", exact: true }).click();
    const form = page.getByRole("dialog", { name: "Your feedback" });
    await form.getByLabel("What was useful about it?").fill("Short and with sources");
    await form.getByRole("button", { name: "Send" }).click();
    await form.waitFor({ state: "detached" });
    const ada = await visit(served.url, { as: "Ada" });
    await opens(ada, chat);
    expect(await (await hears(ada, "admin status")).innerText()).toMatch(/1 useful/);
    const greta = await visit(served.url, { as: "Greta" });
    await opens(greta, chat);
    expect(await (await hears(greta, "admin status")).innerText()).toMatch(/Guests and people of other/);
  });

  test("in a channel, what is for one person is seen by nobody else", async () => {
    const page = await visit(served.url);
    await opens(page, "Model choice");
    await hears(page, "@Counterweight is open-weight really cheaper?");
    await page.getByRole("button", { name: "Compare" }).click();
    const alone = messages(page).filter({ hasText: "Only you can see this" });
    await alone.getByText("Comparison").first().waitFor();
    await shot(page, "teams-channel");
    const reply = page.getByLabel(/^Reply:/);
    const inThread = await hears(page, "@Counterweight and what about privacy?", reply);
    expect(await inThread.innerText()).toMatch(/privacy/i);
    await say(page, "nobody is meant by this", reply);
    const marco = await visit(served.url, { as: "Marco" });
    await opens(marco, "Model choice");
    await messages(marco).filter({ hasText: "nobody is meant by this" }).waitFor();
    expect(await messages(marco).count()).toBe(5); // two questions, two answers, and a word to nobody
    expect(await marco.getByText("Only you can see this").count()).toBe(0);
  });

  test("is led to from the picture of Teams beside Slack, with the question", async () => {
    const page = await visit(served.url, { as: "Ada" });
    const answer = await asks(page, "is open-weight really cheaper?");
    await answer.hover();
    await answer.getByRole("button", { name: "As in Teams" }).click();
    await answer.getByRole("button", { name: /^Ask it in Microsoft Teams/ }).click();
    await page.getByRole("heading", { level: 1, name: "Counterweight" }).waitFor();
    expect(await page.locator("#composer").inputValue()).toBe("is open-weight really cheaper?");
  });

  test("on a phone nothing of it is cut off", async () => {
    const page = await visit(served.url, {
      as: "Marco",
      context: { viewport: { width: 390, height: 780 }, hasTouch: true },
    });
    await page.getByRole("button", { name: "Channels" }).click();
    await opens(page, chat);
    await hears(page, "is open-weight really cheaper?");
    await shot(page, "teams-chat-phone");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    expect(await findings(page)).toEqual([]);
  });

  test("survives a restart of the service, and its buttons still work", async () => {
    const page = await visit(served.url, { as: "Ada" });
    await opens(page, chat);
    const answer = await hears(page, "what is LoRA?");
    const count = await messages(page).count();
    await page.waitForTimeout(500); // it is written soon, not at once
    await served.kill();
    await page.getByText("The playground is away").waitFor();
    await served.start();
    await page.getByText("what is LoRA?").first().waitFor({ timeout: 30_000 });
    expect(await messages(page).count()).toBe(count);
    await answer.getByRole("button", { name: "Compare" }).click();
    await messages(page).nth(count).getByText("Comparison").first().waitFor();
  });
});

describe.skipIf(noBrowser)("what somebody said in Teams", () => {
  withBrowser();
  let served: Served;
  beforeAll(async () => {
    served = await serve();
    return () => served.remove();
  });
  const does = async (message: Locator, what: string): Promise<void> => {
    await message.hover();
    await message.getByRole("button", { name: what, exact: true }).click();
  };

  test("may be edited, deleted and brought back, and its answer goes along", async () => {
    const page = await visit(served.url);
    await opens(page, chat);
    const at = await messages(page).count();
    const answer = await hears(page, "what is LoRA?");
    const said = messages(page).nth(at);
    await does(said, "Edit");
    await page.getByLabel("Edit the message").fill("what is RAG?");
    await page.getByLabel("Edit the message").press("Enter");
    await answer.getByText("What RAG").first().waitFor();
    expect(await messages(page).count()).toBe(at + 2); // in its place, not below
    await does(said, "Delete");
    await said.getByText("This message has been deleted").waitFor();
    await expect.poll(() => messages(page).count()).toBe(at + 1);
    expect(await findings(page)).toEqual([]);
    await said.getByRole("button", { name: "Undo" }).click();
    await page.getByText("What RAG").first().waitFor();
    expect(await said.innerText()).toContain("what is RAG?");
  });

  test("is changed by nobody else, and how its answer came about is for admins", async () => {
    const emma = await visit(served.url);
    await opens(emma, "Model choice");
    await hears(emma, "@Counterweight what is LoRA?");
    const ada = await visit(served.url, { as: "Ada" });
    await opens(ada, "Model choice");
    const [said, answer] = [messages(ada).nth(0), messages(ada).nth(1)];
    expect(await said.getByRole("button", { name: /Edit|Delete/ }).count()).toBe(0);
    expect(await emma.getByRole("button", { name: "Under the hood" }).count()).toBe(0);
    const hood = ada.getByRole("complementary", { name: "Under the hood" });
    await does(answer, "Under the hood");
    for (const part of [/^Retrieved passages/, /^Rules that fired/, "Times", /^Posted: POST conversations/])
      await hood.getByText(part).first().waitFor();
    await hood.locator("blockquote").getByText("what is LoRA?").waitFor();
    expect(await findings(ada)).toEqual([]);
    await shot(ada, "teams-hood");
    await does(said, "Under the hood");
    await hood.getByText("Brought to the app: message").waitFor();
  });

  test("on a card that is gone on with elsewhere stands, for whoever comes again, where it is by then", async () => {
    const page = await visit(served.url, { as: "Marco" });
    await opens(page, chat);
    const old = await hears(page, "assess: we are a bank with two engineers");
    const other = await hears(page, "history");
    await other.getByRole("button", { name: "Go on" }).first().click(); // in its place
    await other.getByRole("button", { name: "Next" }).click();
    await other.getByText("Anything special?").waitFor();
    expect(await old.innerText()).toContain("What I understood");
    await goes(page, "general");
    await opens(page, chat);
    await old.getByText("Anything special?").waitFor();
  });
});
