import { describe, expect, test } from "vitest";
import { readSignals } from "../../../src/core/decide/signals.ts";
import { book, realSignals } from "./book.ts";

const volumeOf = (text: string) => readSignals(text, book).facts.volume_tokens_per_month;
const day = 30.44;

describe("a volume in tokens a month", () => {
  test.for([
    ["400 million tokens a month", 400e6],
    ["40M tokens per month", 40e6],
    ["monthly volume: 2bn tokens/month", 2e9],
    ["tokens per month: 40k", 40_000],
    ["every month we use 3 million tokens", 3e6],
    ["half a million tokens a day", 0.5e6 * day],
    ["ten billion tokens of small talk a month", 10e9],
    ["20-30 million tokens a month", Math.sqrt(20e6 * 30e6)],
    ["between 10 and 40 thousand tokens a month", 20_000],
    ["between one and two million tokens a month", Math.sqrt(2) * 1e6],
    ["two to three hundred thousand tokens a month", Math.sqrt(6) * 1e5],
    ["one and a half billion tokens of hints a month", 1.5e9],
    ["a billion and a half tokens a month", 1.5e9],
    ["three quarters of a million tokens monthly", 0.75e6],
    ["a quarter of a billion tokens a month", 0.25e9],
    ["seven thousand million tokens a month", 7e9],
    ["2 to 3 thousand million tokens a month", Math.sqrt(6) * 1e9],
    ["3,000 pages a day", 3_000 * 600 * day],
    ["1.2 million words a week", 1.2e6 * (4 / 3) * (day / 7)],
    ["40k requests a day of about 2k tokens", 40_000 * 2_000 * day],
    ["40k requests of 2k tokens a day", 40_000 * 2_000 * day],
    ["500 documents a day, each about 10 pages", 500 * 6_000 * day],
    ["500 documents a day. On average 10 pages.", 500 * 6_000 * day],
    ["1,000 requests an hour, 1,500 tokens in and 300 out", 1_000 * 1_800 * 24 * day],
    ["300 requests per working day of 1,000 tokens", 300 * 1_000 * 21.7],
    ["100 requests per hour in office hours of 1,000 tokens", 100 * 1_000 * 8 * 21.7],
    ["20M input tokens and 5M output tokens a month", 25e6],
    ["6M tokens a day in, 2M tokens a day out", 8e6 * day],
    ["2 requests per second of 500 tokens", 2 * 500 * 86_400 * day],
    ["our 200 agents send 30 requests each a day of 1,000 tokens", 200 * 30 * 1_000 * day],
  ] as const)("“%s”", ([text, want]) => {
    const found = volumeOf(text);
    expect(found?.origin).toBe("stated");
    expect(Number(found?.value) / want).toBeCloseTo(1, 3);
  });

  test("takes an assumed size where nobody says one, and does not call that stated", () => {
    const assumed = realSignals.volume.items.find((one) => one.names.includes("requests?"))?.assumedTokens ?? 0;
    const found = volumeOf("40k requests a day");
    expect(found?.origin).toBe("inferred");
    expect(Number(found?.value) / (40_000 * assumed * day)).toBeCloseTo(1, 3);
    expect(found?.words).toBe("40k requests a day");
  });

  test.for([
    "a context of 128k tokens a day",
    "a model with 70 billion parameters",
    "20 dollars per million tokens",
    "$400 a month for tokens",
    "a few million tokens a month",
    "each user sends 20 messages a day",
    "20 messages per user per day",
    "peaks of 50k requests per hour",
    "3 million pages in the archive",
    "500 users",
    "Is it 3 million tokens a month?",
    "not 3 million tokens a month",
    "next year 3 million tokens a month",
    "as many tokens as you like, ten times as fast",
  ])("is not read in “%s”", (text) => {
    expect(volumeOf(text)).toBeUndefined();
  });

  test("that is named twice, nearly the same, is one", () => {
    const text = "40k requests a day of 2k tokens, so about 2.4 billion tokens a month";
    expect(readSignals(text, book).collisions).toEqual([]);
  });

  test("that is named twice and differs is a collision", () => {
    const text = "3 million tokens a month. Our cloud bill shows 90 million tokens a month.";
    expect(readSignals(text, book).collisions.map((one) => one.fact)).toEqual(["volume_tokens_per_month"]);
  });
});

describe("a volume told without a number of requests", () => {
  test.for([
    ["The volume is low.", 3e6],
    ["We write a handful a day.", 3e6],
    ["Our API bill is exploding.", 3e9],
    ["We pay $80,000 a month to OpenAI.", 20e9],
    ["Each month the API bill is 4,000 dollars.", 1e9],
  ] as const)("“%s” is taken for one, and not called stated", ([text, want]) => {
    expect(volumeOf(text)).toMatchObject({ value: want, origin: "inferred" });
  });

  test.for([
    "The rent is 4,000 dollars a month.",
    "Is the volume low?",
    "Our old API bill was $500.",
    "It is not a high volume.",
  ])("“%s” tells of none", (text) => {
    expect(volumeOf(text)).toBeUndefined();
  });

  test("gives way to a number", () => {
    expect(volumeOf("Huge volume: 40 million tokens a month.")).toMatchObject({ value: 40e6, origin: "stated" });
  });
});
