/** Microsoft's own client in front of the service, as a person uses it: what it shows is what Teams is told. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { honest } from "../eval/honest.ts";
import { fakeLlmHere } from "../fakes/llm.ts";
import { drive, type Driven } from "./drive.ts";
import { missing } from "./place.ts";

describe.skipIf(missing !== undefined)(
  `in Microsoft's Agents Playground${missing === undefined ? "" : ` (${missing})`}`,
  () => {
    let on: Driven;
    beforeAll(async () => {
      on = await drive();
      on.page.setDefaultTimeout(30_000);
    });
    afterAll(() => on?.stop());

    const box = () => on.page.locator("[contenteditable=true][role=textbox]").first();
    const say = async (text: string): Promise<void> => {
      await box().fill(text);
      await box().press("Enter");
    };
    const button = (name: string) => on.page.getByRole("button", { name, exact: true }).last();
    const reads = (text: string) => on.page.getByText(text).last().waitFor();

    test("whoever adds it is greeted with questions to press", async () => {
      await on.page.getByText("Open-weight or closed language model?").first().waitFor();
      await on.page.getByRole("button", { name: "Is open-weight really cheaper?" }).first().waitFor();
    });

    test("an answer has its source as a chip, no label of an AI, and thumbs", async () => {
      await say("Is open-weight really cheaper?");
      await on.page.locator("a.fai-Citation").first().waitFor();
      await reads("Ask next:");
      expect(await on.page.getByText("AI generated").count()).toBe(0);
      await on.page.screenshot({ path: "node_modules/.cache/agents-playground/answer.png" });
    });

    test("a question to ask next is pressed, and answered", async () => {
      await on.page.getByRole("button", { name: "Is open source AI free?" }).last().click();
      await reads("Asked:");
    });

    test("a table is drawn", async () => {
      await say("Compare open and closed on privacy and upgrades");
      await on.page.locator(".ac-table, table, [role=table]").last().waitFor();
      await on.page.screenshot({ path: "node_modules/.cache/agents-playground/table.png" });
    });

    test("a cost summary has its charts drawn, in place of the tables that stand for them elsewhere", async () => {
      await say("cost 40k requests a day, 1500 in, 400 out, gpt-5.5 vs llama 70b");
      await button("Double the volume").waitFor();
      // Axes with their units, a bar for each way and volume, and the slices of what self-hosting consists of.
      const bars = on.page.locator("svg").filter({ hasText: "USD a month" }).last();
      await bars.scrollIntoViewIfNeeded();
      await bars.waitFor();
      expect((await bars.boundingBox())?.height).toBeGreaterThan(100);
      expect(await bars.locator("path").count()).toBeGreaterThan(8);
      await reads("GPU rent");
      await on.page.screenshot({ path: "node_modules/.cache/agents-playground/cost.png" });
      await button("Double the volume").click();
      await reads("Cost of 80,000 requests a day");
    });

    test("a thumb down asks why, and what is sent is taken", async () => {
      await button("Dislike").click();
      const form = on.page.getByRole("dialog");
      await form.getByRole("textbox").fill("the canary sum is off");
      await form.getByRole("button", { name: "Submit" }).click();
      await form.getByText("Thank you!").waitFor();
      await on.page.screenshot({ path: "node_modules/.cache/agents-playground/feedback.png" });
      await form.getByRole("button", { name: "Close" }).click();
      // Its log says what the service answered. Other than Teams, it does not tell which message the thumb was below, so
      // nothing more comes of it.
      expect(await on.page.getByText("invoke 200", { exact: true }).count()).toBeGreaterThan(0);
      expect(await on.page.getByText(/^invoke [345]/).count()).toBe(0);
    });

    test("a case is assessed by cards to the end, tried out, and found again", async () => {
      await say("assess: A clinic, patient letters must not leave the building. Two ML engineers.");
      await reads("What I understood");
      await button("Next").click();
      await reads("Does any of this apply?");
      await button("Next").click();
      await reads("answered, about");
      await button("Finish now").click();
      await reads("How sure:");
      await on.page.screenshot({ path: "node_modules/.cache/agents-playground/result.png" });
      await on.page
        .getByRole("button", { name: /^Try: / })
        .last()
        .click();
      await reads("I changed nothing.");
      await button("My assessments").click();
      await reads("Finished");
      await on.page.screenshot({ path: "node_modules/.cache/agents-playground/list.png" });
    });

    test("a mention in a group is answered there", async () => {
      await on.page.getByText("Model Council").first().click();
      await box().click();
      await box().pressSequentially("@");
      await on.page.getByRole("menuitem", { name: "Counterweight" }).click();
      await box().pressSequentially(" what is vendor lock-in?");
      await box().press("Enter");
      await on.page.screenshot({ path: "node_modules/.cache/agents-playground/group.png" });
      await reads("Vendor lock-in means depending on one provider");
      await reads("Ask next:");
    });

    test("nothing that was said is in the service's log", () => {
      expect(on.lines.join("\n")).not.toMatch(/patient|Two ML|cheaper\?|canary/);
    });
  },
);

describe.skipIf(missing !== undefined)("with a model that words answers, in Microsoft's Agents Playground", () => {
  test("an answer is announced, shown while it is written, and ends as one message with its label", async () => {
    const llm = await fakeLlmHere(async (body) => {
      await sleep(2_000); // long enough to be announced
      return honest(body);
    });
    const on = await drive({ LLM_OPEN_BASE_URL: llm.baseUrl, LLM_OPEN_MODEL: "scripted" });
    try {
      on.page.setDefaultTimeout(30_000);
      await on.page.getByText("Open-weight or closed language model?").first().waitFor();
      const box = on.page.locator("[contenteditable=true][role=textbox]").first();
      await box.fill("What is vendor lock-in?");
      await box.press("Enter");
      await on.page.getByText("Putting it into words from my sources").first().waitFor();
      await on.page.screenshot({ path: "node_modules/.cache/agents-playground/announced.png" });
      await on.page.getByText("Worded by scripted").first().waitFor();
      await on.page.getByText("AI generated").first().waitFor();
      await on.page.screenshot({ path: "node_modules/.cache/agents-playground/worded.png" });
      // Its log: begun with an id, gone on with, ended.
      for (const call of ["typing 201", "typing 202", "message 202"])
        expect(await on.page.getByText(call, { exact: true }).count()).toBeGreaterThan(0);
      expect(await on.page.getByText("Worded by scripted").count()).toBe(1);
    } finally {
      await on.stop();
    }
  });
});
