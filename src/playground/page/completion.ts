/** What could be meant by what stands before the caret: a command, what follows it, a name. */
import type { Shown } from "../protocol.ts";

export interface Completion {
  readonly label: string;
  readonly about: string;
  readonly insert: string;
  /** What of the text it takes the place of. */
  readonly from: number;
  readonly to: number;
  /** Typed in full already: Enter sends, and does not complete. */
  readonly isWhole: boolean;
}

const most = 8;

type What = Pick<Shown, "app" | "people" | "places" | "me">;

/** What follows a command: "ask <question>" is completed to "ask ". */
const hintWord = (hint: string): string => hint.replaceAll(/\s*[<[(].*$/g, "").trim();

function commandsFor(text: string, caret: number, { app }: What): Completion[] {
  const typed = text.slice(0, caret);
  if (/^\/[\w-]*$/.test(typed)) {
    const all = [
      ...app.commands.map(({ command, description }) => ({ label: command, about: description })),
      { label: "/invite", about: `Bring ${app.name} into this channel` },
    ];
    return all
      .filter(({ label }) => label.startsWith(typed))
      .map((each) => ({ ...each, insert: `${each.label} `, from: 0, to: caret, isWhole: each.label === typed }));
  }
  const [, name = "", rest] = /^(\/[\w-]+) ([\w -]*)$/.exec(typed) ?? [];
  const command = app.commands.find((each) => each.command === name);
  if (rest === undefined || command === undefined) return [];
  return command.hints
    .filter((hint) => hintWord(hint).startsWith(rest) && hintWord(hint) !== "")
    .map((hint) => ({
      label: `${name} ${hint}`,
      about: "",
      insert: `${name} ${hintWord(hint)}${hint === hintWord(hint) ? "" : " "}`,
      from: 0,
      to: caret,
      isWhole: hintWord(hint) === rest.trim(),
    }));
}

/** @param isCommandPlace whether commands work where this is typed */
export function completionsAt(text: string, caret: number, what: What, isCommandPlace: boolean): Completion[] {
  if (isCommandPlace && text.startsWith("/")) return commandsFor(text, caret, what).slice(0, most);
  const [typed, sign = "", word = ""] = /([@#])([\w -]{0,30})$/.exec(text.slice(0, caret)) ?? [];
  if (typed === undefined || /\w$/.test(text.slice(0, caret - typed.length))) return [];
  const from = caret - typed.length;
  const all =
    sign === "@"
      ? what.people.filter(({ id }) => id !== what.me.id).map(({ name, role }) => ({ name, about: role }))
      : what.places.filter(({ kind }) => kind !== "im").map(({ name, topic }) => ({ name, about: topic }));
  return all
    .filter(({ name }) => name.toLowerCase().startsWith(word.toLowerCase()))
    .slice(0, most)
    .map(({ name, about }) => ({
      label: `${sign}${name}`,
      about,
      insert: `${sign}${name} `,
      from,
      to: caret,
      isWhole: name.toLowerCase() === word.toLowerCase(),
    }));
}
