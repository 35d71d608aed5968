/** Where the page is kept once it is made: beside the packages that it is made of. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  /** The same, compressed by Brotli, where that helps. */
  readonly brotli?: Buffer;
}
/** Of everything that is kept; each version has its own folder. */
export const cache = join(
  resolve(import.meta.dirname, "../.."),
  "node_modules",
  ".cache",
  "counterweight",
  "playground",
);
export const types: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  woff2: "font/woff2",
};

/** All that was kept: it is there whole, or not at all. */
export function readAll(folder: string): Record<string, Asset> | undefined {
  try {
    const names = readdirSync(folder).filter((name) => !name.endsWith(".br"));
    return Object.fromEntries(
      names.map((name) => {
        const type = types[name.split(".").at(-1) ?? ""] ?? "";
        const body = readFileSync(join(folder, name));
        return [
          name,
          name.endsWith(".woff2") ? { type, body } : { type, body, brotli: readFileSync(join(folder, `${name}.br`)) },
        ];
      }),
    );
  } catch {
    return undefined; // not made yet, or swept away
  }
}

/** Keeps it for the next start, whole or not at all; where nothing can be written it is made again. */
export function keep(folder: string, assets: Readonly<Record<string, Asset>>): void {
  const half = `${folder}.${process.pid}`;
  try {
    rmSync(cache, { recursive: true, force: true });
    mkdirSync(half, { recursive: true });
    for (const [name, { body, brotli }] of Object.entries(assets)) {
      writeFileSync(join(half, name), body);
      if (brotli) writeFileSync(join(half, `${name}.br`), brotli);
    }
    renameSync(half, folder);
  } catch {
    rmSync(half, { recursive: true, force: true });
  }
}
