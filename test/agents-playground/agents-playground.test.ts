/** Microsoft's own client in front of the service, as a person uses it: what it shows is what Teams is told. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
      expect(on.lines.join("\n")).not.toMatch(/patient|Two ML|cheaper\?/);
    });
  },
);
