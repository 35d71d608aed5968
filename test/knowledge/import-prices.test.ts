import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { checkKnowledge } from "../../src/knowledge/findings.ts";
import { importPrices } from "../../src/knowledge/import-prices.ts";
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

describe("a list of prices is told by its shape, and", () => {
  test.for([
    {
      format: "models.dev",
      says: [
        /^2 prices read as models\.dev; passed over: 1 no text model, 1 free, or part of a plan, 1 without a price, 1 withdrawn\.$/m,
        /^seller\/big-1: \$2\.5 \/ \$12 beside \$3 \/ \$15 \(vendor page, 2026-11-01\), 1\.25 times apart$/m,
        /^1 confirmed, 1 changed or new, 0 refused; 0 in the list are for no endpoint/m,
        /^seller\/big-1: sources differ by 25%, both stay and sums show the range: \$2\.5 \/ \$12 \(models\.dev, 2026-11-22\), \$3 \/ \$15 \(vendor page, 2026-11-01\)$/m,
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
      `source: ${from}`,
    ])
      expect(row).toContain(line);
    const checked = await checkKnowledge(folder, today);
    expect(checked).toMatchObject({ ok: true, problems: [] });
  });

  test("a price that stands already is confirmed: its date is brought up, and no row is added", async () => {
    const { seller } = await run({ from: list("models.dev"), write: true });
    const small = seller.slice(seller.indexOf("maker/small-8b"));
    expect(small.match(/origin:/g)).toHaveLength(1);
    expect(small).toContain('asOf: "2026-11-22"');
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

  test("comments in the file stay", async () => {
    const folder = await goodFolder();
    const path = join(folder, "endpoints/seller.yaml");
    await writeFile(
      path,
      (await readFile(path, "utf8")).replace("batchDiscount: 0.5", "batchDiscount: 0.5 # their terms"),
    );
    expect((await run({ from: list("openrouter"), folder, write: true })).seller).toContain("# their terms");
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
