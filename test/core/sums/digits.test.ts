import { expect, test } from "vitest";
import { digitsOnly } from "../../../src/core/sums/digits.ts";

test.for([
  ["40 million tokens", "40000000 tokens"],
  ["40M tokens", "40000000 tokens"],
  ["500k a day", "500000 a day"],
  ["1.5bn", "1500000000"],
  [".5 million", "500000"],
  ["1,234,567 tokens", "1234567 tokens"],
  ["1'000'000 tokens", "1000000 tokens"],
  ["1 000 000 tokens", "1000000 tokens"],
  ["2.000.000 tokens", "2000000 tokens"],
  ["2,50 per million", "2.50 per 1000000"],
  ["1,5 Millionen", "1500000"],
  ["2 Milliarden", "2000000000"],
  ["40 millones por millón", "40000000 por 1000000"],
  ["250 milion tokns per milion", "250000000 tokns per 1000000"],
  ["half a million", "500000"],
  ["a hundred million", "100000000"],
  ["two dollars per M", "2 dollars per 1000000"],
  ["$3/MTok", "$3/1000000 tokens"],
  ["40 MTok", "40000000 tokens"],
  ["from 10 to 25 million", "from 10000000 to 25000000"],
  ["$1.50 and 1 million", "$1.50 and 1000000"],
  ["1e9 tokens", "1000000000 tokens"],
  ["10MM tokens", "10000000 tokens"],
  ["2 lakh and 3 crores", "200000 and 30000000"],
  ["1.500 Millionen", "1500000000"],
  ["1.500 tokens zu 2,50 €", "1500 tokens zu 2.50 €"],
  ["1.234 million", "1234000"],
  ["40 millions", "40000000"],
  ["millions of tokens", "millions of tokens"],
  ["a few million tokens", "a few millions tokens"],
  ["two hundred and fifty thousand", "250000"],
  ["the h100 and gpt-4o", "the h100 and gpt-4o"],
] as const)("%s is written %s", ([text, want]) => {
  expect(digitsOnly(text)).toBe(want);
});
