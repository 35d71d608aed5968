import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { checkKnowledge } from "../../src/knowledge/findings.ts";
import { importPrices } from "../../src/knowledge/import-prices.ts";
import { sourceNameOf } from "../../src/knowledge/import-read.ts";
import { runImportPrices } from "../../src/terminal/import-prices.ts";
import { goodFolder, temporaryFolder, today } from "./folder.ts";

const list = (format: string): string => join(import.meta.dirname, "price-lists", `${format}.json`);

interface Given {
  readonly from: string;
  readonly folder?: string;
  readonly format?: string;
  readonly accept?: boolean;
  readonly write?: boolean;
  readonly json?: boolean;
  readonly on?: string;
}
async function run({ from, folder, on = today, format, accept = false, write = false, json = false }: Given) {
  const at = folder ?? (await goodFolder());
  const io = { stdout: new PassThrough(), stderr: new PassThrough() };
  const [out, err] = [io.stdout.toArray(), io.stderr.toArray()];
  const command = { from, folder: at, format, accept, write, json, today: on, import: importPrices };
  const code = await runImportPrices(command, io);
  io.stdout.end();
  io.stderr.end();
  const seller = await readFile(join(at, "endpoints/seller.yaml"), "utf8");
  return { code, out: (await out).join(""), err: (await err).join(""), folder: at, seller };
}
async function file(name: string, text: string): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, text);
  return path;
}

/** As no printer of YAML would write it. */
const oddFile = ({ small, ends = "", row = "" }: { small: string; ends?: string; row?: string }): string =>
  `# Their page
id:   seller
name: 'Seller'

batchDiscount: 0.5   # their terms
batchOnCached: true
endpoints:
  # the large one
  - modelId: "big-1"
    name: Big 1
    names: [ big ,  "large" ]
    kind: closed
    usdPerMTok:
      -   origin: vendor page
          inputUsdPerMTok: 3.00
          outputUsdPerMTok: 15   # dear
          asOf: '2026-11-01'
          source: a page with a name that is so long that a printer would break it in two, which nobody had asked it to do here
          note: >-
            folded
            over lines
          tiers:
            - aboveInputTokens: 100000
              inputUsdPerMTok: 6
              outputUsdPerMTok: 30
            # none above that
          # asked in November
${row}
  # the small one
  - modelId: maker/small-8b
    name: Small 8B
    kind: open-weight
    openModel: small-8b
    usdPerMTok:
      - origin: models.dev
        asOf:   ${small}   # read by hand
${ends}        inputUsdPerMTok: 5e-2
        outputUsdPerMTok: 0.10
        source: a page
`;

/** The list of models.dev with these for big-1, and what stands already for small-8b. */
const modelsDev = (cost: { input: number; output: number }): string =>
  JSON.stringify({
    seller: { models: { "big-1": { cost }, "maker/small-8b": { cost: { input: 0.05, output: 0.1 } } } },
  });

describe("a list of prices is told by its shape, and", () => {
  test.for([
    {
      format: "models.dev",
      says: [
        /^2 prices read as models\.dev; passed over: 1 no text model, 1 free, or part of a plan, 1 without a price, 1 withdrawn\.$/m,
        /^seller\/big-1: \$2\.5 \/ \$12 beside \$3 \/ \$15 \(vendor page, 2026-11-01\), 1\.25 times apart$/m,
        /^1 confirmed, 1 changed or new, 0 refused; 0 in the list are for no endpoint/m,
        /^seller\/big-1: sources differ by 25%, all stay, and the price is \$2\.5 to \$3 in, \$12 to \$15 out, \$0\.25 to \$0\.3 cached: \$2\.5 \/ \$12 \(models\.dev, 2026-11-22\), \$3 \/ \$15 \(vendor page, 2026-11-01\)$/m,
      ],
    },
    {
      format: "litellm",
      says: [
        /^2 prices read as litellm; passed over: 1 no text model\.$/m,
        /^seller\/big-1: \$3 \/ \$15 beside \$3 \/ \$15 \(vendor page, 2026-11-01\), the same$/m,
        /^REFUSED seller\/maker\/small-8b: \$0\.05 \/ \$0\.1 .* becomes \$0\.4 \/ \$0\.8, up to 8\.00 times: more than 5 times; look at it, and say --accept if it is right$/m,
      ],
    },
    {
      format: "openrouter",
      says: [
        /^1 prices read as openrouter; passed over: 1 without a price, 1 no text model\.$/m,
        /^seller\/big-1: \$3 \/ \$18 beside \$3 \/ \$15/m,
      ],
    },
    { format: "llm-prices", says: [/^1 prices read as llm-prices\.$/m, /^seller\/big-1: \$3 \/ \$15 beside/m] },
  ])("$format shows what would change, and writes nothing unasked", async ({ format, says }) => {
    const before = await run({ from: list(format) });
    for (const line of says) expect(before.out).toMatch(line);
    expect(before.out).toMatch(/^Nothing was written: add --write\.$/m);
    expect(before.seller).toContain("inputUsdPerMTok: 3\n");
    expect(before.seller.match(/origin: /g)).toHaveLength(2);
    expect(before.code).toBe(format === "litellm" ? 1 : 0);
  });
});

test.for([
  ["/srv/lists/prices.json", "litellm list in prices.json"],
  ["C:\\Users\\somebody\\prices.json", "litellm list in prices.json"],
  ["https://me:secret@example.com/lists/prices.json?key=secret", "https://example.com/lists/prices.json"],
] as const)("the source of a price names no folder of a machine and no secret of an address: %s", ([from, source]) =>
  expect(sourceNameOf(from, "litellm")).toBe(source),
);

describe("with --write", () => {
  test("a price of another origin stands beside the old one, dated and with its source, and the folder stays good", async () => {
    const from = list("litellm");
    const { out, seller, folder, code } = await run({ from, write: true });
    expect(code).toBe(1); // one was refused
    expect(out).toMatch(/^Written: endpoints\/seller\.yaml\./m);
    expect(seller).toContain("origin: vendor page");
    const row = seller.slice(seller.indexOf("origin: litellm"));
    for (const line of [
      "inputUsdPerMTok: 3\n",
      "outputUsdPerMTok: 15\n",
      "cachedInputUsdPerMTok: 0.3\n",
      "cacheWriteUsdPerMTok: 3.75\n",
      "batchInputUsdPerMTok: 1.5\n",
      "batchOutputUsdPerMTok: 7.5\n",
      "aboveInputTokens: 200000",
      'asOf: "2026-11-22"\n',
      "source: litellm list in litellm.json",
    ])
      expect(row).toContain(line);
    expect(seller).not.toContain(import.meta.dirname); // where it lay on this machine is nobody's business
    const checked = await checkKnowledge(folder, today);
    expect(checked).toMatchObject({ ok: true, problems: [] });
  });

  test("a price that stands already is confirmed: its date is brought up, and no row is added", async () => {
    const { seller } = await run({ from: list("models.dev"), write: true });
    const small = seller.slice(seller.indexOf("maker/small-8b"));
    expect(small.match(/origin:/g)).toHaveLength(1);
    expect(small).toContain('asOf: "2026-11-22"');
  });

  test("prices for long and for cached inputs that a list says nothing of are named: kept where the row is confirmed, gone with a new one", async () => {
    const folder = await goodFolder();
    const path = join(folder, "endpoints/seller.yaml");
    const ofList = (await readFile(path, "utf8")).replace("origin: vendor page", "origin: models.dev");
    await writeFile(path, ofList);
    const same = await run({ from: await file("list.json", modelsDev({ input: 3, output: 15 })), folder, write: true });
    expect(same.out).toMatch(
      /^seller\/big-1: \$3 \/ \$15 confirmed; the list states no price for inputs above 200,000 tokens and for cached input, so what the row has stays: look at it$/m,
    );
    expect(same.seller).toContain("aboveInputTokens: 200000");
    const dearer = await run({ from: await file("list.json", modelsDev({ input: 4, output: 15 })), folder });
    expect(dearer.out).toMatch(
      /^seller\/big-1: .* becomes \$4 \/ \$15, .*; the list states no price for inputs above 200,000 tokens and for cached input, so the new row has none, and what was read on 2026-11-22 no longer counts$/m,
    );
  });

  test("the same list a second time only confirms", async () => {
    const { folder } = await run({ from: list("models.dev"), write: true });
    const again = await run({ from: list("models.dev"), folder, write: true, on: "2026-11-25" });
    expect(again.out).toMatch(/^2 confirmed, 0 changed or new, 0 refused/m);
    expect(again.seller).toContain('asOf: "2026-11-25"');
  });

  test("a price that moves by more than five times needs --accept", async () => {
    const refused = await run({ from: list("litellm"), write: true });
    expect(refused.seller).not.toContain("inputUsdPerMTok: 0.4");
    const accepted = await run({ from: list("litellm"), write: true, accept: true });
    expect([accepted.code, accepted.seller.includes("inputUsdPerMTok: 0.4\n")]).toEqual([0, true]);
  });

  test.for([
    { is: "spaced, quoted, wrapped and commented as people do", as: (text: string) => text },
    { is: "with the line breaks of Windows", as: (text: string) => text.replaceAll("\n", "\r\n") },
    { is: "without a break behind its last line", as: (text: string) => text.replace(/\n$/, "") },
  ])("a file $is keeps every line but those of the rows that change", async ({ as }) => {
    const folder = await goodFolder();
    await writeFile(
      join(folder, "endpoints/seller.yaml"),
      as(oddFile({ small: `"2026-11-01"`, ends: "        until: '2026-11-15' # or so they said\n" })),
    );
    const from = list("models.dev");
    const row = `      - origin: models.dev
        inputUsdPerMTok: 2.5
        outputUsdPerMTok: 12
        cachedInputUsdPerMTok: 0.25
        tiers:
          - aboveInputTokens: 200000
            inputUsdPerMTok: 5
            outputUsdPerMTok: 18
        asOf: "2026-11-22"
        source: models.dev list in models.dev.json
`;
    const { seller } = await run({ from, folder, write: true });
    expect(seller).toBe(as(oddFile({ small: `"2026-11-22"`, row })));
    expect(await checkKnowledge(folder, today)).toMatchObject({ ok: true, problems: [] });
  });

  test("a row that stands between braces is changed there, and one more stands beside it", async () => {
    const folder = await goodFolder();
    const inBraces = (rows: string, small: string): string => `id: seller
name: Seller
batchDiscount: 0.5
endpoints:
  - {modelId: big-1, name: Big 1, names: [big], kind: closed, usdPerMTok: [${rows}]}
  - {modelId: maker/small-8b, name: Small 8B, kind: open-weight, openModel: small-8b, usdPerMTok: [${small}]} # short
`;
    const big = `{origin: vendor page, inputUsdPerMTok: 2.5, outputUsdPerMTok: 12, asOf: "2026-11-01", source: a page}`;
    const small = `{origin: models.dev, until: "2026-11-15", inputUsdPerMTok: 0.05, outputUsdPerMTok: 0.1, asOf: 2026-11-01, source: b}`;
    await writeFile(join(folder, "endpoints/seller.yaml"), inBraces(big, small));
    const from = await file("list.json", modelsDev({ input: 2, output: 12 }));
    const { seller, err } = await run({ from, folder, write: true });
    const more = `{ origin: models.dev, inputUsdPerMTok: 2, outputUsdPerMTok: 12, asOf: "2026-11-22", source: models.dev list in list.json }`;
    expect([seller, err]).toEqual([
      inBraces(`${big}, ${more}`, small.replace(`until: "2026-11-15", `, "").replace("2026-11-01", `"2026-11-22"`)),
      "",
    ]);
  });
});

test("endpoints whose price is old even then are named with their age", async () => {
  const { out } = await run({ from: list("openrouter"), on: "2027-06-01" });
  expect(out).toMatch(/^Old even so: seller\/maker\/small-8b \(2026-11-01, 212 days\)\.$/m);
});

test("prints one object with --json", async () => {
  const { out } = await run({ from: list("models.dev"), json: true });
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    format: "models.dev",
    rows: 2,
    findings: {
      changes: [{ endpoint: "seller/big-1", kind: "first of its origin", times: 1.25 }, { kind: "confirmed" }],
    },
    written: [],
  });
});

test("reads a list from a web address too, and says when there is none", async () => {
  const body = await readFile(list("models.dev"));
  const server = createServer((request, response) => {
    response.statusCode = request.url === "/api.json" ? 200 : 404;
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect((await run({ from: `${address}/api.json` })).out).toContain("2 prices read as models.dev");
  expect(await run({ from: `${address}/nothing` })).toMatchObject({
    code: 1,
    err: expect.stringContaining("/nothing answered 404; open it in a browser, save it, and give the file.") as string,
  });
});

describe("what can't be read is said with what to do:", () => {
  test("a file that is not there", async () => {
    expect(await run({ from: "/nowhere/list.json" })).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^\/nowhere\/list\.json can't be read \(ENOENT\); give the path of a file/) as string,
    });
  });

  test.for([
    {
      is: "a slip in the middle",
      text: `{\n "a": {"models": {}},\n "b": x,\n "and": "so on, so that the text is long enough"\n}`,
      at: ":3:7",
    },
    { is: "a comma too many", text: '{\n "a": 1,,}', at: ":2:9" },
    { is: "an end too early", text: '{\n "a": {\n', at: ":3:1" },
  ])("$is, with its line", async ({ text, at }) => {
    const from = await file("list.json", text);
    expect((await run({ from })).err).toBe(
      `${from}${at}: this is no JSON; give the list whole, as its maker publishes it.\n`,
    );
  });

  test("the shape of no list, and a format that it has not", async () => {
    const from = await file("list.json", '{"hello": 1}');
    expect((await run({ from })).err).toMatch(
      /has the shape of no list that I know; name it with --format models\.dev/,
    );
    expect((await run({ from, format: "litellm" })).err).toMatch(
      /^No price could be read from .* as litellm; check --format/,
    );
    expect(await run({ from, format: "csv" })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^--format can't be csv; write models\.dev/) as string,
    });
    expect((await run({ from: await file("list.json", "[1]") })).err).toMatch(/is no JSON object/);
  });
});
