/** One question to somebody who may know: asked in a direct message, answered once, and taken into the assessment. */
import type { Question } from "../../core/decide/model.ts";
import type { DecisionModel } from "../../core/decide/prepare.ts";
import { isFactName } from "../../core/decide/facts.ts";
import { type Actor, changed, openOrSay, say } from "./at.ts";
import { button, buttons, form, optionOf, type Piece, plain, rich, says, small, type View } from "./blocks.ts";
import { readDoc } from "./doc.ts";
import { corrected } from "./flow.ts";
import { actionId, factIn, readRef, type Ref, refOf } from "./ids.ts";
import type { Deed } from "./interview.ts";
import { type Job, later, refreshLater } from "./jobs.ts";
import { note, type Submission, type Submitted } from "./modals.ts";
import type { Ask, Row } from "./ports.ts";
import { redraw, sendTo } from "./post.ts";
import { assessmentOf, tellingFact } from "./result.ts";
import { gone, may, refusalOf, rightOf } from "./rights.ts";
import { selected } from "./state.ts";
import { broken, factSays, verdictSays } from "./words.ts";
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
  const right = await rightOf(desk.store.assessments, row, { id: who.id, team });
  if (!may(right, "ask")) return note("Counterweight", refusalOf(right));
  const wrong = (block: string, sentence: string): Submitted => ({
    response_action: "errors",
    errors: { [block]: sentence },
  });
  const [person, fact] = [selected(values, blocks.person), selected(values, blocks.fact)];
  if (!/^[UW]\w+$/.test(person)) return wrong(blocks.person, "Choose a person.");
  if (person === who.id)
    return wrong(blocks.person, "That is you. “Answer an assumption” lets you answer it yourself.");
  if (!isFactName(fact)) return wrong(blocks.fact, "Choose a question.");
  const asks = await desk.store.assessments.asksOf(row.id);
  if (asks.some((one) => one.state === "open" && one.fact === fact && partsOf(one.askedOf).id === person))
    return wrong(blocks.fact, "I asked them that already, and they have not answered yet.");
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
  if (!(await sendTo(actor, of, askMessage(row, asked.ask, question)))) {
    await desk.store.assessments.answerAsk(asked.ask.id, "declined");
    await sendTo(
      actor,
      who.id,
      saying("I am not allowed to write to that person, so I could not ask. Choose somebody else."),
    );
  }
}

function askMessage(row: Row, { id }: Ask, { ask, why, options }: Question): Message {
  const ref = { id, rev: 1 };
  const reply = (label: string, word: string, i: number) => button(label, actionId("reply", i), refOf(ref, word));
  return {
    text: `A colleague asks you: ${ask}`,
    blocks: [
      rich(
        { user: partsOf(row.owner).id },
        " is weighing ",
        { bold: row.name || "a case" },
        " (open-weight or closed language model?) and asks you one thing:",
      ),
      says(`**${ask}**`),
      small(`Why it matters: ${why}`),
      ...buttons(...options.map(({ label, value }, i) => reply(label, String(value), i))),
      ...buttons(reply("I don't know", "unknown", 98), reply("Not my call", "decline", 99)),
    ],
  };
}

const notForYou = "That question was for somebody else.";
const answeredAlready = "You have answered that already. Thank you.";

/** A colleague pressed one of their buttons. A second try goes on where the first one stopped. */
export async function replyToAsk(actor: Actor, { id, args: [word = ""] }: Ref): Promise<void> {
  const { desk, team, who, run, body } = actor;
  const { assessments } = desk.store;
  const ask = await assessments.askById(id);
  if (!ask) return say(actor, "I no longer keep that question, so there is nothing to answer. Thank you all the same.");
  if (partsOf(ask.askedOf).id !== who.id) return say(actor, notForYou);
  if (ask.state !== "open" && !(run.attempts > 1 && ask.answer === word)) return say(actor, answeredAlready);
  const row = await assessments.get(ask.assessmentId);
  const assessor = desk.assessing();
  if (!row) return say(actor, gone);
  if (!assessor) return say(actor, broken);
  const given = word === "decline" ? undefined : factIn([ask.fact, word]);
  if (!given && word !== "decline") return say(actor, "That button is from another version of me.");
  const before = assessmentOf(assessor, readDoc(row.doc));
  // "I don't know" takes away nothing of what the owner said.
  const isKnown = given && given[1] !== "unknown";
  const now = isKnown
    ? await changed(desk, row.id, (doc) => {
        const { value, by } = doc.draft.facts[given[0]] ?? {};
        return value === given[1] && by === ask.askedOf ? undefined : corrected(doc, [given], ask.askedOf);
      })
    : { row, doc: readDoc(row.doc) };
  if (!now) return say(actor, gone);
  await assessments.answerAsk(id, word === "decline" ? "declined" : "answered", word);
  const { channel_id: channel, message_ts: message } = body.container ?? {};
  const question = isFactName(ask.fact) ? assessor.model.questionOf.get(ask.fact)?.data.ask : undefined;
  if (channel !== undefined && message !== undefined)
    await redraw(
      actor,
      { channel: channelKey(team, channel), message },
      thanks(question ?? "", given ? factSays(assessor.model, ...given) : undefined),
    );
  const verdict = verdictSays(assessmentOf(assessor, now.doc), assessor.model);
  const same = before.recommended === assessmentOf(assessor, now.doc).recommended;
  const what: readonly Piece[] = given
    ? [" answered: ", { bold: factSays(assessor.model, ...given) }, "."]
    : [` says that this is not theirs to answer: ${question ?? ""}`];
  const then = !isKnown
    ? "The assessment is as it was."
    : same
      ? `The verdict is still: ${verdict}.`
      : `The verdict is now: ${verdict}.`;
  await sendTo(actor, partsOf(row.owner).id, {
    text: "A colleague answered your question.",
    blocks: [rich({ user: who.id }, ...what), says(then), ...buttons(button("Open", actionId("open"), refOf(now.row)))],
  });
  if (isKnown) await refreshLater(actor, now.row);
}

function thanks(question: string, said: string | undefined): Message {
  const text =
    said === undefined
      ? "Thank you. I have told them that this is not yours to answer."
      : "Thank you. I have passed it on.";
  return { text, blocks: [says(`**${question}**`), ...(said === undefined ? [] : [small(said)]), says(text)] };
}
