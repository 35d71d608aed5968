import { expect, test } from "vitest";
import { isAnothersClaim } from "../../src/llm/attributed.ts";
import { isCrossed, isSideSwapped } from "../../src/llm/crossed.ts";
import { isSwapped, type Unit } from "../../src/llm/order.ts";
import { partyFlaw } from "../../src/llm/parties.ts";
import { readWords } from "../../src/llm/reading.ts";
import { sameStem, withoutLeadIn } from "../../src/llm/same-words.ts";
import { comesInOtherOrder } from "../../src/llm/sequence.ts";
import { isSaidOnlyBy, strongUnheld } from "../../src/llm/strong.ts";
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

test("a clause that names no side is about the one that its sentence names", () => {
  const there = [unit("With open weights you decide when a version is retired.")];
  const clause = "you decide when a version is retired";
  expect(isSideSwapped(clause, there, stem, `On a closed API, ${clause}.`)).toBe(true);
  expect(isSideSwapped(clause, there, stem, `With open weights, ${clause}.`)).toBe(false);
});

test.for([
  { said: "Ship the code, and test it afterwards.", is: true },
  { said: "You can test the code after you ship it.", is: true },
  { said: "Before you test the code, ship it.", is: true },
  { said: "Test the code first, and then ship it.", is: false },
  { said: "Ship the code after the test.", is: false },
])("what comes first: '$said' turns the order round: $is", ({ said, is }) => {
  expect(comesInOtherOrder(said, "Test the code before you ship it.", stem)).toBe(is);
});

test.for([
  { said: "Ownership counts above speed.", is: true },
  { said: "Speed counts above ownership.", is: false },
])("what outranks what: '$said' is swapped: $is", ({ said, is }) => {
  expect(isSwapped(said, ["It suits firms for which speed counts above ownership."], stem)).toBe(is);
});

test("what one document claims is not another's claim", () => {
  const there = [unit("The consultancy's guide sends simple work to a small model.")];
  expect(isAnothersClaim("The course article sends simple work to a small model.", there)).toBe(true);
  expect(isAnothersClaim("The guide sends simple work to a small model.", there)).toBe(false);
  expect(isAnothersClaim("Simple work goes to a small model.", there)).toBe(false);
});

test("a large word that stands only behind a 'not', or in quotation marks, is not held by the passage", () => {
  const behind = () => [unit("It fits small firms, but not every firm; one page calls it a “total” success.")];
  expect(strongUnheld("It fits every firm.", behind)).toEqual(["every"]);
  expect(strongUnheld("It is a total success.", behind)).toEqual(["total"]);
  expect(strongUnheld("It does not fit every firm.", behind)).toEqual([]);
});

test("a large word is its claimant's where nobody else says it", () => {
  const there = [unit("One guide promises absolute privacy."), unit("Hosting it removes one party.")];
  const isClaim = ({ text }: Unit): boolean => text.includes("guide");
  expect(isSaidOnlyBy("It gives absolute privacy.", there, isClaim)).toBe(true);
  expect(isSaidOnlyBy("It removes a party.", there, isClaim)).toBe(false);
});

test("a large word has to stand behind its clause, and under a 'not' it is none", () => {
  const behind = () => [unit("Some hosts offer it.")];
  expect(strongUnheld("All hosts offer it.", behind)).toEqual(["all"]);
  expect(strongUnheld("Not all hosts offer it.", behind)).toEqual([]);
  expect(strongUnheld("Hosts offer it.", behind)).toEqual([]);
});
