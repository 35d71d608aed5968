/** Costs, comparisons and flows, as a manager asks for them in the page. */
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import {
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

describe.skipIf(noBrowser)("costs in the page", () => {
  withBrowser();
  let served: Served;
  beforeAll(async () => {
    served = await serve({ LIMIT_PERSON_PER_MINUTE: "1000" });
    return () => served.remove();
  });

  /** Opens the form of a command. */
  async function opens(page: Page, command: string, title: string): Promise<{ form: Locator; title: Locator }> {
    await say(page, command);
    const form = page.getByRole("dialog");
    const heading = form.getByRole("heading", { name: title });
    await heading.waitFor();
    return { form, title: heading };
  }

  test("a comparison of nothing is refused in view: the first error is seen, said, and in focus", async () => {
    const page = await visit(served.url);
    await say(page, "/weigh compare");
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "Compare" }).click();
    const error = form.getByRole("alert").filter({ hasText: "Choose what stands side by side" });
    await error.waitFor();
    await expect.poll(() => error.evaluate((each) => each.parentElement?.matches(":focus-within"))).toBe(true);
    const [at, box] = [await error.boundingBox(), await form.locator(".dialog-body").boundingBox()];
    expect(at?.y).toBeGreaterThanOrEqual(box?.y ?? 0);
    expect((at?.y ?? 0) + (at?.height ?? 0)).toBeLessThan((box?.y ?? 0) + (box?.height ?? 0));
    expect(await form.getByRole("heading", { level: 2 }).isVisible()).toBe(true);
    await shot(page, "compare-error");
  });

  test("a workload is told in a form; the summary has its sentence, table and charts, is changed by a button, traced and exported", async () => {
    const page = await visit(served.url, { as: "Marco", context: { viewport: { width: 1360, height: 3400 } } });
    const { form } = await opens(page, "/weigh cost", "What does it cost?");
    await shot(page, "cost-form");
    await form.getByRole("textbox").first().fill("40k a day");
    await presses(form, "Reckon", form.getByRole("heading", { name: "Reckoned" }));
    await form.getByRole("button", { name: "Close" }).last().click();
    await opensDirect(page);
    const summary = messages(page).filter({ hasText: "At 40,000 requests a day" });
    await summary.waitFor();
    expect(await summary.getByRole("table").first().innerText()).toMatch(/low\s+expected\s+high\s+per 1,000 requests/);
    await summary.scrollIntoViewIfNeeded();
    await shot(page, "cost-summary");
    await summary.screenshot({ path: ".screenshots/cost-summary-whole.png" });

    await summary.getByRole("button", { name: "Double the volume" }).click();
    const doubled = messages(page).filter({ hasText: "At 80,000 requests a day" });
    await doubled.waitFor();
    expect(await messages(page).filter({ hasText: "At 40,000 requests a day" }).count()).toBe(0);
    await doubled.getByRole("button", { name: "Show the formula" }).click();
    const formula = page.locator("article.private").last();
    await formula.getByText("requestsPerDay").first().waitFor();
    await formula.screenshot({ path: ".screenshots/cost-formula.png" });
    await doubled.getByRole("button", { name: "Export CSV" }).click();
    await doubled.getByRole("button", { name: /1 reply/ }).click();
    await thread(page).getByText("cost.csv").first().waitFor();
    await shot(page, "cost-exported");
  });

  test("a comparison is chosen in a form and comes as a table; a way of building is drawn", async () => {
    const page = await visit(served.url);
    const { form } = await opens(page, "/weigh compare", "Side by side");
    await shot(page, "compare-form");
    await form.getByRole("checkbox", { name: "Closed", exact: true }).check();
    await form.getByRole("checkbox", { name: "Hybrid with a router" }).check();
    await form.getByRole("checkbox", { name: "Privacy and residency" }).check();
    await presses(form, "Compare", form.getByRole("heading", { name: "Compared" }));
    await form.getByRole("button", { name: "Close" }).last().click();
    await form.waitFor({ state: "detached" });
    await say(page, "/weigh draw hybrid router");
    await page.getByText("Router → Closed API: complex requests (leaves the company)").waitFor();
    await shot(page, "draw");
    await opensDirect(page);
    const table = messages(page).filter({ hasText: "Privacy and residency" }).getByRole("table");
    expect(await table.innerText()).toMatch(/Factor\s+Hybrid router\s+Closed API|Factor\s+Closed/);
    await page.getByText("flow.png").first().waitFor();
    await shot(page, "compare-and-flow");
  });
});
