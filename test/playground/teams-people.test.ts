import { expect, test } from "vitest";
import { humans, withPeople } from "../../src/playground/teams/roster.ts";
import { unreadByTeams } from "../../src/playground/teams-rules.ts";

test("a field that has Teams look people up offers the playground's people, by their ids in Entra; others stay as they are", () => {
  const picker = { type: "Input.ChoiceSet", choices: [], "choices.data": { type: "Data.Query" } };
  const list = { type: "Input.ChoiceSet", choices: [{ title: "One", value: "1" }] };
  const seen = withPeople({ attachments: [{ content: { body: [picker, list] } }] });
  const people = [...humans.values()].map(({ name, aadObjectId }) => ({ title: name, value: aadObjectId }));
  expect(people).toHaveLength(4);
  expect(seen).toEqual({ attachments: [{ content: { body: [{ ...picker, choices: people }, list] } }] });
});

test("what Microsoft's parser does not know of that field is no problem in Teams, and everything else is", () => {
  const newer = 'Property "choices.data" is supported in version 1.6, but you are using version 1.5.';
  const empty = "An Input.ChoiceSet must have at least one choice defined.";
  expect(unreadByTeams([newer, empty, "else"])).toEqual(["else"]);
  expect(unreadByTeams([newer])).toEqual([]);
  expect(unreadByTeams([newer, empty, empty])).toEqual([empty]);
  expect(unreadByTeams([empty])).toEqual([empty]);
});
