import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { respeller } from "../../src/core/respell.ts";

const respell = respeller(
  ["comparison", "instructions", "model", "price", "vendor", "data"],
  new Set(["vender", "prices"]),
);

describe("the respeller", () => {
  test.for([
    ["modle", "model"],
    ["modell", "model"],
    ["mdoel", "model"],
    ["prise", "price"],
    ["Vendr is long enough", "vendor is long enough"],
    ["comparisson", "comparison"],
    ["comprison of prics", "comparison of price"],
    ["instrctuions", "instructions"],
  ] as const)("puts %s right: %s", ([typed, want]) => {
    expect(respell(typed)).toBe(want);
  });

  test.for([
    ["words that are right", "model price vendor"],
    ["capitals of words that are right", "MODEL Price"],
    ["words that it knows", "vender prices"],
    ["short words", "dta dat"],
    ["a first letter that differs", "nodel"],
    ["two slips in a short word", "mdole"],
    ["three slips in a long word", "cmprisn"],
    ["other alphabets and signs", "модель 模型 $5/1M — ok?"],
    ["nothing", ""],
  ] as const)("leaves %s", ([, text]) => {
    expect(respell(text)).toBe(text);
  });

  test("changes nothing that it has put right", () => {
    const twice = fc.property(
      fc.array(fc.constantFrom("modle", "prise", "vendro", "instrctions", "x", "ünïcode", "…"), { maxLength: 8 }),
      (w) => {
        const once = respell(w.join(" "));
        expect(respell(once)).toBe(once);
      },
    );
    fc.assert(twice);
  });
});
