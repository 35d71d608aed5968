import fc from "fast-check";
import { expect, test } from "vitest";
import { fakeLlmHere } from "../fakes/llm.ts";
import { fluentOn, here, honestly, withPolicy } from "./fluent-support.ts";

const ask = (text: string) => ({ text, context: [] });

const mail = fc
  .tuple(fc.stringMatching(/^[a-z]{3,8}$/), fc.stringMatching(/^[a-z]{3,8}$/))
  .map(([a, b]) => `${a}.${b}@${b}-corp.com`);
const luhn = (digits: string): string => {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((all, d, i) => all + (i % 2 === 1 ? Number(d) : Number(d) * 2 > 9 ? Number(d) * 2 - 9 : Number(d) * 2), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
};
const digits = (n: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${n - 1}}$`));
const personal = fc.oneof(
  mail,
  digits(14).map((d) => luhn(`4${d}`).replaceAll(/(\d{4})(?=\d)/g, "$1 ")),
  digits(9).map((d) => `+49 171 ${d.slice(0, 7)}`),
  fc
    .tuple(fc.integer({ min: 100, max: 665 }), fc.integer({ min: 10, max: 99 }), fc.integer({ min: 1000, max: 9999 }))
    .map((p) => p.join("-")),
  fc.stringMatching(/^[A-Za-z0-9]{24}$/).map((k) => `sk-${k}`),
  fc
    .tuple(fc.integer({ min: 1, max: 255 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }))
    .map((p) => `10.${p.join(".")}`),
  digits(18).map((d) => {
    const rest = 98n - (BigInt(`${d}131400`) % 97n);
    return `DE${String(rest).padStart(2, "0")}${d}`;
  }),
  fc.constantFrom("Project Falcon", "project-falcon", "Globex's"),
);
const kb = withPolicy((policy) => ({
  ...policy,
  sensitive: { ...policy.sensitive, names: ["Project Falcon", "Globex"] },
}));
const frames = [
  "Is it safe to send %s to a closed model?",
  "What is lock-in? My contact is %s",
  "%s: which way, open or closed?",
  "We are a clinic, %s is a patient, data stays in house, two ML engineers. Which way?",
  "Was kostet ein offenes Modell, %s?",
  "ベンダー %s とは",
];

test.for([
  { texts: "150 texts with personal data", earlier: false },
  { texts: "150 texts with personal data in what was said before", earlier: true },
])("of $texts none reaches the closed model, and no value reaches any", async ({ earlier }) => {
  const [open, closed] = [await fakeLlmHere(honestly), await fakeLlmHere(honestly)];
  const fluent = fluentOn({ open, closed }, { kb });
  const texts = fc.record({ value: personal, frame: fc.constantFrom(...frames) });
  const values: string[] = [];
  await fc.assert(
    fc.asyncProperty(texts, async ({ value, frame }) => {
      values.push(value);
      const said = frame.replace("%s", value);
      const question = earlier
        ? { text: "And what does it cost?", context: [{ role: "user" as const, text: said }] }
        : ask(said);
      await fluent(question, here);
    }),
    { numRuns: 150 },
  );
  expect(closed.requests).toHaveLength(0);
  expect(open.requests.length).toBeGreaterThan(50);
  const seen = open.seen().toLowerCase();
  expect(values.filter((value) => seen.includes(value.toLowerCase()))).toEqual([]);
});
