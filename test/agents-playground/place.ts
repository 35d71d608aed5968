import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

export const version = "0.2.28";
export const folder = join(resolve(import.meta.dirname, "../.."), "node_modules/.cache/agents-playground");
export const binary = join(folder, "node_modules/.bin/agentsplayground");
export const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

/** Why it can't be driven here; undefined when it can. */
export const missing =
  chromium === undefined
    ? "there is no Chromium on this machine"
    : existsSync(binary)
      ? undefined
      : "Microsoft's Agents Playground is not installed: node test/agents-playground/install.ts";
