/** `/weigh …`: what people type after the command. */
import type { Reply } from "../core/reply.ts";
import { quotedPattern, unquoted } from "../core/route/quoted.ts";
import type { Whereabouts } from "../core/route/route.ts";
import { type Body, partsOf } from "./events.ts";
import { whereaboutsOf } from "./whereabouts.ts";
import type { Actor } from "./assess/at.ts";
import { beginForm } from "./assess/begin.ts";
import { alonePattern, linkWith } from "../core/linking.ts";
import { scrub } from "../core/assess/doc.ts";
import { history } from "./assess/list.ts";
import { draw } from "./cost/draw.ts";
import { beginShortForm } from "./cost/forms.ts";
import type { Desk } from "./asking.ts";
import { answerPrivately, saying, show, tell } from "./private.ts";
import type { Forgotten, Run } from "./ports.ts";
import { projectOf } from "../core/assess/project.ts";
import { beginQuiz } from "./quiz.ts";
import type { Respond } from "./response-url.ts";

export const commandName = "/weigh";

/** What `main` can do for a command, besides answering. */
export interface Office {
  /** Undefined when this person is no admin, or the report is unknown; the reply says what there is. */
  readonly admin: (words: readonly string[], userKey: string) => Promise<Reply>;
  /** Which model may see a text, and why; absent where nobody can say. */
  readonly route?: (text: string, at: Whereabouts) => Promise<Reply>;
}

type Command = (given: {
  readonly desk: Desk;
  readonly office: Office;
  readonly run: Run;
  readonly respond: Respond;
  readonly rest: string;
  readonly channel: string;
  readonly userKey: string;
  readonly actor: Actor;
}) => Promise<void>;

const forgotten = (what: Forgotten): string => {
  const count = Object.values(what).reduce((sum, n) => sum + n, 0);
  const kinds = what.assessments > 0 ? "answers, votes, buttons and assessments" : "answers, votes and buttons";
  return count === 0
    ? "There was nothing kept about you here. What you and I wrote in Slack itself stays there until you delete it."
    : `Deleted what I kept about you: ${count} ${count === 1 ? "record" : "records"} of ${kinds}. What you and I wrote in Slack itself stays there until you delete it.`;
};

const ask: Command = async ({ desk, run, respond, rest, channel }) => {
  if (rest === "") {
    await tell(
      desk,
      run,
      respond,
      saying(`Write the question after the command: \`${commandName} ask is open-weight cheaper?\``),
    );
    return;
  }
  await answerPrivately(desk, run, respond, { text: rest, channel, quoted: true });
};

const inSlack = `In Slack: mention me in a channel, and go on in my thread without a mention. \`${commandName} ask …\` answers you alone, and you may share it. \`${commandName} assess\` weighs a case step by step; \`${commandName} cost\` works out what a workload costs; \`${commandName} compare\` puts things side by side; \`${commandName} draw\` shows who sends what where; \`${commandName} history\` lists yours; \`${commandName} quiz\` asks the boss's question. \`${commandName} forget\` deletes what I keep about you; \`${commandName} route "…"\` shows which model may see a text; \`${commandName} admin\` is for admins.`;

/** The first word picks one; anything else is a question. */
export const commands: Readonly<Record<string, Command>> = {
  ask,
  help: ({ desk, run, respond, channel }) =>
    answerPrivately(desk, run, respond, { text: "help", channel, note: inSlack }),
  assess: ({ actor, rest, channel }) => beginForm(actor, rest, channel),
  cost: ({ desk, run, respond, rest, channel, actor }) =>
    rest === ""
      ? beginShortForm(actor, "cost")
      : answerPrivately(desk, run, respond, { text: `cost ${rest}`, channel, quoted: true }),
  compare: async ({ desk, run, respond, rest, channel, actor }) =>
    rest === ""
      ? beginShortForm(actor, "compare")
      : answerPrivately(desk, run, respond, {
          text: `compare ${rest}`,
          channel,
          quoted: true,
          project: await projectOf(desk.store, actor.who.key),
        }),
  draw: ({ actor, respond, rest }) => draw(actor, respond, rest),
  history: ({ actor }) => history(actor),
  quiz: ({ actor }) => beginQuiz(actor),
  link: async ({ desk, run, respond, rest, userKey }) => {
    await tell(desk, run, respond, saying(await linkWith(desk.store, userKey, rest)));
  },
  forget: async ({ desk, run, respond, userKey }) => {
    await tell(desk, run, respond, saying(forgotten(await desk.store.forget(userKey, scrub))));
  },
  route: async ({ desk, office, run, respond, rest, channel, userKey }) => {
    const text = unquoted(rest);
    const { team, id } = partsOf(channel);
    const at = whereaboutsOf(run.event.payload as Body, team, id, partsOf(userKey).id);
    if (text === "" || !office.route)
      await tell(
        desk,
        run,
        respond,
        saying(`Write a text after it: \`${commandName} route "is ann@example.com in it?"\``),
      );
    else await show(desk, run, respond, await office.route(text, at));
  },
  admin: async ({ desk, office, run, respond, rest, userKey }) => {
    await show(desk, run, respond, await office.admin(rest.split(/\s+/).filter(Boolean), userKey));
  },
};

/** Commands that stand alone: `help me choose` and `forget prices, is it safe?` are questions. */
const alone: Readonly<Record<string, RegExp>> = {
  help: /^$/,
  forget: /^(?:me)?$/i,
  history: /^$/,
  link: alonePattern,
  quiz: /^(?:me)?$/i,
  route: quotedPattern,
};

/** Runs what was typed after `/weigh`. */
export async function runCommand(typed: string, given: Omit<Parameters<Command>[0], "rest">): Promise<void> {
  const text = typed.trim();
  const [first = "", ...words] = (text || "help").split(/\s+/);
  const name = first.toLowerCase();
  const rest = words.join(" ");
  const command = Object.hasOwn(commands, name) && (alone[name]?.test(rest) ?? true) ? commands[name] : undefined;
  return command ? command({ ...given, rest }) : ask({ ...given, rest: text });
}
