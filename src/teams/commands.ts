/** What people say that is no question: `help`, `forget`, `admin …`. With or without `/weigh` before it. */
import { assessWords } from "../core/assess/asked.ts";
import { scrub } from "../core/assess/doc.ts";
import { alonePattern, linkWith } from "../core/linking.ts";
import type { Reply } from "../core/reply.ts";
import { quotedPattern, unquoted } from "../core/route/quoted.ts";
import type { Whereabouts } from "../core/route/route.ts";
import { saying } from "./activity.ts";
import { beginAssessment, showAssessments } from "./assess-begin.ts";
import type { Desk } from "./asking.ts";
import { isExternal, notForGuests } from "./external.ts";
import { answerPrivately, tell } from "./private.ts";
import type { Reader } from "./reader.ts";
import { draw } from "./draw.ts";
import { beginForm } from "./forms.ts";
import type { Forgotten, Run } from "./ports.ts";
import { render } from "./render.ts";
import { whereaboutsOf } from "./whereabouts.ts";

/** What `main` can do for a command, besides answering. */
export interface Office {
  /** Whoever is no admin is told so; who asks for what there is not is told what there is. */
  readonly admin: (words: readonly string[], userKey: string) => Promise<Reply>;
  /** Which model may see a text, and why; absent where nobody can say. */
  readonly route?: (text: string, at: Whereabouts) => Promise<Reply>;
}

export interface Said {
  readonly desk: Desk;
  readonly office: Office;
  readonly run: Run;
  readonly reader: Reader;
  readonly rest: string;
}
type Command = (given: Said) => Promise<void>;

const forgotten = (what: Forgotten): string => {
  const count = Object.values(what).reduce((sum, n) => sum + n, 0);
  const kinds = what.assessments > 0 ? "answers, votes, buttons and assessments" : "answers, votes and buttons";
  const kept = "What you and I wrote in Teams itself stays there until you delete it.";
  return count === 0
    ? `There was nothing kept about you here. ${kept}`
    : `Deleted what I kept about you: ${count} ${count === 1 ? "record" : "records"} of ${kinds}. ${kept}`;
};

const noText = 'Write a text after it: `route "is ann@example.com in it?"`';
const inTeams =
  "In Teams: mention me in a channel or a group chat, or write to me alone. Say assess to weigh a case step by step, cost to work out what a workload costs, compare to put things side by side, draw to see who sends what where, history for yours, quiz for the boss's question. Say forget and I delete what I keep about you; route and a text in quotes shows which model may see it; admin is for admins.";
/** The first word picks one; anything else is a question. */
export const commands: Readonly<Record<string, Command>> = {
  help: ({ desk, run, reader }) => answerPrivately(desk, run, reader, { text: "help", note: inTeams }),
  forget: async ({ desk, run, reader }) => {
    await tell(desk, run, reader, saying(forgotten(await desk.store.forget(reader.key, scrub))));
  },
  assess: (said) => beginAssessment(said, said.rest),
  cost: ({ desk, run, reader }) => beginForm(desk, run, reader, "cost"),
  compare: ({ desk, run, reader }) => beginForm(desk, run, reader, "compare"),
  draw: ({ desk, run, reader, rest }) => draw(desk, run, reader, rest),
  history: (said) => showAssessments(said),
  admin: async ({ desk, office, run, reader, rest }) => {
    const isRefused = await isExternal(desk, reader);
    const reply = isRefused ? undefined : await office.admin(rest.split(/\s+/).filter(Boolean), reader.key);
    await tell(desk, run, reader, reply ? render(reply) : saying(notForGuests));
  },
  route: async ({ desk, office, run, reader, rest }) => {
    const text = unquoted(rest);
    const reply =
      text === "" || !office.route ? undefined : await office.route(text, await whereaboutsOf(desk, reader));
    await tell(desk, run, reader, reply ? render(reply) : saying(noText));
  },
  link: async ({ desk, run, reader, rest }) => {
    const isRefused = await isExternal(desk, reader);
    await tell(desk, run, reader, saying(isRefused ? notForGuests : await linkWith(desk.store, reader.key, rest)));
  },
};

/** What the app's menus offer: commands, and words that lead to an answer. */
export interface CommandTitle {
  readonly title: string;
  readonly does: string;
  /** Also where others read along. */
  readonly inGroups: boolean;
}
export const commandTitles: readonly CommandTitle[] = [
  { title: "help", does: "What I can do, with examples", inGroups: true },
  { title: "assess", does: "Weigh a case of yours, question by question", inGroups: true },
  { title: "history", does: "Your assessments", inGroups: true },
  { title: "quiz", does: "The boss's question: what would you consider?", inGroups: true },
  { title: "cost", does: "What a workload costs, each way", inGroups: true },
  { title: "compare", does: "Sides, ways of building or models side by side", inGroups: true },
  { title: "draw", does: "Who sends what where in a way of building", inGroups: true },
  { title: "forget", does: "Deletes what is kept about you", inGroups: false },
  { title: "admin", does: "Reports for admins", inGroups: false },
];

/** Commands that stand alone: `help me choose` and `forget prices, is it safe?` are questions. */
const alone: Readonly<Record<string, RegExp>> = {
  help: /^$/,
  assess: /^$/,
  cost: /^$/,
  compare: /^$/,
  draw: /^[^?!.]{0,60}$/,
  history: /^$/,
  forget: /^(?:me)?$/i,
  admin: /^(?:(?:status|unanswered|feedback|link|unlink)\b.*)?$/is,
  link: alonePattern,
  route: quotedPattern,
};

/** A command by itself, also with a sign behind it; one that deletes has to be said as it is. */
const bareWord = /^(?:ask\s+)?(my assessments|[a-z]+)[\s?!.…]*$/i;
const harmless: ReadonlySet<string> = new Set(["help", "assess", "cost", "compare", "draw", "history"]);

export type Parsed =
  | { readonly kind: "command"; readonly name: string; readonly rest: string }
  | { readonly kind: "question"; readonly text: string };

/** What somebody said: a command, or a question without the words that only lead up to it. */
export function parse(words: string): Parsed {
  const text = words
    .replace(/^\/?weigh\b[\s:]*/i, "")
    .replace(/^\/(?=\w)/, "")
    .trim();
  if (text === "")
    return words.trim() === "" ? { kind: "question", text: "" } : { kind: "command", name: "help", rest: "" };
  const asked = assessWords(text);
  if (asked !== undefined) return { kind: "command", name: "assess", rest: asked };
  const bare = bareWord.exec(text)?.[1]?.toLowerCase() ?? "";
  const meant = bare === "my assessments" ? "history" : bare;
  if (harmless.has(meant)) return { kind: "command", name: meant, rest: "" };
  const [first = "", ...more] = text.split(/\s+/);
  const name = first.toLowerCase().replace(/:$/, "");
  const rest = more.join(" ");
  if (Object.hasOwn(commands, name) && (alone[name]?.test(rest) ?? true)) return { kind: "command", name, rest };
  if (name === "ask" && rest !== "") return { kind: "question", text: text.slice(first.length).trim() };
  return { kind: "question", text };
}
