import { describe, expect, test } from "vitest";
import { load, problemsOf, told } from "./table.ts";
import { changed } from "./folder.ts";

const [small, mixed, unread, card, seller, costs] = [
  "models/maker/family/small-8b.yaml",
  "models/maker/family/mixed-30b.yaml",
  "models/maker/family/unread.yaml",
  "gpus/card.yaml",
  "endpoints/seller.yaml",
  "costs.yaml",
] as const;

describe("a model that can be downloaded", () => {
  told([
    [
      "is named by its file",
      small,
      "id: small-8b",
      "id: small-9b",
      ":1:5: the id small-9b differs from the file name; write small-8b or rename the file",
    ],
    [
      "has a name of its own",
      mixed,
      "names: [Mixed 30B]",
      "names: [Mixed 30B, small-8B]",
      `:4:20: this name already stands in ${small}; leave it to the one that people mean by it`,
    ],
    [
      "has a name on Hugging Face",
      small,
      "maker/Small-8B",
      "Small-8B",
      ':3:16: huggingFaceId can\'t be "Small-8B"; write its name on Hugging Face, e.g. meta-llama/Llama-3.3-70B-Instruct',
    ],
    [
      "has an architecture, or says what is lacking",
      unread,
      "unchecked: nobody read its config.json\n",
      "",
      ":1:1: the file is a mapping of keys to values; write architecture: as its config.json has it, or unchecked: and what is lacking",
    ],
    [
      "keeps heads or a latent",
      small,
      "kvHeads: 8, headDim: 128",
      "kvHeads: 8",
      ":20:7: architecture.attention[1] is a mapping of keys to values; write kvHeads and headDim, or latent for attention with one shared latent",
    ],
    [
      "has no more attention than layers",
      small,
      "{layers: 32, kv",
      "{layers: 33, kv",
      ":20:16: the model has fewer layers; write at most 32",
    ],
    [
      "has experts that fit into it",
      mixed,
      "width: 768",
      "width: 7680",
      ":24:12: the experts have 289.9 billion parameters, and the model 30.0 billion; compare both with config.json",
    ],
    [
      "has experts that a token can pass",
      mixed,
      "activeParameters: 3000000000",
      "activeParameters: 300000000",
      ":24:12: a token passes 1.8 billion parameters of experts, and 0.3 billion in all; compare both with config.json",
    ],
    [
      "has no more active parameters than there are",
      small,
      "activeParameters: 8000000000",
      "activeParameters: 9000000000",
      ":6:19: more parameters are active than there are; write at most all of them",
    ],
    [
      "has counts that are whole",
      small,
      "layers: 32\n",
      "layers: 32.5\n",
      ":15:11: architecture.layers can't be 32.5; write the layers as a whole number from 1 to 1000",
    ],
  ]);
});

describe("a GPU", () => {
  told([
    [
      "has dense peaks",
      card,
      "bf16Tflops: 989",
      "bf16Tflops: 989T",
      ':7:13: bf16Tflops can\'t be "989T"; write the dense peak in BF16, TFLOP/s (a sparse figure is twice as high) as a bare number from 1 to 1e6',
    ],
    [
      "has prices that rise from low to high",
      card,
      "low: 2, expected: 3",
      "low: 3.5, expected: 3",
      ":18:5: usdPerHour[1] is a mapping of keys to values; write low, expected and high so that they rise: low is at most expected, expected at most high",
    ],
    [
      "has prices with a date",
      card,
      'asOf: "2026-02-01"',
      "asOf: yesterday",
      ':18:60: usdPerHour[1].asOf can\'t be "yesterday"; write when it was read in quotation marks: "2026", "2026-03" or "2026-03-31"',
    ],
    [
      "has prices above nothing",
      card,
      "low: 2,",
      "low: 0,",
      ":18:29: usdPerHour[1].low can't be 0; write the least of the price of one GPU hour in US dollars as a bare number from 0.01 to 1000",
    ],
    ["has keys that are known", card, "usableGib", "usableGB", ":5:1: unknown key usableGB; did you mean usableGib?"],
  ]);
});

describe("an endpoint", () => {
  told([
    [
      "serves a model that is there",
      seller,
      "openModel: small-8b",
      "openModel: smal-8b",
      ":29:16: there is no model smal-8b; did you mean small-8b?",
    ],
    [
      "stands once",
      seller,
      "modelId: maker/small-8b",
      "modelId: big-1",
      ":26:14: this modelId stands above too; add the price to the one above",
    ],
    [
      "costs no less than nothing",
      seller,
      "inputUsdPerMTok: 3\n",
      "inputUsdPerMTok: -3\n",
      ":13:26: endpoints[1].usdPerMTok[1].inputUsdPerMTok can't be -3; write the price of a million tokens in US dollars as a bare number from 0 to 10000",
    ],
  ]);

  test("that an unreadable file holds is not missed elsewhere", () => {
    expect(problemsOf({ [seller]: changed(seller, "kind: closed", "kind: shut") })).toEqual([
      `${seller}:9:11: endpoints[1].kind can't be "shut"; write closed or open-weight`,
    ]);
  });
});

describe("the constants", () => {
  told([
    [
      "compare endpoints that are there",
      costs,
      "closed: [seller/big-1]",
      "closed: [seller/big-2]",
      ":4:12: there is no endpoint seller/big-2; did you mean seller/big-1?",
    ],
    [
      "compare a model that is there",
      costs,
      "openModel: small-8b",
      "openModel: large",
      ":6:14: there is no model large; write the id of one in models/, or add it there",
    ],
    [
      "are all there",
      costs,
      /  e_bw: .*\n/,
      "",
      ":13:1: efficiency.e_bw is missing; write a constant as lines of key: value",
    ],
    [
      "say what they rest on",
      costs,
      ", evidence: a guess}",
      "}",
      ":11:3: modelError.measured.evidence is missing; write what it rests on",
    ],
  ]);

  test("are needed: without them there is no book, and the rest is served", () => {
    const { catalog, problems } = load({ [costs]: undefined });
    expect(problems.map(({ what }) => what)).toEqual(["the file is missing"]);
    expect(catalog?.costBook).toBeUndefined();
    expect(catalog?.entries.size).toBe(2);
  });
});

test("a link that leads nowhere is left out of the book that is served", () => {
  const { catalog } = load({ [seller]: changed(seller, "openModel: small-8b", "openModel: nothing-like-it") });
  const served = catalog?.costBook?.providers.flatMap(({ endpoints }) => endpoints) ?? [];
  expect(served.map(({ provider, openModel }) => [provider, openModel])).toEqual([
    ["seller", undefined],
    ["seller", undefined],
  ]);
});

test.for([
  [
    "a day that is to come",
    'asOf: "2026-11-01"',
    'asOf: "2099-11-01"',
    "the price was read on 2099-11-01, which is to come",
  ],
  [
    "cached input above input",
    "cachedInputUsdPerMTok: 0.3\n",
    "cachedInputUsdPerMTok: 30\n",
    "cached input costs 30 and input 3",
  ],
] as const)("a price is named for %s", ([, from, to, says]) => {
  expect(problemsOf({ [seller]: changed(seller, from, to) })).toContainEqual(expect.stringContaining(says));
});

test("a price a hundred times off those beside it is named", () => {
  const rows = [1, 2, 3, 4000].map(
    (usd) =>
      `  - {modelId: m${usd}, name: M ${usd}, names: [], kind: closed, usdPerMTok: [{origin: a page, inputUsdPerMTok: ${usd}, outputUsdPerMTok: 9, asOf: "2026-11-01", source: a page, tiers: []}]}`,
  );
  const text = changed(seller, /endpoints:\n/, `endpoints:\n${rows.join("\n")}\n`);
  expect(problemsOf({ [seller]: text }).filter((one) => one.includes("every other price"))).toEqual([
    expect.stringContaining("4000 is over 100 times off every other price of this file"),
  ]);
});
