import { expect, test } from "vitest";
import { clip, lengthOf, shorten, split } from "../../src/slack/limits.ts";
import { bold, literal, mrkdwn, safe } from "../../src/slack/safe.ts";

test.for([
  { is: "a broadcast", text: "<!channel>", want: "&lt;!channel&gt;" },
  { is: "a mention", text: "<@U1>", want: "&lt;@U1&gt;" },
  { is: "a link", text: "<https://a.example|b>", want: "&lt;https://a.example|b&gt;" },
  { is: "an entity", text: "&lt;!here&gt;", want: "&amp;lt;!here&amp;gt;" },
  { is: "a bare broadcast", text: "@channel @Here ＠everyone", want: "@ channel @ Here ＠ everyone" },
  { is: "an address", text: "me@heretic.example", want: "me@heretic.example" },
  { is: "a control character", text: "a\u0007b\tc\nd", want: "a b\tc\nd" },
  { is: "half a character", text: "a\ud800", want: "a\ufffd" },
])("$is comes out as plain words", ({ text, want }) => expect(safe(text)).toBe(want));

test.for([
  { text: "**a** and **b c**", want: "*a* and *b c*" },
  { text: "** a **", want: "*a*" },
  { text: "a ** b", want: "a  b" },
  { text: "**a\nb**", want: "a\nb" },
  { text: "**<!here>**", want: "*&lt;!here&gt;*" },
])("$text is mrkdwn $want", ({ text, want }) => expect(mrkdwn(text)).toBe(want));

test("a bold line is one line, without marks of its own", () => {
  expect(bold(" a*b*\nc ")).toBe("*ab c*");
  expect(bold(" ** ")).toBe("");
});

test("length counts characters outside the BMP once", () => expect(lengthOf("🧮a")).toBe(2));

test("nothing is cut inside an entity", () => {
  expect(shorten("aaaaaaaa&amp;b", 12)).toBe("aaaaaaaa…");
  expect(split("aaaaaaaa&amp;b", 12)).toEqual(["aaaaaaaa", "&amp;b"]);
});

test("text that was not escaped is split as well, and never for ever", () => {
  expect(split("&aaaaaaaaaaaaaaa", 12)).toEqual(["&aaaaaaaaaaa", "aaaa"]);
});

test.for([
  { is: "text that turns round", text: "a\u202ecod\u202c", want: "acod" },
  { is: "a broadcast with nothing visible in it", text: "@\u200bchannel", want: "@ channel" },
  { is: "a family, which is joined by an invisible sign", text: "👩‍👧", want: "👩‍👧" },
])("$is comes out as it reads", ({ text, want }) => expect(safe(text)).toBe(want));

test("rich text shows signs as they stand", () => expect(literal("a & <b>\ud800")).toBe("a & <b>\ufffd"));

test("text that is not escaped is clipped by characters", () => {
  expect([clip("a & b🧮", 6), clip("a & b🧮c", 6)]).toEqual(["a & b🧮", "a & b…"]);
});

test("text is split after a paragraph before it is split after a word", () => {
  expect(split("one two\n\nthree four", 14)).toEqual(["one two", "three four"]);
});
