import { beforeAll, describe, expect, test } from "vitest";
import { toPlain } from "../../src/core/plain.ts";
import type { Answer, Answered } from "../../src/core/ports.ts";
import type { Turn } from "../../src/core/question.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

let answer: Answer;
beforeAll(async () => {
  answer = answererOf(await realKnowledge());
});

const hospital =
  "We are a hospital. Patient letters may not leave our network, we have two ML engineers and GPUs of our own. Open or closed model?";
const shop =
  "We are a shop, product texts are public, 300 million tokens a month, one of us knows ML. Which should we choose?";

/** The last reply to what is said one after the other. */
function said(...lines: readonly string[]): Answered {
  const context: Turn[] = [];
  let last: Answered | undefined;
  for (const text of lines) {
    last = answer({ text, context: [...context] });
    context.push({ role: "user", text }, { role: "bot", text: toPlain(last.reply) });
  }
  if (!last) throw new Error("nothing was said");
  return last;
}
const textOf = (answered: Answered): string => toPlain(answered.reply);

describe("after a verdict", () => {
  test.for(["and what would that cost?", "how much is that?", "Is it expensive?", "ok, and the price?"])(
    "“%s” is a cost summary of the case",
    (asks) => {
      const { reply, trace } = said(shop, asks);
      expect([trace.advisor, reply.workload?.tokensPerMonth]).toEqual(["decide", 300_000_000]);
    },
  );

  test("the costs of a case whose data may not leave lead with machines of one's own", () => {
    expect(textOf(said(hospital, "what would that cost?"))).toMatch(
      /^At [\d,]+ requests a day machines of your own with .+ cost about .+ Your data may not leave, so GPT-5\.5/,
    );
  });

  test.for(["why not closed?", "Why not just use ChatGPT?", "couldn't we use a public API instead?"])(
    "“%s” is told which constraint keeps it out, and what would have to give",
    (asks) => {
      const text = textOf(said(hospital, asks));
      expect(text).toMatch(/^Left out: .*Closed.*The data may not leave your own environment/s);
      expect(text).toContain("For it to come back: allow it to leave");
      expect(text).not.toContain("Small, on the device");
    },
  );

  test.for(["why not on the device?", "what speaks against a hybrid?"])(
    "“%s” is told how far behind it is, what speaks for and against it, and what would make it win",
    (asks) => {
      const answered = said(hospital, asks);
      expect(textOf(answered)).toMatch(/would do: it comes first in \d+ of 100 draws.*Against it: .*It would win if/s);
      expect(answered.trace.entries).not.toEqual([]);
    },
  );

  test("“are you sure?” has the verdict once more", () => {
    expect(textOf(said(hospital, "are you sure?"))).toBe(textOf(said(hospital)));
  });

  test("what was asked in between is no fact of the case", () => {
    expect(textOf(said(hospital, "why not on the device?", "why not hybrid?", "are you sure?"))).toBe(
      textOf(said(hospital)),
    );
  });

  test("what is told in between counts, however much was asked before it", () => {
    const text = textOf(
      said(
        hospital,
        "why not closed?",
        "are you sure?",
        "why not hybrid?",
        "and if we had no GPUs, but a partner who runs it?",
      ),
    );
    expect(text).toContain("GPUs: none of ours; partner: yes");
    expect(text).toContain("may data leave: no");
  });

  test.for(["what are weights?", "and what is LoRA?"])("“%s” is asked of the knowledge", (asks) => {
    expect(said(hospital, asks).trace.advisor).not.toBe("decide");
  });

  test("a source is listed only where something rests on it", () => {
    const { reply } = said(hospital);
    const cited = new Set(
      reply.blocks.flatMap((block) =>
        block.kind === "text" ? block.cites : block.kind === "points" ? block.points.flatMap(({ cites }) => cites) : [],
      ),
    );
    expect([...cited].toSorted((a, b) => a - b)).toEqual(reply.citations.map((_, i) => i + 1));
  });
});
