/** One question to somebody who may know: asked in a direct message, answered once, and taken into the assessment. */
import type { Question } from "../../core/decide/model.ts";
import type { DecisionModel } from "../../core/decide/prepare.ts";
import { isFactName } from "../../core/decide/facts.ts";
import { type Actor, changed, openOrSay, say } from "./at.ts";
import { button, buttons, form, optionOf, type Piece, plain, rich, says, small, type View } from "./blocks.ts";
import { askSays, otherReplies, takeReply, thanksSays } from "../../core/assess/colleague.ts";
import { readRef, type Ref, refOf } from "../../core/assess/refs.ts";
import { actionId } from "./ids.ts";
import type { Deed } from "./interview.ts";
import { type Job, later, refreshLater } from "./jobs.ts";
import { note, type Submission, type Submitted } from "./modals.ts";
import type { Ask, Row } from "../../core/assess/ports.ts";
import { redraw, sendTo } from "./post.ts";
import { assessmentOf, tellingFact } from "../../core/assess/result.ts";
import { ownerIn, gone, may, refusalOf, rightOf } from "./rights.ts";
import { selected } from "./state.ts";
import { broken } from "../../core/assess/words.ts";
import { channelKey, partsOf, userKey } from "../events.ts";
import { saying } from "../private.ts";
import type { Message } from "../render.ts";

export const askCallback = "assess.ask";
const blocks = { person: "person", fact: "fact" } as const;
const mostOptions = 100;

function askView({ questions }: DecisionModel, row: Row, first: string | undefined): View {
  const options = questions.slice(0, mostOptions).map(({ data }) => optionOf(data.ask, data.fact));
  const initial = options.find(({ value }) => value === first);
  return form({
    callback: askCallback,
    metadata: refOf(row),
    title: "Ask a colleague",
    submit: "Ask",
    close: "Cancel",
    blocks: [
      says("I send them the question in a direct message, with your name, and tell you what they answer."),
      {
        type: "input",
        block_id: blocks.person,
        label: plain("Who may know?"),
        element: { type: "users_select", action_id: blocks.person },
      },
      {
        type: "input",
        block_id: blocks.fact,
        label: plain("What shall I ask?"),
        hint: plain("What would tell most is chosen already."),
        element: {
          type: "static_select",
          action_id: blocks.fact,
          options,
          ...(initial ? { initial_option: initial } : {}),
        },
      },
    ],
  });
}

export const asking = {
  ask: (acting) => {
    const { assessor, row, doc } = acting;
    return openOrSay(acting, askView(assessor.model, row, tellingFact(assessor, doc, assessmentOf(assessor, doc))));
  },
} satisfies Readonly<Record<string, Deed>>;

export async function askSubmitted(given: Submission, viewId: string): Promise<Submitted> {
  const { desk, team, who, values } = given;
  const ref = readRef(given.metadata);
  const row = ref && (await desk.store.assessments.get(ref.id));
  if (!row) return note("Counterweight", gone);
  const right = await rightOf(desk.store, row, { ...who, team });
  if (!may(right, "ask")) return note("Counterweight", refusalOf(right));
  const wrong = (block: string, sentence: string): Submitted => ({
    response_action: "errors",
    errors: { [block]: sentence },
  });
  const [person, fact] = [selected(values, blocks.person), selected(values, blocks.fact)];
  if (!/^[UW]\w+$/.test(person)) return wrong(blocks.person, "Choose a person.");
  if (person === who.id) return wrong(blocks.person, askSays.yourself);
  if (!isFactName(fact)) return wrong(blocks.fact, "Choose a question.");
  const asks = await desk.store.assessments.asksOf(row.id);
  if (asks.some((one) => one.state === "open" && one.fact === fact && partsOf(one.askedOf).id === person))
    return wrong(blocks.fact, askSays.askedAlready);
  await later(given, `ask:${viewId}`, { do: "ask", id: row.id, fact, of: person });
  return note("Asked", "I am asking them now, and will tell you in our direct messages what they answer.");
}

export async function askJob(actor: Actor, { id, fact, of }: Extract<Job, { do: "ask" }>): Promise<void> {
  const { desk, team, who } = actor;
  const row = await desk.store.assessments.get(id);
  const question = desk.assessing()?.model.questionOf.get(fact)?.data;
  if (!row) return;
  const askedOf = userKey(team, of);
  const asked = question && (await desk.store.assessments.ask({ assessmentId: id, fact, askedBy: who.key, askedOf }));
  if (!asked) {
    await sendTo(actor, who.id, saying(broken));
    return;
  }
  await desk.store.assessments.addPerson(id, askedOf, "asked");
  if (!(await sendTo(actor, of, askMessage(row, who.id, asked.ask, question)))) {
    await desk.store.assessments.answerAsk(asked.ask.id, "declined");
    await sendTo(actor, who.id, saying(askSays.unreachable));
  }
}

function askMessage(row: Row, asker: string, { id }: Ask, { ask, why, options }: Question): Message {
  const ref = { id, rev: 1 };
  const reply = (label: string, word: string, i: number) => button(label, actionId("reply", i), refOf(ref, word));
  return {
    text: `A colleague asks you: ${ask}`,
    blocks: [
      rich(
        { user: asker },
        " is weighing ",
        { bold: row.name || "a case" },
        " (open-weight or closed language model?) and asks you one thing:",
      ),
      says(`**${ask}**`),
      small(`Why it matters: ${why}`),
      ...buttons(...options.map(({ label, value }, i) => reply(label, String(value), i))),
      ...buttons(...otherReplies.map(({ label, value }, i) => reply(label, value, 98 + i))),
    ],
  };
}

/** A colleague pressed one of their buttons. A second try goes on where the first one stopped. */
export async function replyToAsk(actor: Actor, { id, args: [word = ""] }: Ref): Promise<void> {
  const { desk, team, who, run, body } = actor;
  const { assessments } = desk.store;
  const ask = await assessments.askById(id);
  if (!ask) return say(actor, askSays.gone);
  if (partsOf(ask.askedOf).id !== who.id) return say(actor, askSays.notForYou);
  if (ask.state !== "open" && !(run.attempts > 1 && ask.answer === word)) return say(actor, askSays.answered);
  const row = await assessments.get(ask.assessmentId);
  const assessor = desk.assessing();
  if (!row) return say(actor, gone);
  if (!assessor) return say(actor, broken);
  const replied = await takeReply({ assessor, row, ask, word }, assessments, (by) => changed(desk, row.id, by));
  if (replied === "unknown") return say(actor, askSays.unknown);
  if (replied === "gone") return say(actor, gone);
  const { now, question, said, isKnown, outcome } = replied;
  const { channel_id: channel, message_ts: message } = body.container ?? {};
  if (channel !== undefined && message !== undefined)
    await redraw(actor, { channel: channelKey(team, channel), message }, thanks(question, said));
  const what: readonly Piece[] =
    said === undefined
      ? [` says that this is not theirs to answer: ${question}`]
      : [" answered: ", { bold: said }, "."];
  const owner = await ownerIn(desk.store, row);
  if (owner === undefined) return isKnown ? refreshLater(actor, now.row) : undefined;
  await sendTo(actor, owner, {
    text: "A colleague answered your question.",
    blocks: [
      rich({ user: who.id }, ...what),
      says(outcome),
      ...buttons(button("Open", actionId("open"), refOf(now.row))),
    ],
  });
  if (isKnown) await refreshLater(actor, now.row);
}

function thanks(question: string, said: string | undefined): Message {
  const text = thanksSays(said === undefined);
  return { text, blocks: [says(`**${question}**`), ...(said === undefined ? [] : [small(said)]), says(text)] };
}
