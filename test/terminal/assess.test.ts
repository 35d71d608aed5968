import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { assessingOn } from "../../src/assessor.ts";
import { runAssess } from "../../src/terminal/assess.ts";
import type { ModelReading, SecondReader } from "../../src/core/ports.ts";
import { runInterview } from "../../src/terminal/interview.ts";
import { realKnowledge } from "../support/real-knowledge.ts";

const kb = await realKnowledge();
const assessor = assessingOn(() => kb)();
if (!assessor) throw new Error("the decision flow is broken");

/** Runs the command; what it read and wrote. */
async function run(given: { facts?: string; text?: string; json?: boolean; jsonl?: boolean; stdin?: string }) {
  const out: string[] = [];
  const err: string[] = [];
  const into = (lines: string[]) =>
    Object.assign(new PassThrough(), {
      write: (text: string) => {
        lines.push(text);
        return true;
      },
    });
  const { facts, text, json = false, jsonl = false, stdin = "" } = given;
  const io = { stdin: PassThrough.from([stdin]), stdout: into(out), stderr: into(err) };
  const code = await runAssess({ facts, text, json, jsonl, io, assessor: assessor as NonNullable<typeof assessor> });
  return { code, out: out.join(""), err: err.join("") };
}
type Printed = Readonly<Record<string, unknown>> & {
  readonly ranking: readonly { readonly alternative: string; readonly excluded?: { readonly sources: string[] } }[];
  readonly nextQuestion?: { readonly fact: string };
};
const printed = (text: string): Printed => JSON.parse(text) as Printed;

describe("assess", () => {
  test("prints what the contract names", async () => {
    const { code, out } = await run({ facts: '{"data_may_leave": "no", "ml_team": "some"}', json: true });
    const object = printed(out);
    expect(code).toBe(0);
    expect(object).toMatchObject({
      recommended: "open_self_hosted",
      facts: { data_may_leave: { value: "no", origin: "stated" }, data_residency: { origin: "assumed" } },
    });
    expect(Object.keys(object)).toEqual(
      expect.arrayContaining([
        "label",
        "acceptability",
        "ranking",
        "flips",
        "drivers",
        "buildingBlocks",
        "path",
        "risks",
        "nextSteps",
      ]),
    );
    const leftOut = object.ranking.find(({ alternative }) => alternative === "closed_api");
    expect(leftOut?.excluded).toMatchObject({ constraint: "data-stays", reason: expect.any(String) as string });
    expect(leftOut?.excluded?.sources.every((file) => file.endsWith(".txt"))).toBe(true);
  });

  test("reads words and says first what it understood, and what does not fit together", async () => {
    const { out } = await run({ text: "Nothing may leave our data centre and we have two ML engineers." });
    expect(out).toMatch(/^Understood:\n {2}May data leave: No, it must stay with us \(“.+”\)/);
  });

  test.for(["hello there", "", "Kissa istuu puussa ja katselee."])(
    "gives no verdict where nothing was read: “%s”",
    async (text) => {
      const { out, code } = await run({ text });
      expect(out).toContain("nothing to weigh yet");
      expect(out).not.toContain("How sure");
      expect(code).toBe(1);
    },
  );

  test.for([
    "Wir sind ein Krankenhaus, Patientendaten dürfen das Haus nicht verlassen, wir haben zwei ML-Ingenieure.",
    "Les données sont confidentielles et ne doivent pas quitter nos serveurs.",
  ])("reads other languages as answers do: “%s”", async (text) => {
    expect((await run({ text })).out).toMatch(/May data leave: No, it must stay with us[^]*Self-host/);
  });

  test("facts count more than words", async () => {
    const { out } = await run({
      text: "Nothing may leave our data centre.",
      facts: '{"data_may_leave": "yes"}',
      json: true,
    });
    expect(printed(out)).toMatchObject({ facts: { data_may_leave: { value: "yes", origin: "stated" } } });
  });

  test.for([
    ["not JSON", "{", "The file of facts is not JSON."],
    ["a list", "[]", "The file of facts is not JSON."],
    ["an unknown fact", '{"colour": "red"}', "colour: there is no such fact; there are data_sensitivity"],
    ["an impossible value", '{"ml_team": "huge"}', 'ml_team: "huge" cannot be; write none, some, strong or unknown'],
    ["a volume out of range", '{"volume_tokens_per_month": -1}', "write a number of tokens a month"],
  ] as const)("facts that are %s are refused with what to write", async ([, facts, says]) => {
    const { code, err, out } = await run({ facts });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(says);
  });

  test("a line at a time: each answered with its id, in order, and a wrong one stops nothing", async () => {
    const lines = [
      '{"id": 1, "facts": {"offline_edge": "yes"}}',
      "nonsense",
      '{"id": "b", "text": "only public data, live by Friday"}',
      '{"id": 3}',
      '{"id": 4, "facts": {"x": 1}}',
      '{"id": 5, "facts": {"data_may_leave": "unknown", "volume_tokens_per_month": null}}',
    ];
    const { out } = await run({ jsonl: true, stdin: lines.join("\n") });
    const answers = out.trim().split("\n").map(printed);
    expect(answers.map(({ id }) => id)).toEqual([1, null, "b", 3, 4, 5]);
    expect(answers[0]).toMatchObject({ recommended: "edge_slm" });
    expect(answers[1]).toMatchObject({ error: expect.stringContaining("line 2: this is not JSON") as string });
    expect(answers[3]).toMatchObject({
      error: expect.stringContaining("line 4: facts and text are missing") as string,
    });
    expect(answers[4]).toMatchObject({ error: expect.stringContaining("x: there is no such fact") as string });
    expect(answers[5]?.nextQuestion).toBeDefined();
  });

  test("constraints that rule everything out say what would have to give, with exit code 1", async () => {
    const facts = '{"offline_edge": "yes", "time_to_market": "days", "data_may_leave": "no", "workload_mix": "single"}';
    const impossible = await run({ facts: facts.replace("}", ', "multimodal_needed": "yes"}'), json: true });
    expect(impossible.code).toBe(printed(impossible.out)["recommended"] === null ? 1 : 0);
  });
});

describe("the interview", () => {
  const interview = async (typed: readonly string[], second?: SecondReader) => {
    const stdin = new PassThrough();
    const stdout = new PassThrough();
    let said = "";
    stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const done = runInterview({ io: { stdin, stdout }, assessor: assessor, second });
    for (const line of typed) stdin.write(`${line}\n`);
    stdin.end();
    return { code: await done, said };
  };

  test("asks, goes back, explains, and ends in a verdict whenever somebody has enough", async () => {
    const { code, said } = await interview(["Patient letters must stay in house", "", "w", "1", "b", "s", "f"]);
    expect(code).toBe(0);
    expect(said).toContain("Understood:");
    expect(said).toContain("Does any of this apply?");
    expect(said).toMatch(/\(0 answered|\(1 answered/);
    expect(said).toContain("Self-host an open-weight model");
  });

  test("says what it did not get, and leaves when told to", async () => {
    const { code, said } = await interview(["", "99", "", "purple", "q"]);
    expect(code).toBe(1);
    expect(said).toContain("Type numbers from 1 to");
    expect(said).toContain("I did not get that.");
  });

  describe("beside a model that reads the description", () => {
    const letters = "Patient letters must stay in house, two ML engineers";
    const reads = (...facts: ModelReading["facts"]): SecondReader => ({
      mayRead: () => true,
      read: async () => ({ by: "a-model on your own servers", facts }),
    });
    const adds = { fact: "budget_style", value: "opex", words: "two ML engineers" } as const;
    const differs = { fact: "ml_team", value: "strong", words: "two ML engineers" } as const;

    test("offers what it adds and what it reads otherwise, before the next question", async () => {
      const { code, said } = await interview([letters, "maybe", "y", "n", "", "f"], reads(differs, adds));
      expect(code).toBe(0);
      expect(said).toContain("a-model on your own servers read your description, too.");
      expect(said).toContain("the first counts until you choose");
      expect(said.indexOf("Nothing of this counts")).toBeLessThan(said.indexOf("Does any of this apply?"));
      expect(said.replaceAll(/\s+/g, " ")).toContain("a practised team is there");
      expect(said).toMatch(/Assumed:/);
    });

    test("what is declined counts for nothing: the verdict is that of no model", async () => {
      const alone = await interview([letters, "", "f"]);
      const beside = await interview([letters, "n", "n", "", "f"], reads(differs, adds));
      const verdictOf = (said: string): string => said.slice(said.lastIndexOf("How sure"));
      expect(verdictOf(beside.said)).toBe(verdictOf(alone.said));
    });

    test("waits for none that does not answer", async () => {
      const never: SecondReader = { mayRead: () => true, read: () => new Promise(() => {}) };
      const { code, said } = await interview([letters, "", "f"], never);
      expect(code).toBe(0);
      expect(said).not.toContain("read your description");
    });
  });

  test("ends when its input does", async () => {
    expect((await interview(["x"])).code).toBe(1);
  });
});
