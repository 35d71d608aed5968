import { expect, test } from "vitest";
import { isCrossed, isSideSwapped } from "../../src/llm/crossed.ts";
import type { Unit } from "../../src/llm/order.ts";
import { partyFlaw } from "../../src/llm/parties.ts";
import { readWords } from "../../src/llm/reading.ts";
import { sameStem, withoutLeadIn } from "../../src/llm/same-words.ts";
import { strongUnheld } from "../../src/llm/strong.ts";
import { stem } from "../../src/stem.ts";

const unit = (text: string): Unit => ({ words: readWords(text, stem), body: readWords(text, stem), text });

test.for([
  ["buy", "bought"],
  ["remain", "keep"],
  ["vendor", "provider"],
  ["simplify", "simplification"],
] as const)("%s and %s say the same", ([one, other]) => {
  expect(sameStem(stem(one), stem(other), stem)).toBe(true);
});

test.for([
  ["cheap", "expensive"],
  ["open", "closed"],
  ["memory", "vendor"],
  ["rise", "fall"],
] as const)("%s and %s do not", ([one, other]) => {
  expect(sameStem(stem(one), stem(other), stem)).toBe(false);
});

test("what leads in claims nothing, and what it leads to stays as it is", () => {
  expect(withoutLeadIn("In short, bear in mind that hosts charge by the hour.")).toBe("hosts charge by the hour.");
  expect(withoutLeadIn("Hosts charge by the hour.")).toBe("Hosts charge by the hour.");
});

test.for([
  { said: "You keep the weights.", is: true },
  { said: "Your team repairs the servers.", is: true },
  { said: "The vendor keeps the weights.", is: false },
  { said: "The weights are kept by the provider.", is: false },
  { said: "Servers are the vendor's job.", is: false },
])("who does what: '$said' is another's deed: $is", ({ said, is }) => {
  const there = [unit("The vendor keeps the weights."), unit("The vendor repairs the servers.")];
  expect(partyFlaw(said, there, stem)).toBe(is);
});

test("two clauses that each take the other's half are crossed, in either order only then", () => {
  const there = [unit("Simple requests go to the small model; complex requests go to the big model.")];
  expect(isCrossed("Simple requests go to the big model, complex requests go to the small model.", there, stem)).toBe(
    true,
  );
  expect(isCrossed("Complex requests go to the big model, simple requests go to the small model.", there, stem)).toBe(
    false,
  );
});

test("what stands of one side only is not said of the other", () => {
  const there = [unit("Syncing customer records suits an open-weight model.")];
  expect(isSideSwapped("Syncing customer records suits a closed model.", there, stem)).toBe(true);
  expect(isSideSwapped("Syncing customer records suits an open-weight model.", there, stem)).toBe(false);
});

test("a large word has to stand behind its clause, and under a 'not' it is none", () => {
  const behind = () => [unit("Some hosts offer it.")];
  expect(strongUnheld("All hosts offer it.", behind)).toEqual(["all"]);
  expect(strongUnheld("Not all hosts offer it.", behind)).toEqual([]);
  expect(strongUnheld("Hosts offer it.", behind)).toEqual([]);
});
