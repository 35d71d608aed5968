/** `/weigh quiz`: the question in a form, and what was named, privately. The quiz itself is the advisor's. */
import { gist } from "../core/plain.ts";
import type { Turn } from "../core/question.ts";
import { type Actor, openOrSay, say } from "./assess/at.ts";
import { form, quotes, words } from "./assess/blocks.ts";
import { type Job, later } from "./assess/jobs.ts";
import { note, type Submission, type Submitted } from "./assess/modals.ts";
import { typed } from "./assess/state.ts";
import { answerTo, type Desk } from "./asking.ts";
import { tellCase } from "./cases.ts";

export const quizCallback = "quiz.told";
const block = "named";
const longest = 3_000;

/** The question as the advisor asks it, and as it was said before an answer; undefined where there is no quiz. */
function question(desk: Desk): { readonly text: string; readonly said: string } | undefined {
  const asked = answerTo(desk, "quiz", []);
  if ("broken" in asked || asked.reply.kind !== "help") return undefined;
  const said = asked.reply.blocks.flatMap((each) => (each.kind === "text" ? [each.text] : []));
  return { text: gist(asked.reply), said: said.join("\n") };
}

export async function beginQuiz(actor: Actor): Promise<void> {
  const quiz = question(actor.desk);
  if (!quiz) return say(actor, "There is no quiz in my knowledge.");
  const view = form({
    callback: quizCallback,
    metadata: "",
    title: "The boss's question",
    submit: "Answer",
    close: "Not now",
    blocks: [
      quotes(quiz.text),
      words({ block, label: "What would you consider?", most: longest, multiline: true, optional: false }),
    ],
  });
  await openOrSay(actor, view);
}

export async function quizSubmitted(given: Submission, viewId: string): Promise<Submitted> {
  const text = typed(given.values, block);
  if (text === "") return { response_action: "errors", errors: { [block]: "Name at least one thing." } };
  await later(given, `quiz:${viewId}`, { do: "quiz", text });
  return note("Thank you", "I will tell you in our direct messages which ones you named.");
}

export async function quizJob(
  { desk, run, body, client }: Actor,
  { text }: Extract<Job, { do: "quiz" | "cost" }>,
): Promise<void> {
  const quiz = question(desk);
  const context: readonly Turn[] = quiz
    ? [
        { role: "user", text: "quiz" },
        { role: "bot", text: quiz.said },
      ]
    : [];
  await tellCase(desk, run, body, text, client, context);
}
