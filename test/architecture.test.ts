import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const src = join(root, "src");
const files = globSync("**/*.{ts,tsx,css,mjs}", { cwd: src }).sort();
const mostLines = 250;
const mostMedianLines = 80;

const textOf = (file: string): string => readFileSync(join(src, file), "utf8");
const linesOf = (file: string): number => textOf(file).split("\n").length - 1;
/** The folder below `src`; files beside `main.ts` wire rooms together and are their own room, `main`. */
const roomOf = (file: string): string => (file.includes("/") ? (file.split("/")[0] ?? "") : "main");
const importsOf = (file: string): string[] =>
  (file.endsWith(".css")
    ? []
    : [
        ...textOf(file).matchAll(
          /^(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm,
        ),
      ]
  ).map((match) => match[1] ?? match[2] ?? match[3] ?? "");

interface Import {
  readonly file: string;
  readonly of: string;
  /** The room, for our own files; the name, for packages and Node's modules. */
  readonly to: string;
  readonly own: boolean;
}
const imports: Import[] = files.flatMap((file) =>
  importsOf(file).map((of) => {
    const own = of.startsWith(".");
    const to = own ? roomOf(relative(src, resolve(src, dirname(file), of)).replaceAll("\\", "/")) : of;
    return { file, of, to, own };
  }),
);
const said = ({ file, of }: Import): string => `${file} imports ${of}`;

/** Every runtime dependency has one home; what is not listed may be imported by main's files only. */
const homes: Readonly<Record<string, readonly string[]>> = {
  "@azure/core-rest-pipeline": ["teams"],
  "@microsoft/teams.cards": ["teams"],
  "@slack/bolt": ["slack"],
  "@slack/types": ["slack"],
  "@resvg/resvg-js": ["drawing"],
  adaptivecards: ["playground"],
  botbuilder: ["teams"],
  commander: ["main"],
  "echarts/dist/echarts.esm.min": ["drawing"],
  express: ["main", "slack", "teams"],
  kysely: ["store"],
  "kysely/migration": ["store"],
  micromark: ["playground"],
  openai: ["llm"],
  pg: ["store"],
  pino: ["main"],
  "prom-client": ["main"],
  react: ["playground"],
  "react-dom/client": ["playground"],
  rolldown: ["playground"],
  "slack-blocks-to-jsx": ["playground"],
  "snowball-stemmers": ["main"],
  undici: ["slack"],
  yaml: ["knowledge"],
  zod: ["knowledge", "llm", "main"],
};

describe("who may import whom", () => {
  test("core imports only core: no package, no Node module, no other room", () => {
    expect(imports.filter((i) => roomOf(i.file) === "core" && !(i.own && i.to === "core")).map(said)).toEqual([]);
  });

  test("every room imports only itself and core; only main's files import rooms", () => {
    const across = imports.filter(
      (i) => i.own && roomOf(i.file) !== "main" && i.to !== roomOf(i.file) && i.to !== "core",
    );
    expect(across.map(said)).toEqual([]);
  });

  test("every package is imported only by its home", () => {
    const packages = imports.filter(
      (i) =>
        !i.own && !i.of.startsWith("node:") && !["child_process", "fs", "module", "os", "path", "url"].includes(i.of),
    );
    expect(packages.filter((i) => !(homes[i.of] ?? []).includes(roomOf(i.file))).map(said)).toEqual([]);
  });

  test("botbuilder and what it brings are in one folder, so that a successor costs no more", () => {
    const brought = imports.filter((i) => /^(botbuilder|botframework|@azure\/)/.test(i.of));
    expect(brought.length).toBeGreaterThan(0);
    expect(brought.filter((i) => !i.file.startsWith("teams/botbuilder/")).map(said)).toEqual([]);
    const into = imports.filter(
      (i) => i.own && i.of.includes("botbuilder/") && !i.file.startsWith("teams/botbuilder/"),
    );
    expect(into.map(said)).toEqual(["teams/app.ts imports ./botbuilder/transport.ts"]);
  });

  test("only config reads the environment", () => {
    const readers = files.filter(
      (file) => /process\.env/.test(textOf(file)) && !["config.ts", "launch.mjs"].includes(file),
    );
    // main hands the whole environment to config, once.
    expect(readers).toEqual(["main.ts"]);
    expect(textOf("main.ts").match(/process\.env/g)).toHaveLength(1);
  });
});

describe("budgets", () => {
  test(`no file has more than ${mostLines} lines`, () => {
    expect(files.filter((file) => linesOf(file) > mostLines).map((file) => `${file}: ${linesOf(file)}`)).toEqual([]);
  });

  test(`the median file has at most ${mostMedianLines} lines`, () => {
    const sorted = files.map(linesOf).toSorted((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(mostMedianLines);
  });
});

describe("the project's files", () => {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
    optionalDependencies: Record<string, string>;
    "we-have-these-dependencies-because": Record<string, string>;
  };

  // The playground is for trying things out: what it needs besides is not installed where others use the service.
  const forThePlayground = Object.keys(manifest.devDependencies).filter(
    (name) => name === "@fontsource/lato" || imports.some(({ of }) => of === name || of.startsWith(`${name}/`)),
  );

  const typesAlone = ["@microsoft/teams.cards", "@slack/types"];

  test("every dependency of what is in src has its reason, and nothing else has", () => {
    const used = [
      ...Object.keys(manifest.dependencies),
      ...forThePlayground.filter((name) => !typesAlone.includes(name)),
    ];
    expect(Object.keys(manifest["we-have-these-dependencies-because"]).sort()).toEqual(used.sort());
  });

  test("what only the playground needs is imported by it alone, and by its page but for the bundler", () => {
    const page = imports.filter((i) =>
      /^(?:adaptivecards|micromark|react|react-dom|slack-blocks-to-jsx)(?:$|\/)/.test(i.of),
    );
    expect(page.filter((i) => !i.file.startsWith("playground/page/")).map(said)).toEqual([]);
    expect(imports.filter((i) => i.of === "rolldown").map((i) => i.file)).toEqual(["playground/bundle.ts"]);
  });

  test("every version is exact", () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test("the lock file names no download address", () => {
    expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toMatch(/"resolved"/);
  });
});
