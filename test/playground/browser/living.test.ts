/** What changes under the page: knowledge on the disk, and the service itself. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { asks, goes, messages, noBrowser, say, serve, type Served, thread, visit, withBrowser } from "./support.ts";

describe.skipIf(noBrowser)("the service under the page", () => {
  withBrowser();
  let served: Served;
  beforeAll(async () => {
    served = await serve();
    return () => served.remove();
  });
  const version = async (): Promise<string> =>
    /knowledge_info{[^}]*version="(\w+)"/.exec(await (await fetch(`${served.url}/metrics`)).text())?.[1] ?? "";
  /** Changes an entry, and waits until the service has noticed. */
  const edit = async (change: (text: string) => string, noticed: () => Promise<boolean>): Promise<void> => {
    const file = join(served.knowledge, "entries/lora.md");
    writeFileSync(file, change(readFileSync(file, "utf8")));
    await expect.poll(noticed, { timeout: 20_000 }).toBe(true);
  };
  const warnings = async (): Promise<string> =>
    JSON.stringify(((await (await fetch(`${served.url}/readyz`)).json()) as { warnings: unknown }).warnings);

  test("an admin's edit on the disk is in the next answer; a broken file is reported, and the old answer stays", async () => {
    const page = await visit(served.url, { as: "Ada" });
    expect(await (await asks(page, "what is LoRA?")).innerText()).toMatch(/main route to specialist quality/);
    const before = await version();
    expect(before).not.toBe("");
    await edit(
      (text) => text.replace("main route to specialist quality", "well-trodden road to specialist quality"),
      async () => (await version()) !== before,
    );
    expect(await (await asks(page, "what is LoRA?")).innerText()).toMatch(/well-trodden road/);
    await edit(
      (text) => text.replace("side: open\n", "side: sideways\n").replace("well-trodden road", "dead end"),
      async () => (await warnings()).includes("lora.md"),
    );
    expect(await (await asks(page, "what is LoRA?")).innerText()).toMatch(/well-trodden road/);
    await goes(page, "model-choice");
    await say(page, "/weigh admin status");
    await page
      .locator("article.private")
      .getByText(/lora\.md/)
      .first()
      .waitFor();
    await edit(
      (text) => text.replace("side: sideways\n", "side: open\n"),
      async () => !(await warnings()).includes("lora.md"),
    );
  });

  test("a killed bot is missed by the page, which goes on where it was once the bot is back", async () => {
    const page = await visit(served.url, { as: "Marco" });
    await goes(page, "model-choice");
    await say(page, "@Counterweight what is vendor lock-in?");
    await messages(thread(page)).nth(1).waitFor();
    // What was said in the last moment may be lost: the file is written a moment later.
    await expect.poll(() => readFileSync(served.kept, "utf8")).toMatch(/What vendor lock-in means/);
    await served.kill();
    await page.getByText("The playground is away").waitFor();
    await say(page, "@Counterweight what is RAG?");
    await page.getByText("The playground does not answer").waitFor();
    expect(await page.locator("#composer").inputValue()).toBe("@Counterweight what is RAG?");
    await served.start();
    await page.getByText("The playground is away").waitFor({ state: "detached", timeout: 30_000 });
    await page.locator("#composer").press("Enter");
    await page.getByRole("button", { name: "1 reply" }).nth(1).waitFor();
    await page.getByRole("button", { name: "1 reply" }).first().waitFor();
  });
});
