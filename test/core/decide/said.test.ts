import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prepareSignals, readSignals, type SaidData } from "../../../src/core/decide/signals.ts";
import { markReader, stemOf } from "../../../src/core/decide/said-marks.ts";
import { book, patterns, realSaid, realSignals } from "./book.ts";

/** A few sentences to learn from, each several times in other words. */
const few: SaidData = {
  believe: { sureFrom: 60, likelyFrom: 40, eagerFrom: 20, eagerly: [], apart: {} },
  alike: {
    place: ["attic", "barn", "loft", "shed"],
    leave: ["escape", "depart", "vanish"],
    tool: ["saw", "axe", "lathe"],
  },
  says: {
    data_may_leave: {
      no: [
        "Nothing may escape from the attic.",
        "No scroll may depart from the barn.",
        "Nothing ever vanishes from the loft.",
        "No scroll escapes from the attic.",
      ],
    },
    gpu_access: {
      own: ["A lathe stands here.", "An axe stands here.", "The saw stands here.", "A lathe stands there."],
    },
  },
  nothing: ["The barn is red.", "The loft is big.", "The attic is cold.", "Saws are sharp.", "Axes are sharp."],
};
const small = prepareSignals({ ...realSignals, signals: [], together: [] }, few);
const first = realSignals.signals.find(({ fact }) => fact === "data_may_leave")!;
const factsIn = (text: string) => readSignals(text, small).facts;

describe("what is learned from sentences", () => {
  test("is read in other words of the same families, and quoted as they stand", () => {
    expect(factsIn("Hello. No scroll may ever vanish from the shed!").data_may_leave).toMatchObject({
      value: "no",
      words: "No scroll may ever vanish from the shed!",
      origin: "stated",
    });
  });

  test("is not read in sentences that only share a word", () => {
    expect(factsIn("The shed is red and the loft is cold.")).toEqual({});
  });

  test.for([
    "May no scroll escape from the attic?",
    "If no scroll may escape from the attic, what then?",
    "Our competitors say that nothing may escape from the attic.",
    "Last year nothing escaped from the attic.",
    "We do not know whether nothing may escape from the attic.",
    "A few of our consultants would have liked that nothing escapes from the attic.",
    "That nothing may escape from the attic has been lifted.",
    "The lodger next door says nothing may escape from the attic.",
  ])("is not read where it is not said: “%s”", (text) => {
    expect(factsIn(text)).toEqual({});
  });

  test("is hedged where it is less sure, or where the sentence is", () => {
    const sure = prepareSignals(realSignals, { ...few, believe: { ...few.believe, sureFrom: 99 } });
    const text = "Nothing may depart from the shed.";
    expect(readSignals(text, small).facts.data_may_leave?.hedged).toBeUndefined();
    expect(readSignals(text, sure).facts.data_may_leave?.hedged).toBe(true);
    expect(readSignals(`Probably ${text.toLowerCase()}`, small).facts.data_may_leave?.hedged).toBe(true);
  });

  test("is taken earlier of eager facts, and of those with a chance of their own", () => {
    const reads = (believe: Partial<SaidData["believe"]>): boolean => {
      const given = prepareSignals(realSignals, { ...few, believe: { ...few.believe, ...believe } });
      return readSignals("Nothing may depart from the shed.", given).facts.data_may_leave !== undefined;
    };
    expect(reads({ likelyFrom: 99, eagerFrom: 20, eagerly: ["data_may_leave"] })).toBe(true);
    expect(reads({ likelyFrom: 99, eagerFrom: 20 })).toBe(false);
    expect(reads({ likelyFrom: 99, apart: { data_may_leave: 20 } })).toBe(true);
    expect(reads({ likelyFrom: 20, apart: { data_may_leave: 99 } })).toBe(false);
  });

  test("is read in words that no sentence has, where they are used like others", () => {
    const like: Record<string, string> = { attic: "up", barn: "up", loft: "up", eyrie: "up" };
    const classesOf = (word: string) => (like[word] ? [like[word]] : []);
    const text = "Nothing may escape from the eyrie.";
    const chance = (said: SaidData): number =>
      Math.max(
        ...(prepareSignals(realSignals, said)
          .said?.guess(text.toLowerCase())
          .map((one) => one.chance) ?? []),
      );
    const lessons = { ...few, alike: {} };
    expect(chance({ ...lessons, classesOf })).toBeGreaterThan(chance(lessons));
  });

  test("binds a part although another part may go anywhere, in whichever order they are told", () => {
    const says = {
      data_may_leave: { ...few.says.data_may_leave, yes: Array.from("abcdefghij", (one) => `Hay goes out, ${one}.`) },
    };
    const eager = { ...few, says, believe: { ...few.believe, eagerFrom: 3, eagerly: ["data_may_leave" as const] } };
    const given = prepareSignals({ ...realSignals, signals: [], together: [] }, eager);
    const [bound, free] = ["Nothing may escape from the attic.", "Hay goes out, a."];
    const read = (text: string) => readSignals(text, given).facts.data_may_leave?.value;
    expect(read(free)).toBe("yes");
    expect(read(`${bound} ${free}`)).toBe("no");
    expect(read(`${free} ${bound}`)).toBe("no");
  });

  test("is not free where another clause of the sentence sets a condition", () => {
    const yes = Array.from("abcdefghij", (one) => `Hay goes out, ${one}.`);
    const given = prepareSignals(
      { ...realSignals, signals: [], together: [] },
      {
        ...few,
        says: { data_may_leave: { ...few.says.data_may_leave, yes } },
        believe: { ...few.believe, eagerly: ["data_may_leave"] },
      },
    );
    const read = (text: string) => readSignals(text, given).facts.data_may_leave?.value;
    expect(read("Hay goes out, a.")).toBe("yes");
    expect(read("Hay goes out, a, if they bow.")).toBeUndefined();
  });

  test("is learned bit by bit as it is at one go, and once for all versions of the other files", () => {
    const slow = prepareSignals({ ...realSignals, signals: [], together: [] }, { ...few });
    let steps = 1;
    while (slow.said?.learnOn() === false) steps += 1;
    expect(steps).toBeGreaterThan(1);
    expect(readSignals("Nothing may depart from the shed.", slow)).toEqual(
      readSignals("Nothing may depart from the shed.", small),
    );
    expect(prepareSignals(realSignals, few).said).toBe(small.said);
  });

  test("gives way to what a pattern finds, and to what a pattern finds not to be said", () => {
    const both = prepareSignals(realSignals, few);
    expect(readSignals("A lathe stands here. We have no GPUs.", both).facts.gpu_access?.value).toBe("none");
    expect(
      readSignals("We had our own GPUs until recently, a lathe stands here.", both).facts.gpu_access,
    ).toBeUndefined();
    const signals = [{ ...first, patterns: ["escape"], value: "no", unless: ["attic"] }];
    const unless = (value: string) =>
      readSignals(
        "Nothing may escape from the attic.",
        prepareSignals({ ...realSignals, signals: signals.map((one) => ({ ...one, value })), together: [] }, few),
      ).facts.data_may_leave;
    expect(unless("no")).toBeUndefined();
    expect(unless("yes")?.value).toBe("no");
  });
});

test("a sentence more that has nothing to do with the others changes little of what they teach", () => {
  const more = prepareSignals(realSignals, { ...realSaid, nothing: ["Owls hoot.", ...realSaid.nothing] });
  const texts = [
    "american labs have no capacity here.",
    "family files in our hands alone.",
    "not a soul outside sees them.",
  ];
  for (const text of texts) {
    const [before, after] = [book, more].map((one) => one.said?.guess(text) ?? []);
    expect(before?.length).toBeGreaterThan(0);
    const shifts = (before ?? []).map(({ chance }, i) => Math.abs((after?.[i]?.chance ?? 0) - chance));
    expect(Math.max(...shifts)).toBeLessThan(0.02);
  }
});

test("the same sentences teach the same", () => {
  const again = prepareSignals(realSignals, realSaid);
  const text = "The tapes are for our own machines only. Crews see no mast for weeks.";
  expect(readSignals(text, again)).toEqual(readSignals(text, book));
});

test("what the patterns read stays as they read it", () => {
  const sentences = realSignals.signals.flatMap((one) => one.example.map(({ text }) => text));
  for (const text of sentences) expect(readSignals(text, book).facts).toMatchObject(readSignals(text, patterns).facts);
});

describe("marks of a clause", () => {
  test.for([
    ["stays", "staying"],
    ["files", "file"],
    ["companies", "company"],
    ["passed", "passes"],
    ["running", "runs"],
    ["inspected", "inspecting"],
  ] as const)("are the same for “%s” and “%s”", ([one, other]) => {
    expect(stemOf(one)).toBe(stemOf(other));
  });

  test("are the same however a word is written together or shortened", () => {
    const { read, close } = markReader({ house: ["in-house"] });
    const [first] = [read("it can not stay in-house"), read("no one does not know")];
    close();
    expect(read("it can't stay inhouse")).toEqual(first);
    expect(read("nobody doesn't know")).toEqual(read("no one does not know"));
  });

  test("can be read in any text, and new words bring none once it is closed", () => {
    const reader = markReader({ place: ["lab"] });
    reader.read("nothing leaves the lab");
    const count = reader.count();
    reader.close();
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        for (const mark of reader.read(text).known) expect(mark).toBeLessThan(count);
        expect(reader.count()).toBe(count);
      }),
    );
  });
});
