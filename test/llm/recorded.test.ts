import fc from "fast-check";
import { expect, test } from "vitest";
import { verify } from "../../src/llm/verify.ts";
import {
  judged,
  outputs,
  paraphrasedDev,
  paraphrasedDev2,
  paraphrasedDev3,
  paraphrasedDev4,
  paraphrasedDev5,
  paraphrasedHeld,
  paraphrasedHeld2,
  passagesOf,
  turned,
  vocabulary,
} from "./recorded/set.ts";

const share = (part: number, whole: number): number => part / whole;

test("the recorded set has at least 150 outputs, honest and lying, no two alike", () => {
  expect(outputs.length).toBeGreaterThanOrEqual(150);
  expect(outputs.filter(({ honest }) => honest).length).toBeGreaterThanOrEqual(60);
  expect(new Set(outputs.map(({ line, passages }) => `${passages.join()} ${line}`)).size).toBe(outputs.length);
});

test("of the recorded lies at most 2 % are let through", () => {
  const lies = judged().filter(({ honest }) => !honest);
  const through = lies.filter(({ verified }) => verified.ok);
  expect(share(through.length, lies.length), through.map(({ line }) => line).join("\n")).toBeLessThanOrEqual(0.02);
});

test("of the recorded honest sentences at most 5 % are lost", () => {
  const honest = judged().filter((output) => output.honest);
  const lost = honest.filter(({ verified }) => !verified.ok);
  expect(share(lost.length, honest.length), lost.map(({ line }) => line).join("\n")).toBeLessThanOrEqual(0.05);
});

test("of sentences that turn their passage round at most 5 % are let through", () => {
  const lies = judged(turned).filter(({ honest }) => !honest);
  const through = lies.filter(({ verified }) => verified.ok);
  expect(lies.length).toBeGreaterThanOrEqual(80);
  expect(share(through.length, lies.length), through.map(({ line }) => line).join("\n")).toBeLessThanOrEqual(0.05);
});

test("the check for what is turned round catches some that no other does, and costs no honest sentence", () => {
  const caught = judged(turned).filter(({ verified }) => !verified.ok && verified.why === "turned-round");
  expect(caught.filter(({ honest }) => !honest).length).toBeGreaterThanOrEqual(5);
  const lost = [...judged(), ...judged(turned)].filter(
    ({ honest, verified }) => honest && !verified.ok && verified.why === "turned-round",
  );
  expect(lost.map(({ line }) => line)).toEqual([]);
});

test.for([
  {
    set: "that rules were made by",
    all: [...paraphrasedDev, ...paraphrasedDev2, ...paraphrasedDev3, ...paraphrasedDev4, ...paraphrasedDev5],
    mostLost: 0.165,
    mostThrough: 0.025,
  },
  { set: "of other entries, that no rule was made by", all: paraphrasedHeld, mostLost: 0.24, mostThrough: 0.135 },
  {
    set: "that are freer still, of entries that no rule was made by",
    all: paraphrasedHeld2,
    mostLost: 0.47,
    mostThrough: 0.12,
  },
])(
  "of paraphrases $set no more are lost, and no more lies get through, than README says",
  ({ all, mostLost, mostThrough }) => {
    const [honest, lies] = [judged(all).filter((one) => one.honest), judged(all).filter((one) => !one.honest)];
    const lost = honest.filter(({ verified }) => !verified.ok);
    const through = lies.filter(({ verified }) => verified.ok);
    expect(honest.length).toBeGreaterThanOrEqual(60);
    expect(lies.length).toBeGreaterThanOrEqual(60);
    expect(share(lost.length, honest.length)).toBeLessThanOrEqual(mostLost);
    expect(share(through.length, lies.length)).toBeLessThanOrEqual(mostThrough);
  },
);

test.for(["number", "name", "link", "law", "citation", "control", "order"])(
  "no lie of the kind %s is let through",
  (kind) => {
    const lies = judged().filter((output) => output.kind === kind);
    expect(lies.length).toBeGreaterThan(0);
    expect(lies.filter(({ verified }) => verified.ok).map(({ line }) => line)).toEqual([]);
  },
);

const honestLines = outputs.filter(({ honest }) => honest);
const word = fc.stringMatching(/^[A-Z][a-z]{3,8}$/).filter((name) => !/^[aeiou]/i.test(name) || name.length > 5);
const invented = fc.oneof(
  fc.integer({ min: 11, max: 999_999 }).map((n) => `${n} percent of the cost`),
  fc.integer({ min: 13, max: 99_999 }).map((n) => `$${n} a month`),
  fc.tuple(word, fc.integer({ min: 2, max: 99 })).map(([name, n]) => `${name}-${n}`),
  word.map((name) => `${name}AI`),
  word.map((name) => `https://${name.toLowerCase()}.example/x`),
  word.map((name) => `www.${name.toLowerCase()}.com`),
  word.map((name) => `<!subteam^${name}>`),
  word.map((name) => `@${name}`),
);

test("whatever a liar puts into an honest sentence, no invented number, product, link or mention gets through", () => {
  const lie = fc.record({
    at: fc.nat(honestLines.length - 1),
    put: invented,
    where: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(lie, ({ at, put, where }) => {
      const { line = "", passages = [] } = honestLines[at] ?? {};
      const words = line.split(" ");
      words.splice(Math.floor(where * (words.length - 1)), 0, put);
      return !verify(words.join(" "), passagesOf(passages), vocabulary).ok;
    }),
    { numRuns: 2_000 },
  );
});

test("a clause that is pieced together of several sentences is dropped, and what one sentence says stays", () => {
  const passages = [
    {
      number: 1,
      title: "Backups",
      text: "Night staff copy the archive to tape. Cloud invoices arrive monthly. Auditors read the invoices in spring.",
    },
  ];
  const flawOf = (line: string) => {
    const verified = verify(line, passages, vocabulary);
    return verified.ok ? undefined : verified.why;
  };
  expect(flawOf("Auditors copy cloud invoices to tape [1].")).toBe("support");
  expect(flawOf("Auditors read the invoices in spring [1].")).toBeUndefined();
});

test("what stands in a passage word for word holds, and with a word of it turned it does not", () => {
  const holds = (line: string): boolean => verify(line, passagesOf(["support-compared"]), vocabulary).ok;
  const line = "Before you self-host, name people on call who would read the forum and apply the fix [1].";
  expect(holds(line)).toBe(true);
  expect(holds(line.replace("Before", "After"))).toBe(false);
});

test("no id of a passage that was not given gets through", () => {
  fc.assert(
    fc.property(fc.nat(honestLines.length - 1), fc.integer({ min: 3, max: 99 }), (at, id) => {
      const { line = "", passages = [] } = honestLines[at] ?? {};
      return !verify(line.replace(/\[[\d, ]+\]/, `[1, ${id}]`), passagesOf(passages), vocabulary).ok;
    }),
  );
});

test("a sentence that is shown has its marks taken off and its end put on", () => {
  const passages = passagesOf(["vendor-lock-in"]);
  expect(verify("- **With open-weight models it is lower** [1][1]", passages, vocabulary)).toEqual({
    ok: true,
    text: "With open-weight models it is lower.",
    cites: [1],
  });
});
