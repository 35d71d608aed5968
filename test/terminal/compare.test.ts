import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { tablesFor } from "../../src/advisor/tables.ts";
import { runCompare } from "../../src/terminal/compare.ts";
import { runDraw } from "../../src/terminal/draw.ts";
import { realKnowledge } from "../support/real-knowledge.ts";

const kb = await realKnowledge();
async function printed(run: (io: { stdout: PassThrough; stderr: PassThrough }) => Promise<number>) {
  const io = { stdout: new PassThrough(), stderr: new PassThrough() };
  const [out, err] = [io.stdout.toArray(), io.stderr.toArray()];
  const code = await run(io);
  io.stdout.end();
  io.stderr.end();
  return { code, out: (await out).join(""), err: (await err).join("") };
}
const compare = (ids: readonly string[], factors: readonly string[] = [], json = false) =>
  printed((io) => runCompare({ made: tablesFor(ids, factors, kb), json, io }));

describe("compare", () => {
  test("prints tables that fit a terminal", async () => {
    const { code, out } = await compare(["open", "closed"], ["privacy"]);
    expect([code, out.split("\n")[0]]).toEqual([0, "Open-weight / Closed: privacy and residency"]);
    expect(out).toContain("Privacy and residency");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test("prints one object, with the sources of every cell", async () => {
    const { out } = await compare(["closed_api", "gpt-5.5"], ["privacy"], true);
    const { tables } = JSON.parse(out) as { tables: { columns: string[]; rows: string[][]; sources: string[][][] }[] };
    expect(tables.map(({ columns }) => columns.length)).toEqual([3, 2]);
    for (const { rows, sources } of tables)
      expect(sources.map((row) => row.length)).toEqual(rows.map((row) => row.length));
    expect(JSON.stringify(tables[1]?.sources)).toContain("2026-07-01: anomalyco/models.dev");
  });

  test("says of each cell whether it is contested and what it rests on, and below how", async () => {
    const { out } = await compare(["closed-api", "open-on-premises"], ["privacy"]);
    const plain = out.replaceAll(/[│─┼\s]+/g, " ");
    expect(plain.match(/\(contested\)/g)).toHaveLength(2);
    expect(plain).toContain("Contested (Privacy and residency, Open on premises): Absolute privacy is one");
    expect(plain).toMatch(/From: \[a\] .*Course article/);
    const { tables } = JSON.parse((await compare(["closed-api", "open"], ["privacy"], true)).out) as {
      tables: { rows: string[][] }[];
    };
    expect(tables[0]?.rows[0]?.slice(1)).toEqual([
      expect.stringMatching(/ \(contested\)$/),
      expect.stringMatching(/ \(contested\)$/),
    ]);
  });

  test("says what is not there, and ends with 2", async () => {
    expect(await compare(["nothing at all"])).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringContaining("“nothing at all”") as string,
    });
  });
});

describe("draw", () => {
  const draw = (name: string, out?: string) => {
    const written: string[] = [];
    return printed((io) =>
      runDraw({
        name,
        architectures: [...kb.catalog.architectures.values()],
        out,
        draw: async () => new Uint8Array(3),
        write: async (path, png) => void written.push(`${path} ${png.length}`),
        io,
      }),
    ).then((run) => ({ ...run, written }));
  };

  test("prints who sends what where, and writes the picture where it was asked to", async () => {
    expect(await draw("closed-api", "a.png")).toEqual({
      code: 0,
      out: "Closed model through the vendor's API\n1. Your application → Vendor: the prompt (input tokens) (leaves the company)\n2. Vendor: runs the hidden model\n3. Vendor → Your application: the answer (output tokens)\n",
      err: "",
      written: ["a.png 3"],
    });
    expect((await draw("closed-api")).written).toEqual([]);
  });

  test.for([
    ["sealed in house", "Sealed in-house inference"],
    ["Sealed-In-House", "Sealed in-house inference"],
    ["an air gapped setup", "Sealed in-house inference"],
    ["hybrid router", "Hybrid with a router"],
    ["our private cloud", "private cloud"],
    ["on premise", "on premises"],
    ["fallback", "fallback"],
  ] as const)("takes the name that people say: %s", async ([said, title]) => {
    const { code, out } = await draw(said);
    expect(code).toBe(0);
    expect(out.split("\n")[0]?.toLowerCase()).toContain(title.toLowerCase());
  });

  test.for([
    ["api", /Did you mean closed api, or .*\? There are/],
    ["sealed in hose", /Did you mean sealed in-house\?/i],
    ["bananas", /no picture of “bananas”\. There are/],
  ] as const)("says what may have been meant: %s", async ([said, says]) => {
    const { code, err } = await draw(said);
    expect(code).toBe(2);
    expect(err).toMatch(says);
  });

  test("says what there is to draw", async () => {
    expect(await draw("nothing")).toMatchObject({ code: 2, err: expect.stringContaining("hybrid-router") as string });
  });
});
