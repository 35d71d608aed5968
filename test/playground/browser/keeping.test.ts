/** A conversation is kept for the tests, and played again in the page. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { bare, messages, noBrowser, say, thread, visit, withBrowser } from "./support.ts";

describe.skipIf(noBrowser)("a conversation", () => {
  withBrowser();

  test("is kept by an admin from its thread's menu, under a name that is free, and plays again as it was", async () => {
    const conversations = mkdtempSync(join(tmpdir(), "conversations-"));
    onTestFinished(() => rmSync(conversations, { recursive: true }));
    const { url } = await bare({ conversations });
    const page = await visit(url, { as: "Ada" });
    await say(page, "Which model for letters?");
    const message = messages(page).filter({ hasText: "Which model for letters?" });
    await message.hover();
    await message.getByRole("button", { name: "Reply in thread" }).click();
    await say(page, "A small one", thread(page).getByRole("textbox"));
    await messages(thread(page)).nth(1).waitFor();

    const keep = async (name: string): Promise<void> => {
      await thread(page).getByRole("button", { name: "This thread" }).click();
      await page.getByRole("menuitem", { name: "Keep it for the tests" }).click();
      await page.getByRole("dialog").getByRole("textbox").fill(name);
      await page.getByRole("dialog").getByRole("button", { name: "Keep" }).click();
    };
    await keep("../Letters");
    await page.getByText("A name has small letters, digits and hyphens").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await keep("letters");
    await page.getByText("Kept as letters.").waitFor();
    expect(JSON.parse(readFileSync(join(conversations, "letters/acts.json"), "utf8"))).toMatchObject([
      { does: "says", as: "U0ADA", text: "Which model for letters?" },
      { does: "says", as: "U0ADA", text: "A small one", thread: "1.0" },
    ]);
    await keep("letters");
    await page.getByText("There is a conversation called letters already.").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();

    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("menuitem", { name: "Recorded conversations" }).click();
    await page.getByRole("button", { name: "Play it again" }).click();
    await page.getByText("The same as it was recorded.").waitFor();
  });

  test("is nothing that an employee can keep", async () => {
    const { url } = await bare({ conversations: tmpdir() });
    const page = await visit(url);
    await page.getByRole("button", { name: "Settings" }).click();
    expect(await page.getByRole("menuitem", { name: "Recorded conversations" }).count()).toBe(0);
  });
});
