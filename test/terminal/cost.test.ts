import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import type { Given } from "../../src/core/cost/read-inputs.ts";
import { costReply } from "../../src/advisor/cost-reply.ts";
import { runCost } from "../../src/terminal/cost.ts";
import { desk, summary, today, worked, workload } from "../core/cost/desk.ts";

interface Run {
  readonly spec?: string;
  readonly flags?: Given;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly stdin?: string;
}
async function run({ spec, flags = {}, json = false, jsonl = false, stdin = "" }: Run) {
  const io = { stdin: PassThrough.from([stdin]), stdout: new PassThrough(), stderr: new PassThrough() };
  const [out, err] = [io.stdout.toArray(), io.stderr.toArray()];
  const code = await runCost({ spec, flags, json, jsonl, io, desk, today, reply: inFull });
  io.stdout.end();
  io.stderr.end();
  return { code, out: (await out).join(""), err: (await err).join("") };
}

/** As `cost-commands` wires it. */
const inFull: Parameters<typeof runCost>[0]["reply"] = (summary, workload) =>
  costReply(summary, workload, { given: {}, version: "", inFull: true });

interface Printed {
  readonly id?: unknown;
  readonly error?: string;
  readonly options: readonly {
    readonly id: string;
    readonly kind: string;
    readonly monthlyUsd: { readonly low: number; readonly expected: number; readonly high: number };
    readonly monthly?: { readonly currency: string; readonly expected: number };
    readonly perThousandRequestsUsd: number;
    readonly lines: readonly {
      readonly item: string;
      readonly usd: number;
      readonly formula: string;
      readonly asOf: string;
      readonly source: string;
      readonly terms: readonly { readonly name: string; readonly value: number }[];
    }[];
    readonly machines?: { readonly replicasAtPeak: number; readonly terms: readonly object[] };
  }[];
  readonly breakEven: readonly {
    readonly against: string;
    readonly kind: string;
    readonly requestsPerDay: number | null;
    readonly reason: string;
  }[];
  readonly drivers: readonly object[];
  readonly assumptions: readonly object[];
  readonly caveats: readonly string[];
  readonly chart: { readonly requestsPerDay: readonly number[] };
}
const asked = { requestsPerDay: 50_000, inputTokens: 1_500, outputTokens: 400 };
const printed = (text: string): Printed => JSON.parse(text) as Printed;

describe("cost", () => {
  test("prints what the contract names", async () => {
    const { code, out } = await run({ spec: JSON.stringify(asked), json: true });
    const object = printed(out);
    expect(code).toBe(0);
    for (const option of object.options) {
      expect(option.monthlyUsd.low).toBeLessThanOrEqual(option.monthlyUsd.expected);
      expect(option.monthlyUsd.expected).toBeLessThanOrEqual(option.monthlyUsd.high);
      expect(option.perThousandRequestsUsd).toBeCloseTo(option.monthlyUsd.expected / (50 * 30.44), 2);
    }
    expect(new Set(object.breakEven.map(({ kind }) => kind))).toEqual(new Set(["reached", "never"]));
    expect(object.breakEven.every(({ kind, requestsPerDay }) => (kind === "never") === (requestsPerDay === null))).toBe(
      true,
    );
    expect(Object.keys(object)).toEqual(
      expect.arrayContaining(["drivers", "assumptions", "caveats", "chart", "otherHardware"]),
    );
  });

  test("prints lines that can be worked out again to the cent, after rounding too", async () => {
    const { options } = printed((await run({ spec: JSON.stringify(asked), json: true })).out);
    for (const { id, lines, monthlyUsd } of options) {
      for (const { item, usd, formula, terms } of lines)
        expect([id, item, Math.round(100 * worked(formula, terms)) / 100]).toEqual([id, item, usd]);
      const sum = lines.reduce((total, { usd }) => total + usd, 0);
      expect([id, Math.abs(sum - monthlyUsd.expected) <= 0.005 * lines.length + 1e-9]).toEqual([id, true]);
    }
  });

  test("answers each line with its id, in order, a bad one with what to write", async () => {
    const lines = [
      { id: 7, ...asked },
      { id: 8, requestsPerDay: -1 },
      { id: 9, ...asked, api: ["gpt-5.5"] },
    ];
    const { code, out } = await run({
      jsonl: true,
      stdin: `${lines.map((one) => JSON.stringify(one)).join("\n")}\nnonsense\n`,
    });
    const objects = out.trim().split("\n").map(printed);
    expect(code).toBe(0);
    expect(objects.map(({ id }) => id)).toEqual([7, 8, 9, null]);
    expect(objects[1]?.error).toMatch(/^line 2: requestsPerDay can't be -1; write requests a day/);
    expect(objects[2]?.options.filter(({ kind }) => kind === "api").map(({ id }) => id)).toEqual([
      "api:openai/gpt-5.5",
    ]);
    expect(objects[3]?.error).toMatch(/^line 4: this is not JSON; write \{"id"/);
  });

  test("lets flags count more than the file", async () => {
    const { out } = await run({
      spec: JSON.stringify({ id: "x", ...asked }),
      flags: { requestsPerDay: 10, api: "gpt-5.5" },
      json: true,
    });
    const api = printed(out).options.find(({ id }) => id === "api:openai/gpt-5.5");
    expect(api?.lines.map(({ item, usd }) => [item, usd])).toContainEqual(["output tokens", 3.65]);
  });

  test("shows sums in a currency whose rate was stated", async () => {
    const { out } = await run({ flags: { ...asked, currency: "EUR", usdPerUnit: 1.25 }, json: true });
    for (const { monthly, monthlyUsd } of printed(out).options)
      expect(monthly).toMatchObject({
        currency: "EUR",
        expected: expect.closeTo(monthlyUsd.expected / 1.25, 1) as number,
      });
    const { out: text } = await run({ flags: { ...asked, currency: "EUR", usdPerUnit: 1.25 } });
    expect(text).toMatch(/EUR [\d,]+/);
    // Not in the caveats, the reasons or what other hardware costs either.
    expect(text).not.toMatch(/\$|USD (?:a|per) /);
    expect(text.replaceAll(/\s+/g, " ")).toContain("Shown in EUR at 1.25 USD, the rate that you gave.");
  });

  test("says what a chat is told, and in full what was assumed and why other hardware lost", async () => {
    const { code, out } = await run({ flags: asked });
    expect(code).toBe(0);
    const chat = costReply(summary(asked), workload(asked), { given: asked, version: "" });
    const plain = (text: string): string => text.replaceAll("**", "").replaceAll(/\s+/g, " ").trim();
    const printed = plain(out);
    for (const block of chat.blocks) {
      if (block.kind === "text") expect(printed).toContain(plain(block.text));
      if (block.kind === "points") for (const { text } of block.points) expect(printed).toContain(plain(text));
    }
    for (const says of [
      /^At 50,000 requests a day /,
      /Other hardware • .*GPUs of it, as .* more than/,
      /say another and I reckon again: .*precision of the weights fp8\. These are assumptions of ours; an admin can change them\. Prices are list prices in US dollars, read from 2026/,
    ])
      expect(printed).toMatch(says);
    expect(printed).not.toContain("more, with their ranges and sources");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test("says what is wrong with a workload, and ends with 2", async () => {
    expect(await run({ spec: "[1]" })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^The file is no JSON object\. Write one/) as string,
    });
    expect(await run({})).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^--requests-per-day is missing;/) as string,
    });
    expect((await run({ flags: { tokensPerMonth: 0, currency: "EUR", gpusAtHand: 2, cachedShare: 2 } })).err).toBe(
      `${[
        "--tokens-per-month can't be 0; write a number from 1 to 1e17",
        "--cached-share can't be 2; write share of the input as a number from 0 to 1",
        "--gpu is missing; write which GPUs there are, e.g. H100",
        "all prices are US dollars, and I know no rate for EUR; write --usd-per-unit, the dollars that one EUR buys, or leave --currency out",
      ].join("\n")}\n`,
    );
    expect((await run({})).err).toBe(
      "--requests-per-day is missing; write requests a day, or --tokens-per-month with --input-tokens and --output-tokens\n",
    );
    // What stands in a file is named as it stands there, and may be a range.
    expect((await run({ spec: '{"requestsPerDay": -1}', flags: { gpus: 0 } })).err).toBe(
      'requestsPerDay can\'t be -1; write requests a day as a number from 0.03 to 1e10, or {"low": …, "expected": …, "high": …}\n--gpus can\'t be 0; write a number from 1 to 576\n',
    );
    const { code, err } = await run({ flags: { ...asked, gpu: "H1000", inputTokens: -3 } });
    expect([code, err.trim().split("\n")]).toEqual([
      2,
      [expect.stringMatching(/^--input-tokens can/), expect.stringMatching(/^there is no GPU/)],
    ]);
  });
});
