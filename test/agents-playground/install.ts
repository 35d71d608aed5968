/**
 * Puts Microsoft's Agents Playground beside the project's packages, outside of the lock file: its licence lets one use it,
 * not pass it on. `node test/agents-playground/install.ts`; `npm ci` takes it away again.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { folder, version } from "./place.ts";

mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/package.json`, '{"private":true}\n');
const args = ["install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts"];
execFileSync("npm", [...args, `@microsoft/m365agentsplayground@${version}`], { cwd: folder, stdio: "inherit" });
