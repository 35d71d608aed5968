import { describe, expect, test } from "vitest";
import { readSignals } from "../../../src/core/decide/signals.ts";
import { book, patterns, valuesOf } from "./book.ts";

describe("negation", () => {
  test.for([
    ["We have no GPUs.", { gpu_access: "none" }],
    ["We do not have an ML team.", { ml_team: "none" }],
    ["without ML staff", { ml_team: "none" }],
    ["We have no GPUs, ML people or integrator.", { gpu_access: "none", ml_team: "none", partner_available: "no" }],
    ["We have no GPUs but two ML engineers.", { gpu_access: "none", ml_team: "some" }],
    ["No GPUs and we have two ML engineers.", { gpu_access: "none", ml_team: "some" }],
    ["It isn't mission-critical.", { mission_critical: "no" }],
    ["We are not without ML engineers.", { ml_team: "some" }],
    [
      "It is not only mission-critical, it is also confidential.",
      { mission_critical: "yes", data_sensitivity: "confidential" },
    ],
    ["Fine-tuning is not needed.", { customization_depth: "prompt" }],
    ["GPUs: none", { gpu_access: "none" }],
    ["ML team? Unknown.", { ml_team: "unknown" }],
    ["ML team? None. Deadline? Friday.", { ml_team: "none", time_to_market: "days" }],
    ["Our non-confidential notes.", {}],
    ["None of it is confidential.", { data_sensitivity: "internal" }],
    ["All of it is published, nothing is confidential.", { data_sensitivity: "public" }],
    ["The data does not have to stay in house.", { data_may_leave: "yes" }],
    ["No doubt, the data is confidential.", { data_sensitivity: "confidential" }],
  ] as const)("“%s”", ([text, want]) => {
    expect(valuesOf(text)).toEqual(want);
  });
});

describe("what sounds like a fact and is another, or none", () => {
  test.for([
    [
      "Client contracts forbid sending documents to third parties.",
      { data_may_leave: "no", data_sensitivity: "confidential" },
    ],
    ["We have no GPU team.", { ml_team: "none" }],
    ["Patient data may leave if anonymised.", { data_sensitivity: "regulated" }],
    ["We build a helper into our online accounting product.", {}],
    ["4 engineers, none with ML background.", { ml_team: "none" }],
    ["Ships at sea: connection only in port.", { offline_edge: "yes", workload_mix: "mixed_connectivity" }],
    ["Our officer says no US providers.", { data_residency: "in_region" }],
  ] as const)("“%s”", ([text, want]) => {
    expect(valuesOf(text)).toEqual(want);
  });

  test("data that may never leave, and a vendor's API, do not fit together", () => {
    const { collisions } = readSignals("Top secret, may never leave, but we want GPT-5.5 through the API.", book);
    expect(collisions.map(({ fact }) => fact)).toEqual(["data_may_leave"]);
  });
});

describe("what is not said states nothing", () => {
  test.for([
    "Should data stay inside?",
    "should data stay inside",
    "Do we need an ML team, and GPUs of our own?",
    "If we had GPUs we would host it.",
    "If we had GPUs, we would hire an ML team.",
    "Suppose the data is confidential.",
    "Competitors use Azure and have strong ML teams.",
    "A friend of mine has eight A100s in his basement.",
    "We used to have GPUs.",
    "We wonder whether the load is steady.",
    "One day we will hire an ML team.",
    "According to the brochure the best quality costs more.",
    "We wish we had an ML team.",
  ])("“%s”", (text) => {
    expect(valuesOf(text)).toEqual({});
  });

  test.for([
    ["Given that we have no GPUs, which model fits?", { gpu_access: "none" }],
    ["We have two ML engineers and eight A100s, which model fits?", { ml_team: "some", gpu_access: "own" }],
    ["Unlike our competitors, we have an ML team.", { ml_team: "strong" }],
    ["Other banks have ML teams, but we have no engineers.", { ml_team: "none" }],
  ] as const)("but “%s” does", ([text, want]) => {
    expect(valuesOf(text)).toEqual(want);
  });
});

describe("hedges and doubts", () => {
  test.for([
    "Probably data may not leave the building.",
    "Data may not leave the building, I think.",
    "Maybe nothing may leave our network.",
    "I think data must stay in house.",
  ])("“%s” is kept, and hedged", (text) => {
    expect(readSignals(text, book).facts.data_may_leave).toMatchObject({ value: "no", hedged: true, origin: "stated" });
  });

  test("a hedge of one clause leaves the next alone", () => {
    const { facts } = readSignals("Maybe the load is steady, and we have two GPUs.", book);
    expect(facts.request_pattern?.hedged).toBe(true);
    expect(facts.gpu_access?.hedged).toBeUndefined();
  });

  test.for([
    ["We do not know whether data may leave the building.", "data_may_leave"],
    ["The volume is still unclear.", "volume_tokens_per_month"],
    ["We do not know how many requests there will be.", "volume_tokens_per_month"],
    ["Budget: tbd", "budget_style"],
  ] as const)("“%s” leaves a fact open", ([text, fact]) => {
    expect(valuesOf(text)).toEqual({ [fact]: "unknown" });
  });
});

describe("notes", () => {
  test.for([
    [
      "Latency: relaxed. Offline: no. Regulation: none.",
      { latency: "relaxed", offline_edge: "no", regulation: "none" },
    ],
    ["Vendor lock-in? Not a concern. Budget? Opex.", { vendor_lockin_tolerance: "high", budget_style: "opex" }],
    [
      "gpu access = cloud\nml team = strong\ndeadline = friday",
      { gpu_access: "cloud", ml_team: "strong", time_to_market: "days" },
    ],
    ["Load: steady growth of the stack", {}],
    ["Is latency strict?", {}],
  ] as const)("“%s”", ([text, want]) => {
    expect(valuesOf(text, patterns)).toEqual(want);
  });
});

describe("two readings of one fact", () => {
  test("that collide give no value and name both phrases", () => {
    expect(readSignals("No data leaves the company. We use the public API.", book)).toEqual({
      facts: {},
      collisions: [
        {
          fact: "data_may_leave",
          first: { value: "no", words: "No data leaves" },
          second: { value: "yes", words: "use the public API" },
        },
      ],
      understood: true,
    });
    expect(readSignals("We have no ML people. Our three ML engineers sit in Porto.", book).collisions).toMatchObject([
      { fact: "ml_team", first: { value: "none" }, second: { value: "some" } },
    ]);
  });

  test.for([
    ["We have two GPUs. Actually, no GPUs: they were stolen.", { gpu_access: "none" }],
    ["No ML people. No wait, we have two ML engineers.", { ml_team: "some" }],
    ["Data may go out. Correction: nothing may leave the building.", { data_may_leave: "no" }],
  ] as const)("give the later one where it corrects: “%s”", ([text, want]) => {
    expect(valuesOf(text)).toEqual(want);
  });

  test.for([
    ["Confidential files, among them patient records.", { data_sensitivity: "regulated" }],
    ["No GPUs, but we can rent GPUs.", { gpu_access: "cloud" }],
    [
      "Most requests are simple lookups and some are complex analyses. Some texts hold patient data, most do not.",
      { workload_mix: "mixed_both", data_sensitivity: "regulated" },
    ],
    [
      "Job ads, which are public, and personnel files.",
      { data_sensitivity: "confidential", workload_mix: "mixed_sensitivity" },
    ],
  ] as const)("give the more exact one where they agree: “%s”", ([text, want]) => {
    expect(valuesOf(text)).toEqual(want);
  });
});

test("what follows from a fact is inferred and gives way to what is said", () => {
  const { facts } = readSignals("HIPAA applies.", book);
  expect(facts.regulation).toEqual({ value: "hipaa", words: "HIPAA", origin: "stated" });
  expect(facts.data_sensitivity).toEqual({ value: "regulated", words: "HIPAA", origin: "inferred" });
  expect(readSignals("It runs overnight. Answers must come within 200 ms.", book).facts.latency?.value).toBe("strict");
});

test("words are quoted as they stand, within about 80 characters", () => {
  const { facts } = readSignals("  Well:\n*NOTHING*   may\tleave our “building”!", book);
  expect(facts.data_may_leave?.words).toBe("NOTHING*   may\tleave");
});

test("slips of the finger are put right, and words that are like others are left alone", () => {
  expect(valuesOf("Confidental letters.")).toEqual({ data_sensitivity: "confidential" });
  expect(valuesOf("A patent file.").data_sensitivity).not.toBe("regulated"); // not a patient's
  expect(valuesOf("The phones have no reception.")).toEqual({ offline_edge: "yes" }); // no retention either
});

test("an empty text is not understood", () => {
  expect(readSignals(" \n ", book)).toEqual({ facts: {}, collisions: [], understood: false });
});

test("a text of 40,000 characters without a stop is read like any other", () => {
  const text = `${"data may not the vendor that signs 10 tokens and ".repeat(820)}. We have no GPUs.`;
  expect(readSignals(text, book).facts.gpu_access?.value).toBe("none");
});
