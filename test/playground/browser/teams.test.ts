/** The same conversation as in Teams, beside itself as in Slack. */
import { WebClient } from "@slack/web-api";
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { token } from "../../../src/playground/workspace/workspace.ts";
import {
  asks,
  bare,
  findings,
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

const cost = "cost of 400 million tokens a month, open or closed";
const inTeams = (message: Locator): Locator => message.getByRole("region", { name: "As in Teams" });
const inSlack = (message: Locator): Locator => message.getByRole("region", { name: "As in Slack" });
const forAll = (place: Page | Locator): Locator => place.locator(".teams-button");

describe.skipIf(noBrowser)("as in Teams", () => {
  withBrowser();
  let served: Served;
  beforeAll(async () => {
    served = await serve({ LIMIT_PERSON_PER_MINUTE: "1000" });
    return () => served.remove();
  });

  test.for(["light", "dark"] as const)(
    "a cost summary stands beside itself with its table, charts, sources and buttons, in %s",
    async (colorScheme) => {
      const page = await visit(served.url, { context: { colorScheme } });
      const fetched: string[] = [];
      page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
      const answer = await asks(page, cost);
      expect(fetched.filter((path) => path.endsWith(".js"))).toEqual([]);
      await forAll(thread(page)).click();
      const form = inTeams(answer);
      const card = form.getByRole("region", { name: "Card" });
      expect(await card.getByRole("table").first().getByRole("row").first().innerText()).toMatch(
        /low\s+expected\s+high/,
      );
      expect(await card.getByRole("img", { name: /^Chart: / }).count()).toBe(2);
      expect(await form.getByRole("note").count()).toBe(0); // nothing that Teams would refuse
      const button = card.getByRole("button", { name: "Assess my case" });
      expect(await button.getAttribute("title")).toMatch(/Only to look at/);
      const before = await messages(thread(page)).count();
      await button.click({ force: true });
      expect(await messages(thread(page)).count()).toBe(before);
      const [left, right] = [await inSlack(answer).boundingBox(), await form.boundingBox()];
      expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0));
      expect(right?.y).toBe(left?.y);
      await shot(page, `teams-${colorScheme}`);
      await card.getByRole("img").first().scrollIntoViewIfNeeded();
      await shot(page, `teams-charts-${colorScheme}`);
      expect(await findings(page)).toEqual([]);
    },
  );

  test("sources are chips with what they are, and open below the card", async () => {
    const page = await visit(served.url);
    const answer = await asks(page, "is open-weight really cheaper?");
    await answer.hover();
    await answer.getByRole("button", { name: "As in Teams" }).click();
    const form = inTeams(answer);
    await form
      .getByRole("note", { name: /^Source 1: .+ From: / })
      .first()
      .waitFor();
    const source = form.getByText(/^\[1\]/);
    expect(await source.isVisible()).toBe(false);
    await form.getByRole("button", { name: "Sources" }).click();
    await source.waitFor();
    await shot(page, "teams-sources");
  });

  test("an assessment that is asked about is the card of its step", async () => {
    const page = await visit(served.url);
    await page
      .getByRole("navigation", { name: "Workspace" })
      .getByRole("button", { name: /^Counterweight(?! home| in Teams)/ })
      .click();
    await say(page, "assess: We're a clinic, patient letters must stay in house, two ML engineers.");
    await thread(page).getByText("This is what I understood").waitFor();
    await forAll(thread(page)).click();
    const form = inTeams(messages(thread(page)).nth(1));
    await form.getByText("Does any of this apply?").waitFor();
    await form.getByText("as it stands now").waitFor();
    await shot(page, "teams-assess");
    expect(await findings(page)).toEqual([]);
  });

  test("on a phone it stands in place of the Slack form, and a second press brings that back", async () => {
    const page = await visit(served.url, { context: { viewport: { width: 390, height: 780 }, hasTouch: true } });
    await say(page, `@Counterweight ${cost}`);
    await messages(page).filter({ hasText: cost }).last().getByRole("button", { name: "1 reply" }).click();
    const answer = messages(thread(page)).nth(1);
    await answer.getByRole("button", { name: "As in Teams" }).click();
    await inTeams(answer).getByRole("table").first().waitFor();
    expect(await inSlack(answer).isVisible()).toBe(false);
    await shot(page, "teams-phone");
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    await answer.getByRole("button", { name: "As in Teams" }).click();
    expect(await inTeams(answer).count()).toBe(0);
  });

  test("the switch for all is kept over a reload", async () => {
    const page = await visit(served.url);
    await forAll(page).click();
    await page.reload();
    expect(await forAll(page).getAttribute("aria-pressed")).toBe("true");
  });
});

describe.skipIf(noBrowser)("what Teams would not take", () => {
  withBrowser();

  test("is said in red, with what it is, and script in it is text", async () => {
    const evil = `<img src=x onerror="document.title='taken'"> [press](javascript:document.title='taken')`;
    const content = {
      type: "AdaptiveCard",
      version: "1.5",
      body: [
        { type: "TextBlock", wrap: true, text: evil },
        { type: "Chart.Line", title: "No table for phones", data: [] },
        { type: "Hologram" },
      ],
    };
    const attachments = [{ contentType: "application/vnd.microsoft.card.adaptive", content }];
    const { url, playground } = await bare({
      inTeams: async ({ text }) =>
        text === "Drawn" ? { activity: { type: "message", text: evil, attachments } } : undefined,
    });
    const page = await visit(url);
    await forAll(page).click();
    const slack = new WebClient(token, { slackApiUrl: playground.slack.url });
    await slack.chat.postMessage({ channel: "C0GENERAL", text: "Drawn" });
    await slack.chat.postMessage({ channel: "C0GENERAL", text: "A word in passing" });
    const note = page.getByRole("note").filter({ hasText: "Teams would refuse this" });
    await note.getByText(/Hologram/).waitFor();
    expect(await note.getByRole("listitem").allInnerTexts()).toEqual(
      expect.arrayContaining(["a tag in the text", "Chart.Line without a fallback"]),
    );
    expect(await page.getByText("onerror").count()).toBe(2); // in the words and in the card
    expect(await page.locator('img[onerror], a[href^="javascript"]').count()).toBe(0);
    expect(await page.title()).toBe("Counterweight playground");
    expect(await inTeams(messages(page).nth(1)).innerText()).toMatch(/has no Teams form here/);
    await shot(page, "teams-refused");
  });
});
