/** A person at a browser: a real one, on the playground as `npm start` serves it, or on a stage without an app. */
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { type Playground, type PlaygroundOptions, startPlayground } from "../../../src/playground/playground.ts";

export { type Served, serve } from "./service.ts";

const root = resolve(import.meta.dirname, "../../..");
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
/** Where CI is true there has to be one: `.ci/run` installs it. */
export const noBrowser = executablePath === undefined && process.env["CI"] !== "true";
const shots = join(root, ".screenshots");
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

let browser: Browser | undefined;
/** One browser for a file of tests. */
export function withBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [...args, "--disable-component-update", "--disable-sync"],
    });
    mkdirSync(shots, { recursive: true });
  });
  afterAll(() => browser?.close());
}

export interface Visit {
  readonly as?: keyof typeof ids;
  readonly tour?: boolean;
  readonly context?: BrowserContextOptions;
}
const ids = { Emma: "U0EMMA", Marco: "U0MARCO", Ada: "U0ADA", Greta: "U0GRETA" } as const;

/** Opens the page as somebody. What the page logs as an error, or asks of another host, fails the test. */
export async function visit(url: string, { as = "Emma", tour = false, context = {} }: Visit = {}): Promise<Page> {
  if (!browser) throw new Error("no browser");
  const own = await browser.newContext({ viewport: { width: 1360, height: 860 }, ...context });
  const page = await own.newPage();
  page.setDefaultTimeout(15_000);
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => {
    // A server that is away is what some tests are about.
    if (message.type() === "error" && !/ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY/.test(message.text()))
      wrong.push(message.text());
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin && !request.url().startsWith("data:"))
      wrong.push(request.url());
  });
  await page.addInitScript(
    ({ who, over }) => {
      if (sessionStorage.getItem("playground.who") === null) sessionStorage.setItem("playground.who", who);
      if (over) localStorage.setItem("playground.tour", "over");
    },
    { who: ids[as], over: !tour },
  );
  onTestFinished(async ({ task }) => {
    if (task.result?.state === "fail")
      await shot(page, `failed-${task.name.slice(0, 60).replaceAll(/\W+/g, "-")}-${as}`);
    await own.close();
    expect(wrong).toEqual([]);
  });
  await page.goto(`${url}/playground`);
  await page.locator("#composer, .home").first().waitFor();
  return page;
}

/** Keeps a picture, for people to look at. */
export const shot = (page: Page, name: string): Promise<Buffer> =>
  page.screenshot({ path: join(shots, `${name}.png`) });

/** Types into a message field and sends it. */
export async function say(page: Page, text: string, field: Locator = page.locator("#composer")): Promise<void> {
  await field.fill(text);
  await field.press("Escape"); // suggestions, if there are any
  await field.press("Enter");
}
export const thread = (page: Page): Locator => page.getByRole("complementary", { name: "Thread" });
export const messages = (place: Page | Locator): Locator => place.locator("article.message");
/** Says something in #general, and waits for the answer in its thread. */
export async function asks(page: Page, text: string): Promise<Locator> {
  const close = page.getByRole("button", { name: "Close this side" });
  if (await close.isVisible()) await close.click(); // what is open is of an earlier question
  await say(page, `@Counterweight ${text}`);
  const answer = messages(thread(page)).nth(1);
  await answer.getByRole("group", { name: "Feedback" }).or(answer.getByRole("heading")).first().waitFor();
  return answer;
}
export const becomes = async (page: Page, who: keyof typeof ids): Promise<void> =>
  void (await page.getByLabel("You are").selectOption(ids[who]));
export const goes = (page: Page, place: string): Promise<void> =>
  page.getByRole("navigation", { name: "Workspace" }).getByRole("button", { name: place }).first().click();

/** Opens the direct messages with the app. */
export const opensDirect = (page: Page): Promise<void> =>
  page
    .getByRole("navigation", { name: "Workspace" })
    .getByRole("button", { name: /^Counterweight(?! home| in Teams)/ })
    .click();

/** Presses a button of a form, and once more where the app, on a busy machine, took longer than Slack waits. */
export async function presses(form: Locator, name: string, until: Locator): Promise<void> {
  const lost = form.getByText("We had some trouble connecting");
  for (let tries = 0; tries < 5; tries += 1) {
    await form.getByRole("button", { name, exact: true }).click();
    await until.or(lost).first().waitFor();
    if (await until.isVisible()) return;
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}
/** What axe-core finds of weight. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate("axe.run()")) as { violations: readonly Finding[] };
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}

export interface Bare {
  readonly url: string;
  readonly playground: Playground;
}
/** A stage without an app: what is posted is posted by the test. */
export async function bare(options: Partial<PlaygroundOptions> = {}): Promise<Bare> {
  const playground = await startPlayground({
    app: { name: "Counterweight", about: "Helps", commands: [], shortcuts: [], starters: ["What is LoRA?"] },
    log: () => {},
    ...options,
  });
  const server = createServer((request, response) => {
    request.url = (request.url ?? "").replace(/^\/playground/, "") || "/";
    void playground.handle(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    await playground.close();
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, playground };
}
