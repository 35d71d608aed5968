import { describe, expect, it } from "vitest";
import { calibrate, DEFAULT_THRESHOLDS } from "../../../src/core/retrieve/index.ts";
import { stem } from "../../../src/stem.ts";
import { HELP_DESK } from "./corpus.ts";

const SUBJECTS = Array.from({ length: 40 }, (_, i) => `subject${String.fromCharCode(97 + (i % 26))}${i}x`);
const docs = SUBJECTS.map((subject, i) => ({
  id: `d${i}`,
  title: `About ${subject}`,
  text: `Everything on ${subject} is said here.`,
  aliases: [`what is ${subject}?`, `explain ${subject} to me`],
}));
const foreign = Array.from({ length: 40 }, (_, i) => `where can I buy fresh bread number ${i} in this town?`);

describe("calibration", () => {
  it("keeps to the defaults when there are too few questions to learn from", () => {
    expect(calibrate(HELP_DESK, foreign, { stem })).toEqual(DEFAULT_THRESHOLDS);
    expect(calibrate(docs, foreign.slice(0, 5), { stem })).toEqual(DEFAULT_THRESHOLDS);
    expect(calibrate([], [], { stem })).toEqual(DEFAULT_THRESHOLDS);
  });

  it("parts questions with an answer from foreign ones, the lower threshold below the upper", () => {
    const { answer, near } = calibrate(docs, foreign, { stem });
    expect(near).toBeLessThan(answer);
    expect(answer).toBeGreaterThanOrEqual(0.15);
    expect(answer).toBeLessThanOrEqual(0.5);
  });

  it("does not depend on the order of documents", () => {
    expect(calibrate(docs.toReversed(), foreign, { stem })).toEqual(calibrate(docs, foreign, { stem }));
  });
});
