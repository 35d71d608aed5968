/**
 * The page, made of `page/` for browsers: a script, what it fetches only when it is wanted (how messages are drawn as in
 * Teams, a fifth of it), one style sheet, fonts. Made when the first start after a change
 * needs it, in about half a second, and kept beside the packages.
 */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { type Asset, cache, keep, readAll, types } from "./bundle-store.ts";

export interface Bundle {
  /** Changes with every byte. */
  readonly version: string;
  readonly assets: Readonly<Record<string, Asset>>;
  /** How long it took to make; 0 when it was made before. */
  readonly madeInMs: number;
}

const here = join(import.meta.dirname, "page");
const root = resolve(import.meta.dirname, "../..");
const weights = ["400-normal", "400-italic", "700-normal", "900-normal"];
/** React asks for it by this name; the page has no environment. */
const envName = ["process", "env", "NODE_ENV"].join(".");

/** What the page is made of, as one number. */
function versionOf(): string {
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  // What the page shares with its server lies beside this file.
  const files = globSync(["*.ts", "page/**/*.{ts,tsx,css}"], { cwd: import.meta.dirname }).sort();
  for (const file of files) hash.update(readFileSync(join(import.meta.dirname, file)));
  return hash.digest("hex").slice(0, 16);
}

/** @throws MissingPackages where only the service's own packages are installed */
export async function bundlePage(): Promise<Bundle> {
  const version = versionOf();
  const folder = join(cache, version);
  const started = performance.now();
  const kept = readAll(folder);
  if (kept) return { version, assets: kept, madeInMs: 0 };
  const files = await make();
  const assets = Object.fromEntries(
    await Promise.all(Object.entries(files).map(async ([name, body]) => [name, await assetOf(name, body)] as const)),
  );
  keep(folder, assets);
  return { version, assets, madeInMs: performance.now() - started };
}

export class MissingPackages extends Error {
  override readonly name = "MissingPackages";
}

async function make(): Promise<Record<string, Buffer>> {
  const require = createRequire(import.meta.url);
  try {
    const { rolldown } = await import("rolldown");
    const built = await rolldown({
      input: join(here, "main.tsx"),
      platform: "browser",
      transform: { jsx: { runtime: "automatic" }, define: { [envName]: '"production"' } },
      logLevel: "silent",
    });
    const { output } = await built.generate({
      format: "esm",
      minify: true,
      entryFileNames: "app.js",
      chunkFileNames: "[name].js",
    });
    await built.close();
    const scripts = output.flatMap((each) => (each.type === "chunk" ? [[each.fileName, Buffer.from(each.code)]] : []));
    const theirs = readFileSync(require.resolve("slack-blocks-to-jsx/dist/style.css"), "utf8")
      // It insists on the system's letters; ours are the page's.
      .replaceAll(/font-family:-apple-system[^;}]*!important/g, "font-family:inherit");
    const ours = globSync("style/*.css", { cwd: here })
      .sort()
      .map((file) => readFileSync(join(here, file), "utf8"));
    const fonts = dirname(require.resolve("@fontsource/lato/package.json"));
    return {
      ...Object.fromEntries(scripts),
      "app.css": Buffer.from([theirs, ...ours].join("\n")),
      ...Object.fromEntries(
        weights.map((weight) => [
          `lato-${weight}.woff2`,
          readFileSync(join(fonts, "files", `lato-latin-${weight}.woff2`)),
        ]),
      ),
    };
  } catch (error) {
    if (/^(?:ERR_)?MODULE_NOT_FOUND$/.test(String((error as { code?: unknown }).code))) throw new MissingPackages();
    throw error;
  }
}

const compress = promisify(brotliCompress);
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

async function assetOf(name: string, body: Buffer): Promise<Asset> {
  const type = types[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  return name.endsWith(".woff2") ? { type, body } : { type, body, brotli: await compress(body, quality) };
}
