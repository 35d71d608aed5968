/** One question to a colleague, in their own chat with us. Their answer goes in, and whoever asked is told what it comes to. */
import { askSays, otherReplies, takeReply, thanksSays } from "../core/assess/colleague.ts";
import { type FactName, isFactName } from "../core/decide/facts.ts";
import type { Question } from "../core/decide/model.ts";
import { readRef, refOf } from "../core/assess/refs.ts";
import { tellingFact } from "../core/assess/result.ts";
import { broken } from "../core/assess/words.ts";
import { change } from "../core/assess/change.ts";
import type { Ask, Row } from "../core/assess/ports.ts";
import { saying, showing } from "./activity.ts";
import { codeOf, isFinal } from "./api.ts";
import { type Deed, gone } from "./assess-at.ts";
import { choices, typed } from "./assess-fields.ts";
import { weighed } from "./assess-result.ts";
import { redrawLater } from "./assess-share.ts";
import { act, own } from "./assess-steps.ts";
import { type Desk, postOrDrop } from "./asking.ts";
import { button, buttons, card, type Card, heading, quotes, says, small } from "./cards.ts";
import { isExternal, notForGuests } from "./external.ts";
import { answerPress, type CardAction, type CardHandler, type Shown } from "./invokes.ts";
import { userKey } from "./place.ts";
import { chatWith, tell } from "./private.ts";
import { type Reader, readerOf } from "./reader.ts";
import type { Run } from "./ports.ts";
import type { Where } from "./transport.ts";

const fields = { person: "person", fact: "fact" } as const;

const ask: Deed = (acting) => {
  const { assessor, row, doc, who } = acting;
  const first = tellingFact(assessor, doc, weighed(assessor, acting).assessment);
  const all = assessor.model.questions.map(({ data }) => ({ title: data.ask, value: data.fact }));
  return own(row, who.id, [
    heading("Ask a colleague"),
    says("I send them the question in their own chat with me, with your name, and tell you what they answer."),
    {
      ...choices(fields.person, "Who may know?", [], { style: "compact" }),
      // Teams itself looks people up; what comes back is their id in Entra.
      "choices.data": { type: "Data.Query", dataset: "graph.microsoft.com/users" },
    },
    choices(fields.fact, "What shall I ask?", all, {
      style: "compact",
      ...(first === undefined ? {} : { value: first }),
    }),
    small("What would tell most is chosen already."),
    ...buttons(button("Ask", "assess.asked", { r: refOf(row) }, "positive", "all"), act("Back", "view", row)),
  ]);
};

export interface AskJob {
  readonly id: string;
  readonly fact: FactName;
  /** In Entra. */
  readonly of: string;
  readonly by: Reader;
}

const asked: Deed = async (acting) => {
  const { desk, values, who, row, incoming } = acting;
  const { where } = incoming;
  const [of, fact] = [typed(values, fields.person).toLowerCase(), typed(values, fields.fact)];
  if (!/^[\w-]{1,64}$/.test(of)) return "Choose a person, then press Ask.";
  if (!isFactName(fact)) return "Choose a question, then press Ask.";
  const key = userKey(where.tenant, { id: "", aadObjectId: of });
  if (who.keys.includes(key)) return askSays.yourself;
  const asks = await desk.store.assessments.asksOf(row.id);
  if (asks.some((one) => one.state === "open" && one.fact === fact && one.askedOf === key)) return askSays.askedAlready;
  await desk.accept({
    eventId: `teams:assess:ask:${row.id}:${incoming.id}`,
    kind: "teams-colleague",
    conversation: `teams:assess:${row.id}`,
    userKey: who.key,
    payload: { id: row.id, fact, of, by: readerOf(incoming) } satisfies AskJob,
  });
  return "I am asking them now, and will tell you what they answer.";
};

export const asking: Readonly<Record<string, Deed>> = { ask, asked };

export async function askColleague(desk: Desk, run: Run, { id, fact, of, by }: AskJob): Promise<void> {
  const { assessments } = desk.store;
  const row = await assessments.get(id);
  const question = desk.assessing()?.model.questionOf.get(fact)?.data;
  if (!row) return;
  // Whoever is not of our organisation writes to nobody in its name.
  if (await isExternal(desk, by)) {
    await tell(desk, run, by, saying(notForGuests));
    return;
  }
  const askedOf = userKey(by.where.tenant, { id: "", aadObjectId: of });
  const kept = question && (await assessments.ask({ assessmentId: id, fact, askedBy: by.key, askedOf }));
  if (!kept) {
    await tell(desk, run, by, saying(broken));
    return;
  }
  await assessments.addPerson(id, askedOf, "asked");
  const chat = await chatWith(desk, run, { where: by.where, id: of, key: askedOf });
  const message = showing(
    `A colleague asks you: ${question.ask}`,
    askCard(row, kept.ask, question, await nameOf(desk, by)),
  );
  if (chat && (await postOrDrop(desk, run, chat, message, {})) !== undefined) return;
  await assessments.answerAsk(kept.ask.id, "declined");
  await tell(desk, run, by, saying(`${askSays.unreachable} They may have to add me first (Apps, Counterweight, Add).`));
}

/** As those who are with them in that conversation see it; kept nowhere. */
const nameOf = (desk: Desk, { where, id }: Reader): Promise<string> =>
  desk.transport.member(where, id).then(
    ({ name }) => name ?? "A colleague",
    () => "A colleague",
  );

function askCard(row: Row, { id }: Ask, { ask: question, why, options }: Question, asker: string): Card {
  const reply = (label: string, word: string) => button(label, "reply.give", { r: refOf({ id, rev: 1 }, word) });
  return card([
    quotes(
      `${asker} is weighing “${row.name || "a case"}” (open-weight or closed language model?) and asks you one thing:`,
    ),
    says(`**${question}**`),
    small(`Why it matters: ${why}`),
    ...buttons(...options.map(({ label, value }) => reply(label, String(value)))),
    ...buttons(...otherReplies.map(({ label, value }) => reply(label, value))),
  ]);
}

/** Undefined for a verb that is not ours. */
export const pressReply: CardHandler = (desk, action) =>
  action.verb === "reply.give" ? answerPress(desk, "teams-reply-not-saved", () => given(desk, action)) : undefined;

export interface ReplyJob {
  readonly askId: string;
  readonly question: string;
  readonly said: string | undefined;
  readonly outcome: string;
  /** The message with the question. */
  readonly on: { readonly where: Where; readonly message: string | undefined };
}

async function given(desk: Desk, { data, incoming }: CardAction): Promise<Shown> {
  const { from, where, replyTo } = incoming;
  const { assessments, links } = desk.store;
  const ref = readRef(data["r"]);
  const one = ref && (await assessments.askById(ref.id));
  const [word = ""] = ref?.args ?? [];
  if (!one || !from) return askSays.gone;
  const keys = await links.of(userKey(where.tenant, from));
  if (!keys.includes(one.askedOf)) return askSays.notForYou;
  // Teams brings a press again when it waited too long.
  if (one.state !== "open" && one.answer !== word) return askSays.answered;
  const [row, assessor] = [await assessments.get(one.assessmentId), desk.assessing()];
  if (!row) return gone;
  if (!assessor) return broken;
  const replied = await takeReply({ assessor, row, ask: one, word }, assessments, async (by) => {
    const now = await change(assessments, row.id, by);
    if (now === "busy") throw new Error("others change the same assessment");
    if (now === "gone") return undefined;
    if (now.row.rev !== row.rev) await redrawLater(desk, now);
    return now;
  });
  if (replied === "unknown") return askSays.unknown;
  if (replied === "gone") return gone;
  const { question, said, outcome } = replied;
  await desk.accept({
    eventId: `teams:assess:reply:${one.id}`,
    kind: "teams-reply",
    conversation: `teams:assess:${row.id}`,
    userKey: one.askedOf,
    payload: { askId: one.id, question, said, outcome, on: { where, message: replyTo } } satisfies ReplyJob,
  });
  return thanksCard(question, said);
}

const thanksCard = (question: string, said: string | undefined): Card =>
  card([says(`**${question}**`), ...(said === undefined ? [] : [small(said)]), says(thanksSays(said === undefined))]);

/** The question in their chat has its answer from now on, and whoever asked is told. */
export async function tellReply(desk: Desk, run: Run, { askId, question, said, outcome, on }: ReplyJob): Promise<void> {
  const { assessments } = desk.store;
  if (on.message !== undefined) {
    const message = showing(thanksSays(said === undefined), thanksCard(question, said));
    await desk.poster.update(on.where, on.message, message, run.attempts).catch((error: unknown) => {
      if (!isFinal(error)) throw error;
      desk.log("teams-card-not-updated", { error: codeOf(error), status: error.status });
    });
  }
  const one = await assessments.askById(askId);
  const row = one && (await assessments.get(one.assessmentId));
  const chat = one && (await desk.places.withPerson(one.askedBy));
  if (!row || !chat) return;
  const what = said === undefined ? `says that this is not theirs to answer: ${question}` : `answered: ${said}.`;
  const told = card([
    quotes(`About “${row.name || "a case"}”, a colleague ${what}`),
    says(outcome),
    ...buttons(act("Open", "view", row)),
  ]);
  await postOrDrop(desk, run, chat, showing("A colleague answered your question.", told), {});
}
