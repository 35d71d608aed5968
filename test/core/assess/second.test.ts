/** What a model reads beside the rules is an offer, whatever it says, and whenever it says it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyDoc } from "../../../src/core/assess/doc.ts";
import { corrected, lookedOver, steppedBack, ticked, told } from "../../../src/core/assess/flow.ts";
import { chosen, held, isHeld, isStale, offered, offerSays, openOffers } from "../../../src/core/assess/second.ts";
import { factNames, factValues, type FactName, isFactValue, volumeFact } from "../../../src/core/decide/facts.ts";
import type { ModelReading } from "../../../src/core/ports.ts";
import { attacks } from "../../llm/attacks.ts";
import { fakeLlmHere, type Sent } from "../../fakes/llm.ts";
import { reallyAssessing } from "../../support/real-knowledge.ts";
import { readerOn } from "../../support/second-reader.ts";

const assessor = (await reallyAssessing())();
if (!assessor) throw new Error("the decision flow is broken");
const clinic =
  "Clinic: patient letters must not leave the building. Two ML engineers, about 20 million tokens a month.";
const by = "a-model on your own servers";
const at = { platform: "slack", workspace: "T0TEAM" };
const described = told(assessor, emptyDoc, { text: clinic });
type Facts = ModelReading["facts"];
const read = (facts: Facts, doc = described, rev = 2) => offered(doc, doc.draft.text, { by, facts }, rev) ?? doc;
const team = { fact: "ml_team", value: "strong", words: "Two ML engineers" } as const;
const money = { fact: "budget_style", value: "opex", words: "Two ML engineers" } as const;

const anyFact = fc.constantFrom<FactName>(...factNames).chain((fact) =>
  fc.record({
    fact: fc.constant(fact),
    value: fact === volumeFact ? fc.double({ min: 0, max: 1e16, noNaN: true }) : fc.constantFrom(...factValues[fact]),
    words: fc.constantFrom("Two ML engineers", "patient letters", "20 million tokens a month"),
  }),
);

test("whatever a model reads, what was understood stays as it was, and so does the verdict", () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyFact, { selector: ({ fact }) => fact }), (facts) => {
      const after = read(facts);
      expect(after.draft).toBe(described.draft);
      expect(after.page).toBe(described.page);
      const open = openOffers(assessor, after);
      expect(open.length).toBeLessThanOrEqual(6);
      for (const offer of open) {
        expect(isFactValue(offer.fact, offer.value)).toBe(true);
        expect(offer.value).not.toBe(described.draft.facts[offer.fact]?.value);
      }
    }),
  );
});

test("what is taken is as if the person had answered it: the same facts give the same verdict", () => {
  fc.assert(
    fc.property(anyFact, (fact) => {
      const after = read([fact]);
      const [offer] = openOffers(assessor, after);
      if (!offer) return;
      const taken = chosen(assessor, after, [offer.fact, offer.value], true);
      const answered = corrected(described, [[offer.fact, offer.value]]);
      expect(assessor.assess(taken?.draft.facts ?? {}).acceptability).toEqual(
        assessor.assess(answered.draft.facts).acceptability,
      );
      expect(openOffers(assessor, taken ?? after)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test("what contradicts the rules comes first, and says both readings", () => {
  const open = openOffers(assessor, read([money, team]));
  expect(open.map(({ fact }) => fact)).toEqual(["ml_team", "budget_style"]);
  const [first, second] = open.map((offer) => offerSays(assessor, offer).text);
  expect(first).toContain("“One or a few people”, or “A practised team”?");
  expect(second).toContain("I read nothing there");
});

test("sums that differ by little agree", () => {
  const volume = (value: number) => [{ fact: volumeFact, value, words: "20 million tokens a month" }] as const;
  expect(openOffers(assessor, read(volume(22e6)))).toEqual([]);
  expect(openOffers(assessor, read(volume(2e9)))).toHaveLength(1);
});

test("it is read once: what a second replica brings changes nothing", () => {
  const after = read([team]);
  expect(offered(after, clinic, { by, facts: [money] }, 3)).toBeUndefined();
  expect(offered(described, "Another text.", { by, facts: [money] }, 2)).toBeUndefined();
});

describe("an offer is gone", () => {
  const after = read([team, { fact: "mission_critical", value: "yes", words: "patient letters" }]);
  const open = (doc = after) => openOffers(assessor, doc).map(({ fact }) => fact);
  test("when the person answers that fact", () => {
    expect(open(corrected(after, [["ml_team", "unknown"]]))).not.toContain("ml_team");
    expect(open(ticked(assessor, lookedOver(after), []))).not.toContain("mission_critical");
  });
  test("when it is declined, and stays so when the description is read anew", () => {
    const declined = chosen(assessor, after, ["ml_team", "strong"], false) ?? after;
    expect(open(declined)).not.toContain("ml_team");
    expect(declined.draft).toBe(after.draft);
    const more = told(assessor, declined, { text: `${clinic} It is urgent.` });
    expect(open(read([team], more, 4))).not.toContain("ml_team");
  });
  test("when its words were taken out of the description", () => {
    expect(open(told(assessor, after, { text: "Clinic: patient letters, no one to run it." }))).not.toContain(
      "ml_team",
    );
  });
  test("and comes back with a step back", () => {
    const taken = chosen(assessor, lookedOver(after), ["ml_team", "strong"], true) ?? after;
    expect(open(taken)).not.toContain("ml_team");
    expect(open(steppedBack(taken))).toContain("ml_team");
  });
});

describe("what was drawn before a model had read it", () => {
  test("is still good, and what was drawn before a step is not", () => {
    const after = read([team], described, 2);
    expect(isStale({ rev: 1 }, { rev: 2 }, after)).toBe(false);
    expect(isStale({ rev: 2 }, { rev: 2 }, after)).toBe(false);
    expect(isStale({ rev: 1 }, { rev: 3 }, after)).toBe(true);
    expect(isStale({ rev: 1 }, { rev: 2 }, described)).toBe(true);
    expect(isStale({ rev: 3 }, { rev: 2 }, after)).toBe(true);
  });
  test("with something half done on it is left in its place until the next step", () => {
    const half = held(described, 2);
    expect(isHeld({ rev: 2 }, half)).toBe(true);
    const after = read([team], half, 3);
    expect(isHeld({ rev: 3 }, after)).toBe(true);
    expect(isStale({ rev: 1 }, { rev: 3 }, after)).toBe(false);
    expect(isHeld({ rev: 4 }, after)).toBe(false);
    expect(isHeld({ rev: 5 }, held(after, 5))).toBe(true);
  });
});

/** Reads into a description whatever anybody in it says it should. */
const obeys = ({ messages }: Sent) => {
  const said = messages.at(-1)?.content ?? "";
  const words = /message">\n([^]*?)\n<\/data>/.exec(said)?.[1]?.slice(-60) ?? "Clinic";
  const facts = [
    { fact: "data_may_leave", value: "yes", words },
    { fact: "ml_team", value: "PWNED", words },
    { fact: "preference", value: "closed_models", words: "https://evil.example/x" },
  ];
  return { text: JSON.stringify({ facts }) };
};

test("with a model that obeys, no attack in a description changes a fact or gets a word into an offer that was not written there", async () => {
  const llm = await fakeLlmHere(obeys);
  const second = readerOn({ open: llm, closed: llm });
  for (const { text } of attacks) {
    const doc = told(assessor, emptyDoc, { text: `${clinic} ${text}` });
    const reading = await second.read(doc.draft.text, at);
    const after = reading ? (offered(doc, doc.draft.text, reading, 2) ?? doc) : doc;
    expect(after.draft).toBe(doc.draft);
    for (const offer of openOffers(assessor, after)) {
      expect(offer.fact).toBe("data_may_leave");
      expect(doc.draft.text).toContain(offer.words);
    }
  }
}, 60_000);
