/** The page by itself, on a stage without an app: what is posted is posted by the test, as an app would. */
import { WebClient } from "@slack/web-api";
import { describe, expect, test } from "vitest";
import { token } from "../../../src/playground/workspace/workspace.ts";
import * as sample from "../samples.ts";
import {
  asks,
  bare,
  becomes,
  findings,
  goes,
  messages,
  noBrowser,
  say,
  serve,
  shot,
  visit,
  withBrowser,
} from "./support.ts";

describe.skipIf(noBrowser)("the page", () => {
  withBrowser();

  test("shows script in a message, a name or a block as text", async () => {
    const { url, playground } = await bare();
    const page = await visit(url);
    const evil = `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`;
    await say(page, evil);
    await messages(page).filter({ hasText: "onerror" }).waitFor();
    const slack = new WebClient(token, { slackApiUrl: playground.slack.url });
    await slack.chat.postMessage({
      channel: "C0GENERAL",
      text: evil,
      blocks: [
        { type: "section", text: { type: "mrkdwn", text: `<javascript:document.title='taken'|press me> ${evil}` } },
        { type: "markdown", text: `[press](javascript:document.title='taken') ${evil}` },
        { type: "header", text: { type: "plain_text", text: evil } },
      ],
    });
    await messages(page).nth(1).waitFor();
    expect(await page.title()).toBe("Counterweight playground");
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
    expect(await page.locator("img[onerror]").count()).toBe(0);
  });

  test("shows an answer growing, and after a reload in the middle the rest of it", async () => {
    const { url, playground } = await bare();
    const page = await visit(url);
    const slack = new WebClient(token, { slackApiUrl: playground.slack.url });
    const root = await playground.stage.people.writes({ user: "U0EMMA", channel: "C0GENERAL", text: "Hello" });
    const channel = "C0GENERAL";
    const { ts } = (await slack.apiCall("chat.startStream", {
      channel,
      thread_ts: root.message.ts,
      recipient_user_id: "U0EMMA",
      recipient_team_id: "T0TEAM",
      markdown_text: "First words",
    })) as { ts?: string };
    await page.getByRole("button", { name: "1 reply" }).click();
    await page.getByText("First words").waitFor();
    await page.reload();
    await page.getByRole("button", { name: "1 reply" }).click();
    await page.getByText("First words").waitFor();
    await slack.apiCall("chat.appendStream", { channel, ts, markdown_text: ", and more" });
    await page.getByText("First words, and more").waitFor();
    await slack.apiCall("chat.stopStream", { channel, ts });
    await page.locator("article.message.streaming").waitFor({ state: "detached" });
  });

  test("says in place of a message why Slack would not have taken it", async () => {
    const { url, playground } = await bare();
    const page = await visit(url);
    const slack = new WebClient(token, { slackApiUrl: playground.slack.url });
    const blocks = [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }];
    await expect(slack.chat.postMessage({ channel: "C0GENERAL", text: "Long", blocks })).rejects.toThrow(
      /invalid_blocks/,
    );
    const note = page.getByText("Slack would refuse this").first();
    await note.waitFor();
    await page.getByText("must have 1 to 150 characters, has 151").waitFor();
    await shot(page, "refused");
  });

  test("draws every kind of block, and one that it can't draw does not take the others along", async () => {
    const { url, playground } = await bare();
    const page = await visit(url);
    const slack = new WebClient(token, { slackApiUrl: playground.slack.url });
    const posted = await slack.apiCall("chat.postMessage", {
      channel: "C0GENERAL",
      text: "Every kind",
      blocks: [
        { type: "header", text: { type: "plain_text", text: "A header" } },
        sample.chart(2, 3, { title: "Cost a month" }),
        sample.dataTable(3, 2, { caption: "What it costs" }),
        { type: "divider" },
        { type: "section", text: { type: "mrkdwn", text: "The last line" } },
      ],
    });
    expect(posted.ok).toBe(true);
    const message = messages(page).first();
    await message.getByText("The last line").waitFor();
    await message.getByRole("table").first().waitFor();
    expect(await message.locator("svg").count()).toBeGreaterThan(0);
    await message.getByText("Cost a month").first().waitFor();
    // A chart tells what is what: its series and categories.
    for (const label of ["s0", "s1", "c0", "c2"]) await message.getByText(label, { exact: true }).first().waitFor();
    await shot(page, "blocks");
  });

  test("offers to send a huge paste as a file, and refuses what Slack refuses", async () => {
    const { url } = await bare();
    const page = await visit(url);
    const field = page.locator("#composer");
    await field.fill("word ".repeat(20_000));
    expect(await page.getByRole("button", { name: "Send", exact: true }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Send it as a file" }).click();
    expect(await field.inputValue()).toBe("");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await messages(page).getByText("pasted.txt").waitFor();
    await messages(page).getByText("100,000 bytes").waitFor();
  });

  test("in two tabs is two people, who see the same but for what is private", async () => {
    const { url, playground } = await bare();
    const emma = await visit(url);
    const greta = await visit(url, { as: "Greta" });
    await goes(emma, "with-partner");
    await say(emma, "Hello Greta");
    await greta.getByText("Hello Greta").waitFor();
    expect(await greta.getByRole("button", { name: /general/ }).count()).toBe(0);
    const slack = new WebClient(token, { slackApiUrl: playground.slack.url });
    await slack.chat.postEphemeral({ channel: "C0PARTNER", user: "U0GRETA", text: "For Greta alone" });
    await greta.getByText("For Greta alone").waitFor();
    expect(await emma.getByText("For Greta alone").count()).toBe(0);
    await greta.reload();
    await greta.getByText("For Greta alone").waitFor();
  });

  test("leads whoever becomes a guest on the home tab, which guests have none of, to where they may be", async () => {
    const { url } = await bare();
    const page = await visit(url);
    await goes(page, "Counterweight home");
    await becomes(page, "Greta");
    await page.getByRole("heading", { name: "# with-partner" }).waitFor();
    await becomes(page, "Emma");
    await page.getByRole("region", { name: "App home" }).waitFor();
  });

  test("offers what one could ask where nothing has been said, a press away", async () => {
    const { url } = await bare();
    const page = await visit(url);
    await page.getByRole("button", { name: "What is LoRA?" }).click();
    expect(await page.locator("#composer").inputValue()).toBe("@Counterweight What is LoRA?");
    await page.locator("#composer").press("Enter");
    await messages(page).filter({ hasText: "What is LoRA?" }).waitFor();
    await goes(page, "random");
    await page.getByText("Say /invite @Counterweight here").waitFor();
  });

  test("shows a first visitor around, and no second time", async () => {
    const { url } = await bare();
    const page = await visit(url, { tour: true });
    const tour = page.getByRole("region", { name: "A short tour" });
    await tour.getByText("1 of 6").waitFor();
    await tour.getByRole("button", { name: "Next" }).hover(); // and can still be read
    expect(await findings(page)).toEqual([]);
    await shot(page, "tour");
    for (let i = 0; i < 5; i += 1) await tour.getByRole("button", { name: "Next" }).click();
    await tour.getByRole("button", { name: "Done" }).click();
    await page.reload();
    await page.getByRole("navigation", { name: "Workspace" }).waitFor();
    expect(await tour.count()).toBe(0);
  });
});

describe.skipIf(noBrowser)("for everybody", () => {
  withBrowser();

  test("on a phone one sees who one is, and nothing of the bar lies on something else", async () => {
    const { url } = await bare();
    const page = await visit(url, { context: { viewport: { width: 390, height: 780 }, hasTouch: true } });
    expect((await page.getByLabel("You are").boundingBox())?.width).toBeGreaterThan(100);
    const parts = await page.locator(".top > :not(.top-tools), .top-tools > *").all();
    const boxes = (await Promise.all(parts.map((each) => each.boundingBox()))).filter((box) => box !== null);
    const inOrder = boxes.toSorted((a, b) => a.x - b.x);
    expect(inOrder.length).toBeGreaterThan(3);
    for (const [i, { x, width }] of inOrder.entries()) expect(x + width).toBeLessThanOrEqual(inOrder[i + 1]?.x ?? 390);
    await shot(page, "phone-bar");
  });

  test("axe-core finds nothing serious, in light and dark, with a thread, the drawer, a form, the home tab and a phone", async () => {
    const served = await serve();
    try {
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await visit(served.url, { as: "Ada", context: { colorScheme } });
        const answer = await asks(page, "compare open and closed on privacy and set-up time");
        const found = [await findings(page)];
        await shot(page, `thread-${colorScheme}`);
        await answer.hover();
        await answer.getByRole("button", { name: "Under the hood" }).click();
        await page.getByRole("complementary", { name: "Under the hood" }).getByText("Passages").first().waitFor();
        found.push(await findings(page));
        await shot(page, `hood-${colorScheme}`);
        await say(page, "/weigh assess");
        await page.getByRole("dialog").waitFor();
        found.push(await findings(page));
        await shot(page, `form-${colorScheme}`);
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
        await goes(page, "Counterweight home");
        await page.locator("main").getByRole("heading").first().waitFor();
        found.push(await findings(page));
        await shot(page, `home-${colorScheme}`);
        expect(found.flat()).toEqual([]);
      }
      const phone = await visit(served.url, { context: { viewport: { width: 390, height: 780 }, hasTouch: true } });
      await say(phone, "@Counterweight what is LoRA?");
      await phone.getByRole("button", { name: "1 reply" }).last().click();
      await phone.getByRole("complementary", { name: "Thread" }).getByText("Sources").first().waitFor();
      await shot(phone, "phone-thread");
      expect(await findings(phone)).toEqual([]);
      const { wide, high } = (await phone.evaluate(
        "({ wide: document.documentElement.scrollWidth, high: document.documentElement.scrollHeight })",
      )) as { wide: number; high: number };
      expect([wide, high]).toEqual([390, 780]);
    } finally {
      await served.remove();
    }
  });
});
