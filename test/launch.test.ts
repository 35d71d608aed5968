import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

vi.setConfig({ testTimeout: 60_000 }); // each starts processes

const root = fileURLToPath(new URL("..", import.meta.url));
const good = process.execPath;
let bare: string; // a project without node_modules
let full: string; // a project with them

beforeAll(() => {
  bare = project();
  full = project();
  symlinkSync(join(root, "node_modules"), join(full, "node_modules"), "junction");
});
afterAll(() => {
  for (const folder of [bare, full]) rmSync(folder, { recursive: true });
});

function project(): string {
  const folder = mkdtempSync(join(tmpdir(), "counterweight-launch-"));
  mkdirSync(join(folder, "src", "core"), { recursive: true });
  mkdirSync(join(folder, "src", "playground", "page"), { recursive: true });
  cpSync(join(root, "src", "launch.mjs"), join(folder, "src", "launch.mjs"));
  for (const file of [
    "tsconfig.json",
    "src/core/tsconfig.json",
    "src/playground/page/tsconfig.json",
    "biome.json",
    ".oxlintrc.json",
  ]) {
    cpSync(join(root, file), join(folder, file));
  }
  const args = "process.argv.slice(2).join(); // what main.ts was started with\n";
  writeFileSync(join(folder, "package.json"), '{\n  "type": "module"\n}\n');
  writeFileSync(join(folder, "src", "main.ts"), `const args: string = ${args}console.log(\`main \${args}\`);\n`);
  writeFileSync(
    join(folder, "other.ts"),
    `const args: string = ${args}console.log(\`other \${args}\`);\nprocess.exitCode = 7;\n`,
  );
  writeFileSync(join(folder, "src", "core", "one.ts"), "export const one = 1;\n");
  writeFileSync(join(folder, "src", "playground", "page", "one.tsx"), "export const one = 1;\n");
  writeFileSync(join(folder, "good.test.ts"), 'import { test } from "vitest";\n\ntest("is good", () => {});\n');
  return folder;
}

function launch(
  folder: string,
  args: string[],
  { node = good, env = {} }: { node?: string; env?: NodeJS.ProcessEnv } = {},
) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|CI$|NODE_ENV|NODE_OPTIONS)/.test(name));
  const { status, stdout, stderr } = spawnSync(node, [join(folder, "src", "launch.mjs"), ...args], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), NO_COLOR: "1", ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr, last: stdout.trimEnd().split("\n").at(-1) };
}

/** A Node before 22.18: one of this machine's, or a good one that pretends. */
function oldNode(): { node: string; env: NodeJS.ProcessEnv } {
  const nodes = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "node"));
  const old = nodes.find((node) => {
    if (dirname(node).endsWith(".bin") || !existsSync(node)) return false;
    const [major = 0, minor = 0] = spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" })
      .stdout.split(".")
      .map(Number);
    return major < 22 || (major === 22 && minor < 18);
  });
  return old === undefined ? { node: good, env: { COUNTERWEIGHT_PRETEND_NODE: "20.20.2" } } : { node: old, env: {} };
}

test("a Node too old for TypeScript, with no better one beside the project, is told what to do", () => {
  for (const args of [["start"], ["ask", "x"], ["--test"], ["--run", "other.ts"]]) {
    const { status, stdout, stderr } = launch(bare, args, oldNode());
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^This is Node \d+\.\d+\.\d+, and Counterweight needs 22\.18 or later: run `npm ci`.+\n$/);
  }
});

test.for(["20.20.2", "22.17.1", "23.5.0"])("Node %s counts as too old", (version) => {
  expect(launch(bare, ["start"], { env: { COUNTERWEIGHT_PRETEND_NODE: version } }).status).toBe(2);
});

test.for(["22.18.0", "23.6.0", "24.0.0", "26.1.0"])("Node %s counts as good", (version) => {
  expect(launch(bare, ["ask"], { env: { COUNTERWEIGHT_PRETEND_NODE: version } }).stdout).toBe("main ask\n");
});

// On machines for which npm has no Node (macOS), nothing is beside the project to start.
test("an old Node starts the good one beside the project, and ends as that ends", () => {
  const beside = existsSync(join(root, "node_modules", ".bin", "node"));
  const { status, stdout } = launch(full, ["--run", "other.ts", "a", "b c"], oldNode());
  expect({ status, stdout }).toEqual(beside ? { status: 7, stdout: "other a,b c\n" } : { status: 2, stdout: "" });
});

test("commands and their arguments reach main.ts as they are", () => {
  expect(launch(bare, ["ask", "--json", "Rent or pay?"])).toMatchObject({
    status: 0,
    stdout: "main ask,--json,Rent or pay?\n",
  });
  expect(launch(bare, [])).toMatchObject({ status: 0, stdout: "main \n" });
});

test("--run without a file is wrong use", () => {
  expect(launch(bare, ["--run"])).toMatchObject({ status: 2, stderr: expect.stringContaining("--run FILE") });
});

test("--test runs every check, then the tests, and ends with one plain line", () => {
  const { status, stdout, last } = launch(full, ["--test"]);
  expect(stdout.match(/^(ok|FAILED) .*/gm)).toEqual(
    ["types", "types of src/core", "types of the page", "lint", "format"].map((is) => `ok      ${is}`),
  );
  expect({ status, last }).toEqual({ status: 0, last: "1 passed, 0 failed" });
});

test("--test counts what fails: checks, tests and files that cannot be read", () => {
  const folder = project();
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  writeFileSync(join(folder, "src", "core", "two.ts"), "export const two: string = process.pid;\n");
  writeFileSync(
    join(folder, "bad.test.ts"),
    'import { expect, test } from "vitest";\n\ntest("is bad", () => expect(1).toBe(2));\n',
  );
  writeFileSync(join(folder, "unread.test.ts"), 'import "./nothing.js";\n');
  const { status, stdout, last } = launch(folder, ["--test"]);
  rmSync(folder, { recursive: true });
  expect(stdout).toContain("FAILED  types of src/core");
  // Both type checks (the file is in both), a test and a file.
  expect({ status, last }).toEqual({ status: 1, last: "1 passed, 4 failed" });
});

test("--test with arguments runs those tests and no checks; skipped ones fail where CI is true", () => {
  writeFileSync(
    join(full, "skips.test.ts"),
    'import { test } from "vitest";\n\ntest("runs", () => {});\ntest.skip("skips", () => {});\n',
  );
  const here = launch(full, ["--test", "skips.test.ts"]);
  const ci = launch(full, ["--test", "skips.test.ts"], { env: { CI: "true" } });
  rmSync(join(full, "skips.test.ts"));
  expect(here.stdout).not.toContain("ok      types");
  expect({ status: here.status, last: here.last }).toEqual({ status: 0, last: "1 passed, 0 failed, 1 skipped" });
  expect({ status: ci.status, last: ci.last }).toEqual({ status: 1, last: "1 passed, 1 failed, 1 skipped" });
});

test("--test that finds no test fails", () => {
  expect(launch(full, ["--test", "nothing-like-this"])).toMatchObject({ status: 1, last: "0 passed, 1 failed" });
});
