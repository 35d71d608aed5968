import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { inflateRawSync, inflateSync } from "node:zlib";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { commands, commandTitles, parse } from "../../src/teams/commands.ts";
import { languageOf, schemaVersions, type SchemaVersion, teamsManifest } from "../../src/teams/manifest.ts";
import { run } from "../support/service.ts";

const root = resolve(import.meta.dirname, "../..");
const appId = "11111111-2222-3333-4444-555555555555";
const address = "https://advisor.example";

// Microsoft's own schemas, as its package brings them.
const build = dirname(createRequire(import.meta.url).resolve("@microsoft/app-manifest"));
const folder = join(build.slice(0, build.lastIndexOf("build") + "build".length), "json-schemas/teams");
const schemaOf = (version: SchemaVersion, name = "MicrosoftTeams") =>
  JSON.parse(readFileSync(join(folder, `v${version}/${name}.schema.json`), "utf8")) as object;
function problemsOf(schema: object, value: object): string[] {
  const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}
const manifestOf = (version: SchemaVersion) => teamsManifest({ appId, address, version });

describe.for(schemaVersions)("the manifest of version %s", (version) => {
  test("is one by Microsoft's schema, and so is its language file", () => {
    expect(problemsOf(schemaOf(version), manifestOf(version))).toEqual([]);
    const language = languageOf(manifestOf(version), version);
    expect(problemsOf(schemaOf(version, "MicrosoftTeams.Localization"), language)).toEqual([]);
  });

  test("would not be with one field too many, or one too few", () => {
    const { name: _, ...without } = manifestOf(version);
    expect(problemsOf(schemaOf(version), { ...manifestOf(version), ours: 1 })).not.toEqual([]);
    expect(problemsOf(schemaOf(version), without)).not.toEqual([]);
  });

  test("has at most ten commands for each place, which is what clients show", () => {
    for (const { commands: list } of manifestOf(version).bots[0]?.commandLists ?? [])
      expect(list.length).toBeLessThanOrEqual(10);
  });

  test("says in its language file every sentence that people read, by its path", () => {
    const manifest = manifestOf(version);
    for (const [path, said] of Object.entries(languageOf(manifest, version))) {
      if (path === "$schema") continue;
      const found = path
        .split(/[.[\]]+/)
        .filter(Boolean)
        .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], manifest);
      expect(found).toBe(said);
    }
  });
});

test("slash commands, prompts and messages for one person are in the newer one alone", () => {
  const words = ["slash", "prompt", "supportsTargetedMessages"];
  const has = (version: SchemaVersion) =>
    words.map((word) => JSON.stringify(manifestOf(version)).includes(`"${word}"`));
  expect([has("1.29"), has("1.25")]).toEqual([
    [true, true, true],
    [false, false, false],
  ]);
});

test("every command of the menus is one, or a question that is answered; none that we know is missing", () => {
  const known = commandTitles
    .map(({ title }) => parse(title))
    .flatMap((each) => (each.kind === "command" ? each.name : []));
  // Typed by hand alone: a code is no menu's, and clients show ten of a menu, which are taken.
  expect([...known, "link", "route"].toSorted()).toEqual(Object.keys(commands).toSorted());
});

test("manifests/teams holds what the command prints: write it anew when this fails", async () => {
  for (const version of schemaVersions) {
    const { output, done } = run(["manifest", "teams", "--schema", version], {});
    expect(await done).toBe(0);
    expect(readFileSync(join(root, `manifests/teams/manifest-${version}.json`), "utf8")).toBe(output.out);
  }
});

describe("the package", () => {
  const files = async (args: readonly string[] = [], env = {}): Promise<Map<string, Buffer>> => {
    const at = await mkdtemp(join(tmpdir(), "package-"));
    try {
      const { output, done } = run(["manifest", "teams", "--zip", join(at, "app.zip"), ...args], env);
      expect([await done, output.err]).toEqual([0, ""]);
      expect(output.out).toContain("is written. Upload it");
      return unzip(await readFile(join(at, "app.zip")));
    } finally {
      await rm(at, { recursive: true });
    }
  };

  test("holds the manifest with the app's id, the language file and both icons in their sizes", async () => {
    const found = await files([], { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: "x", TEAMS_TENANT_ID: appId });
    expect([...found.keys()]).toEqual(["manifest.json", "en-us.json", "color.png", "outline.png"]);
    const manifest = JSON.parse(String(found.get("manifest.json"))) as ReturnType<typeof teamsManifest>;
    expect([manifest.id, manifest.bots[0]?.botId]).toEqual([appId, appId]);
    expect(problemsOf(schemaOf("1.29"), manifest)).toEqual([]);
    const [color, outline] = ["color.png", "outline.png"].map((name) => pixels(found.get(name) ?? Buffer.alloc(0)));
    expect([color?.width, color?.height, outline?.width, outline?.height]).toEqual([192, 192, 32, 32]);
    // As Teams wants them: one full to its edges, the other white on nothing.
    expect(color?.all.every(([, , , alpha]) => alpha === 255)).toBe(true);
    expect(outline?.all.every(([r, g, b]) => r === 255 && g === 255 && b === 255)).toBe(true);
    expect(new Set(outline?.all.map(([, , , alpha]) => alpha)).size).toBeGreaterThan(2);
  });

  test("is of the older version when that is asked for", async () => {
    const found = await files(["--app-id", appId, "--schema", "1.25", "--address", "https://a.example/x/"]);
    const manifest = JSON.parse(String(found.get("manifest.json"))) as ReturnType<typeof teamsManifest>;
    expect([manifest.manifestVersion, manifest.developer.websiteUrl]).toEqual(["1.25", "https://a.example/x"]);
  });
});

/** By the directory at its end, as unzip reads it. */
function unzip(zip: Buffer): Map<string, Buffer> {
  const end = zip.length - 22;
  expect(zip.toString("latin1", end, end + 4)).toBe("PK\x05\x06");
  const found = new Map<string, Buffer>();
  for (let at = zip.readUInt32LE(end + 16); at < end; ) {
    expect(zip.toString("latin1", at, at + 4)).toBe("PK\x01\x02");
    const [packed, size, name] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28)];
    const local = zip.readUInt32LE(at + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = inflateRawSync(zip.subarray(begin, begin + packed));
    expect(content.length).toBe(size);
    found.set(zip.toString("ascii", at + 46, at + 46 + name), content);
    at += 46 + name;
  }
  return found;
}

function pixels(png: Buffer) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString("ascii", at + 4, at + 8) === "IDAT")
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const rows = inflateSync(Buffer.concat(data));
  const all: number[][] = [];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = y * (1 + width * 4) + 1 + x * 4;
      all.push([...rows.subarray(at, at + 4)]);
    }
  return { width, height, all };
}
