import { expect, test } from "vitest";
import { problemsOfActivity } from "../../src/playground/teams-rules.ts";

const card = (...body: readonly object[]) => ({
  type: "message",
  attachments: [
    {
      contentType: "application/vnd.microsoft.card.adaptive",
      content: { type: "AdaptiveCard", version: "1.5", body },
    },
  ],
});
const words = (text: string) => ({ type: "TextBlock", wrap: true, text });

test("a card that Teams takes has no problem", () => {
  expect(problemsOfActivity(card(words("Hello")))).toEqual([]);
});

test.for([
  {
    is: "a message of more than 100 KB, as UTF-16 counts it",
    of: card(words("x".repeat(52_000))),
    says: /^more than 100 KB: 10\d KB$/,
  },
  { is: "an empty message", of: { type: "message", text: " " }, says: /^nothing in it$/ },
  { is: "a tag, which would be a mention", of: { type: "message", text: "<at>Ada</at>" }, says: /^a tag in the text$/ },
  {
    is: "a chart that leaves nothing where it is not drawn",
    of: card({ type: "Chart.Line" }),
    says: /^Chart\.Line without a fallback$/,
  },
  {
    is: "a stacked bar with the data of a pie",
    of: card({ type: "Chart.HorizontalBar.Stacked", fallback: "drop", data: [{ legend: "rent", value: 1 }] }),
    says: /^Chart\.HorizontalBar\.Stacked with data of another chart$/,
  },
  {
    is: "a table whose rows differ",
    of: card({ type: "Table", columns: [{}, {}], rows: [{ cells: [{}] }] }),
    says: /^rows of different lengths$/,
  },
  {
    is: "more buttons in a row than are shown",
    of: card({ type: "ActionSet", actions: Array.from({ length: 7 }, () => ({ type: "Action.Submit" })) }),
    says: /^a row of too many buttons$/,
  },
  {
    is: "a citation that the words do not name",
    of: {
      type: "message",
      text: "Yes.",
      entities: [
        {
          type: "https://schema.org/Message",
          citation: [{ position: 1, appearance: { name: "A paper", abstract: "Of it" } }],
        },
      ],
    },
    says: /^citation 1 is not in the text$/,
  },
])("Teams would refuse $is", ({ of, says }) => {
  const problems = problemsOfActivity(of);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(says);
});
