import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainWords } from "../../src/core/question.ts";

describe("plain words", () => {
  test.for([
    ["a mention goes", "<@U012AB3CD> what is RAG?", "what is RAG?"],
    ["a mention with a name goes", "<@W012AB3CD|ann> what is RAG?", "what is RAG?"],
    ["a channel goes", "ask <#C024BE7LR|general> about RAG", "ask about RAG"],
    ["a channel without a name goes", "ask <#C024BE7LR> about RAG", "ask about RAG"],
    ["here, channel and everyone go", "<!here> <!channel> <!everyone> hello", "hello"],
    ["a user group goes", "<!subteam^SAZ94GDB8|@ops> hello", "hello"],
    ["a date goes", "<!date^1392734382^{date_short}|Feb 18, 2014> hello", "hello"],
    ["a Teams mention goes", "<at>Counterweight</at> what is RAG?", "what is RAG?"],
    ["a link keeps its label", "see <https://example.com/a|the page> first", "see the page first"],
    ["a bare link stays", "see <https://example.com/a?b=c>", "see https://example.com/a?b=c"],
    ["a mail link keeps its label", "<mailto:ann@example.com|ann@example.com>", "ann@example.com"],
    ["a telephone link stays", "<tel:+4912345>", "tel:+4912345"],
    ["entities are read", "a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"],
    ["an entity is read once", "&amp;lt;", "&lt;"],
    ["zero-width characters go", "lo\u200Bra\u200D\uFEFF", "lora"],
    ["bidi characters go", "\u202Eabc\u202C \u2066def\u2069", "abc def"],
    ["control characters go", "a\u0000b\u001B[31mc\u0007", "a b [31mc"],
    ["tags in plane 14 go", "hi\u{E0041}\u{E0042}", "hi"],
    ["private use goes", "a\uE000b", "a b"],
    ["a soft hyphen goes", "self\u00ADhost", "selfhost"],
    ["lone surrogates go", "a\uD800b\uDC00", "a b"],
    ["full width becomes plain", "ＬｏＲＡ？", "LoRA?"],
    ["ligatures and mathematical letters become plain", "ﬁne 𝐭𝐮𝐧𝐞", "fine tune"],
    ["a non-breaking space is a space", "a\u00A0\u2003b", "a b"],
    ["lines become one", "a\n\n\tb\r\nc", "a b c"],
    ["a comparison stays", "is 3 < 5 and 6 > 2", "is 3 < 5 and 6 > 2"],
    ["an emoji code stays a word", "great :tada:", "great :tada:"],
    ["accents stay", "qué es una licencia", "qué es una licencia"],
    ["a mention hidden in entities goes too", "&lt;!channel&gt; hello", "hello"],
    ["a mention hidden in a mention calls nobody", "<<!here>!channel> hello", "< !channel> hello"],
    ["a mention behind full-width signs goes", "＜!channel＞ hello", "hello"],
    ["a broken mention keeps no sign", "<!channel hello", "!channel hello"],
    ["nothing stays nothing", " \u200B\n", ""],
  ] as const)("%s", ([, typed, want]) => {
    expect(plainWords(typed)).toBe(want);
  });

  const piece = fc.oneof(
    fc.constantFrom(
      ..."<! <@ <# > | & &lt; &gt; &amp; &amp;lt; <@U1> <!here> <https://a|b> <at> </at> a < \u200B \u202E \u0000 \uD800 ＜ ！ ＠ \u00A0 ; lt amp".split(
        " ",
      ),
    ),
    fc.string({ unit: "binary", maxLength: 5 }),
  );
  const typed = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(""));

  test("hold no call to others and no character that can't be seen", () => {
    fc.assert(
      fc.property(typed, (text) => {
        expect(plainWords(text)).not.toMatch(/<[!@]|[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u);
      }),
      { numRuns: 3_000 },
    );
  });

  test("are trimmed, and single spaced", () => {
    fc.assert(fc.property(typed, (text) => !/^\s|\s$|\s\s|[^\S ]/.test(plainWords(text))));
  });

  test("read a second time are the same, where no entity was written twice over", () => {
    const once = typed.filter((text) => !/&/.test(text.normalize("NFKC")));
    fc.assert(
      fc.property(once, (text) => {
        expect(plainWords(plainWords(text))).toBe(plainWords(text));
      }),
      { numRuns: 3_000 },
    );
  });
});
