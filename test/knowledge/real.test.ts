import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { schemaFiles } from "../../src/knowledge/json-schema.ts";
import { kindOf, kinds } from "../../src/knowledge/kinds.ts";
import { type Loaded, loadKnowledge } from "../../src/knowledge/load.ts";
import { parseYaml } from "../../src/knowledge/parse.ts";
import { formatProblem } from "../../src/knowledge/problems.ts";
import { readKnowledge, type Snapshot } from "../../src/knowledge/read.ts";
import { coverageSchema } from "../../src/knowledge/schema.ts";
import { hashesOfSources, hashOf, runsFile, runsOf, sourcesFolder } from "./source-runs.ts";

const folder = resolve(import.meta.dirname, "../../knowledge");
let files: Snapshot;
let loaded: Loaded;

beforeAll(async () => {
  const read = await readKnowledge(folder);
  if (!read.ok) throw new Error(read.what);
  files = read.files;
  // Far enough on that no clock makes a review date a mistake; how old one may grow is for `knowledge check`.
  loaded = loadKnowledge(files, "2027-06-30", { unread: read.unread, coverage: true });
});

describe("the knowledge of this repository", () => {
  test("has no problem", () => {
    const dated = (what: string) => what.startsWith("the last review was");
    expect(loaded.problems.filter((p) => !dated(p.what)).map(formatProblem)).toEqual([]);
  });

  test("has files of every kind", () => {
    const there = new Set([...files.keys()].map(kindOf));
    expect(kinds.map((kind) => kind.name).filter((name) => !there.has(name))).toEqual([]);
  });

  test("tells every row of the sources and every tension between them", () => {
    const coverage = parseYaml("coverage.yaml", files.get("coverage.yaml") ?? "", coverageSchema);
    if (!coverage.ok) throw new Error(coverage.problems.map(formatProblem).join("\n"));
    const ids = Object.keys(coverage.parsed.data);
    const tensions = ids.filter((id) => id.startsWith("TEN-"));
    expect({ rows: ids.length - tensions.length, tensions: tensions.length }).toEqual({ rows: 313, tensions: 26 });
    const told = new Set(
      [...(loaded.catalog?.entries.values() ?? [])].flatMap((entry) => Object.values(entry.sources).flat()),
    );
    const missing = ids
      .filter((id) => !told.has(id))
      .map((id) => `${id}: ${coverage.parsed.data[id]?.statement ?? ""}`);
    expect(missing).toEqual([]);
  });

  test("copies no nine words in a row from its sources", () => {
    const theirs = new Set(JSON.parse(readFileSync(runsFile, "utf8")) as string[]);
    expect(theirs.size).toBeGreaterThan(5_000);
    const copied = [...files].flatMap(([path, text]) =>
      runsOf(text)
        .filter(({ words }) => theirs.has(hashOf(words)))
        .map(({ words, line }) => `${path}:${line}: "${words}" stands in a source; say it in other words`),
    );
    expect(copied).toEqual([]);
  });
});

test("the list of the sources' runs is that of the sources, where they stand beside the project", () => {
  const written = JSON.parse(readFileSync(runsFile, "utf8")) as string[];
  const remedy = "source-runs.json is stale: run `node test/knowledge/source-runs.ts`";
  const theirs = existsSync(sourcesFolder) ? hashesOfSources() : written;
  expect(written.join() === theirs.join(), remedy).toBe(true);
});

test("the schemas that editors complete from are fresh", () => {
  const schemas = join(folder, "schemas");
  const written = readdirSync(schemas).map((name) => [name, readFileSync(join(schemas, name), "utf8")] as const);
  const fresh = schemaFiles();
  const stale = [...fresh.keys()].filter((name) => new Map(written).get(name) !== fresh.get(name));
  const extra = written.map(([name]) => name).filter((name) => !fresh.has(name));
  expect([...stale, ...extra], "run `npm run counterweight -- knowledge schemas`").toEqual([]);
});
