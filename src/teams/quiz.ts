/** The quiz in a group, for one person alone: what they would say next does not reach us there, so the card has a field. */
import { gist, toPlain } from "../core/plain.ts";
import type { Turn } from "../core/question.ts";
import { asksQuiz } from "../core/quiz.ts";
import type { Reply } from "../core/reply.ts";
import { showing } from "./activity.ts";
import { typed, words } from "./assess-fields.ts";
import type { Desk } from "./asking.ts";
import { button, buttons, card, type Card, heading, says } from "./cards.ts";
import { writeDown } from "./form-job.ts";
import { answerPress, begun, type CardHandler, unknownButton } from "./invokes.ts";
import type { Message } from "./render.ts";
import { answerTo } from "./worded.ts";

const verb = "quiz.told";
const field = "named";
const longest = 3_000;

const quizCard = (reply: Reply, problem?: string): Card =>
  card([
    heading(reply.title),
    says(gist(reply)),
    words(field, "What would you consider?", {
      isMultiline: true,
      maxLength: longest,
      placeholder: "Cost, privacy, …",
    }),
    ...(problem === undefined ? [] : [says(problem, { color: "Attention", spacing: "Small" })]),
    ...buttons(button("Answer", verb, {}, "positive", "all")),
  ]);
export const quizMessage = (reply: Reply): Message => showing(gist(reply), quizCard(reply));

function asked(desk: Desk): Reply | undefined {
  const answered = answerTo(desk, "quiz", []);
  return "broken" in answered || !asksQuiz(toPlain(answered.reply)) ? undefined : answered.reply;
}
/** As it would stand in a conversation, for what was said to it. */
export function quizTurns(desk: Desk): readonly Turn[] {
  const reply = asked(desk);
  return reply
    ? [
        { role: "user", text: "quiz" },
        { role: "bot", text: toPlain(reply) },
      ]
    : [];
}

/** Undefined for a verb that is not ours. */
export const pressQuiz: CardHandler = (desk, action) =>
  action.verb !== verb
    ? undefined
    : answerPress(desk, "teams-quiz-not-kept", async () => {
        const { data, incoming } = action;
        const reply = asked(desk);
        if (!reply || !incoming.from) return unknownButton;
        const text = typed(data, field).slice(0, longest);
        if (text === "") return quizCard(reply, "Name at least one thing.");
        await writeDown(desk, { ...incoming, from: incoming.from }, { text, isQuiz: true });
        return begun;
      });
