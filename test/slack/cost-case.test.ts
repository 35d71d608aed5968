/** What was told for a verdict holds for its costs and for a comparison, and the other way round. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { costingOn } from "../../src/coster.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
import { assessing, channel, dm, other, type People, read, several } from "./assess-support.ts";

const kb = await realKnowledge();
let p: People;
beforeEach(async () => {
  p = await assessing({ answer: answererOf(kb), costing: costingOn(() => kb) });
});
afterEach(() => p.on.stop());
const support =
  "A support chatbot, requests come in peaks, somebody waits for each answer, about 300 million tokens a month.";

describe("the result of an assessment", () => {
  test("opens its costs, with volume, peak and latency filled in, for its owner alone; its buttons work", async () => {
    await p.press(await p.finished(support, "Chatbot"), "Cost in detail");
    const told = read(p.whispered());
    expect(told).toContain("What does “Chatbot” cost?");
    expect(told).toContain("At 5,187 requests a day");
    expect(told).toContain(
      "From your assessment: 300,000,000 tokens a month; a peak of 5 times the mean, since requests come in peaks; 50 ms a token",
    );
    expect(told).not.toMatch(/Taken as usual.*peak over average load/);
    await p.press(p.whispered(), "Double the volume");
    expect(read(p.whispered())).toContain("At 10,374 requests a day");
    expect(p.said(channel)).toEqual([]);
  });

  test("says what it took where the assessment names no volume, and what is left where the data may not leave", async () => {
    await p.press(
      await p.finished("Clinic: patient letters must not leave the building. Two ML engineers.", "Letters"),
      "Cost in detail",
    );
    const told = read(p.whispered());
    expect(told).toContain("Your assessment names no volume: 100,000,000 tokens a month are taken.");
    expect(told).toContain("Your data may not leave, so");
  });
});

describe("a cost summary", () => {
  test("carries its volume, as its buttons left it, and what else was said into an assessment", async () => {
    await p.weigh(
      "cost 40k requests/day, 1500 in, 400 out, peak 5x, 50 ms per token, patient letters must stay in house",
    );
    await p.press(p.whispered(), "Double the volume");
    await p.press(p.whispered(), "Assess my case");
    const shown = JSON.stringify(p.modal());
    expect(shown).toContain(
      "80,000 requests a day, each 1,500 tokens in and 400 tokens out. The load is spiky. Somebody waits for each answer.",
    );
    expect(shown).toMatch(/must stay in house/i);
    await p.submit({
      name: { text: { type: "plain_text_input", value: "Doubled" } },
      text: { text: { type: "plain_text_input", value: initialText(p) } },
    });
    const [row] = await p.on.store.assessments.listOf("slack:T0TEAM/U0A", { limit: 1 });
    const { draft } = JSON.parse(row?.doc ?? "{}") as { draft: { facts: Record<string, { value: unknown }> } };
    expect(draft.facts).toMatchObject({
      volume_tokens_per_month: { value: 4_626_880_000 },
      request_pattern: { value: "spiky" },
      latency: { value: "interactive" },
      data_may_leave: { value: "no" },
    });
  });
});

describe("a comparison", () => {
  test("has a column for the asker's last assessment, and says so, in an answer that they alone see", async () => {
    await p.finished(support, "Chatbot");
    await p.weigh("compare open and closed on deployment and operational complexity and privacy");
    expect(read(p.whispered())).not.toContain("Your project");
    await p.finished("Clinic: patient letters must not leave the building. Two ML engineers.", "Letters");
    await p.weigh("compare open and closed on privacy");
    const told = read(p.whispered());
    expect(told).toContain("May data leave: No, it must stay with us");
    expect(told).toContain("Your project: from your assessment “Letters”.");
    await p.weigh("compare");
    await p.submit({ ways: several("open", "closed"), rows: several("privacy") });
    expect(read(p.said(dm).at(-1))).toContain("Your project");
  });

  test("shows it to nobody else: not to another asker of the same, and not in the channel when it is shared", async () => {
    await p.finished("Clinic: patient letters must not leave the building. Two ML engineers.", "Letters");
    await p.weigh("compare open and closed on privacy");
    await p.press(p.whispered(), "Share in channel");
    expect(p.said(channel).map(read).join("\n")).toContain("Privacy and residency");
    expect(p.said(channel).map(read).join("\n")).not.toMatch(/Your project|Letters/);
    await p.weigh("compare open and closed on privacy", { user: other });
    expect(read(p.whispered(other))).toContain("Privacy and residency");
    expect(read(p.whispered(other))).not.toContain("Your project");
  });
});

/** What the first field of the form on top that holds text holds. */
function initialText({ modal }: People): string {
  const texts = modal().blocks.map(({ element }) => (element as { initial_value?: string } | undefined)?.initial_value);
  return texts.find((one) => one !== undefined && one.length > 20) ?? "";
}
