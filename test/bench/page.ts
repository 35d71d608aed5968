/** The playground's page: how big it is, how long a browser on this machine takes to show it, beside an empty page. */
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright-core";
import { type Bundle, bundlePage } from "../../src/playground/bundle.ts";
import { serve } from "../playground/browser/service.ts";

export interface PageBench {
  /** Compressed, of script and styles; and of the letters. */
  readonly kB: number;
  readonly lettersKB: number;
  readonly madeMs: number;
  /** From the address to the message field, median of several visits with an empty cache. */
  readonly shownMs: number;
  /** The same of a page with a message field and nothing else. */
  readonly emptyMs: number;
}

const visits = 7;
const executablePath = "/usr/bin/chromium";
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
const kBOf = ({ assets }: Bundle, what: RegExp): number =>
  Object.entries(assets).reduce(
    (sum, [name, { body, brotli = body }]) => sum + (what.test(name) ? brotli.length : 0),
    0,
  ) / 1_000;

/** Undefined where there is no browser. */
export async function benchPage(): Promise<PageBench | undefined> {
  if (!existsSync(executablePath)) return undefined;
  const bundle = await bundlePage();
  const served = await serve();
  const empty = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end('<!doctype html><textarea id="composer"></textarea>');
  }).listen(0, "127.0.0.1");
  await once(empty, "listening");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const timeOf = async (url: string): Promise<number> => {
    const times: number[] = [];
    for (let i = 0; i < visits; i += 1) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const started = performance.now();
      await page.goto(url);
      await page.locator("#composer").waitFor();
      times.push(performance.now() - started);
      await context.close();
    }
    return median(times);
  };
  try {
    return {
      kB: kBOf(bundle, /\.(?:js|css)$/),
      lettersKB: kBOf(bundle, /woff2$/),
      madeMs: bundle.madeInMs,
      emptyMs: await timeOf(`http://127.0.0.1:${(empty.address() as AddressInfo).port}/`),
      shownMs: await timeOf(`${served.url}/playground`),
    };
  } finally {
    await browser.close();
    empty.closeAllConnections();
    empty.close();
    await served.remove();
  }
}
