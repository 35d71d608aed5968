/** What is typed in the thread of an interview: a description, an answer, or something else. */
import type { FactValue } from "../../core/decide/facts.ts";
import type { Question } from "../../core/decide/model.ts";
import type { Assessor } from "../../core/ports.ts";
import { assessWords } from "../../core/assess/asked.ts";
import { plainWords } from "../../core/question.ts";
import { codeOf, isFinal } from "../api.ts";
import { changed, type Actor } from "./at.ts";
import { beginTalk, keepTalk } from "./begin.ts";
import type { Doc } from "../../core/assess/doc.ts";
import {
  answeredAll,
  finished,
  longestText,
  lookedOver,
  shown,
  steppedBack,
  ticked,
  told,
} from "../../core/assess/flow.ts";
import { postAt } from "./post.ts";
import { resultLater } from "./jobs.ts";
import { readLater } from "./second.ts";
import { lastTalk, talkIn, talkMessage } from "./talk.ts";
import { channelKey, partsOf } from "../events.ts";

export type Understood =
  | { readonly kind: "value"; readonly value: FactValue }
  | { readonly kind: "back" | "finish" | "why" | "skip" };

const plainOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/[^\p{L}\p{N}']+/gu, " ")
    .trim();
const said: readonly (readonly [RegExp, Understood])[] = [
  [/^(?:skip|pass|next)$/, { kind: "skip" }],
  [
    /^(?:i |we )?(?:do not|don't|dont) know$|^(?:idk|dunno|no idea|not sure|unknown|unsure)$/,
    { kind: "value", value: "unknown" },
  ],
  [/^(?:go )?back$/, { kind: "back" }],
  [/^(?:finish(?: now)?|done|stop|enough|that's all|that is all)$/, { kind: "finish" }],
  [/^why(?: do you ask)?$/, { kind: "why" }],
];
const leastLetters = 3; // of the beginning of an option

/** What a short reply means to a question: a word of ours, an option by its number or its beginning. */
export function wordOf(question: Question | undefined, text: string): Understood | undefined {
  const typed = plainOf(text);
  const word = said.find(([pattern]) => pattern.test(typed))?.[1];
  if (word || !question) return word;
  const { options } = question;
  const byNumber = /^\d{1,2}$/.test(typed) ? options[Number(typed) - 1] : undefined;
  const exact = options.find(({ label, value }) => plainOf(label) === typed || plainOf(String(value)) === typed);
  const yesOrNo = /^(?:yes|no)\b/.exec(typed)?.[0];
  const begins = options.filter(({ label }) => {
    const plain = plainOf(label);
    return typed.length >= leastLetters ? plain.startsWith(typed) : yesOrNo === typed && plain.split(" ")[0] === typed;
  });
  const found = byNumber ?? exact ?? (begins.length === 1 ? begins[0] : undefined);
  return found && { kind: "value", value: found.value };
}

/** What a reply makes of the draft; undefined when it says nothing that fits. */
export function replied(
  assessor: Assessor,
  doc: Doc,
  text: string,
): { readonly doc: Doc; readonly why?: boolean } | undefined {
  const now = shown(assessor, doc);
  const question = now.kind === "ask" ? now.questions[0] : undefined;
  const word = now.kind === "describe" ? skipOnly(text) : wordOf(question, text);
  if (word?.kind === "why" && question) return { doc, why: true };
  if (word?.kind === "back") return { doc: steppedBack(doc) };
  if (word?.kind === "finish") return { doc: { ...doc, page: "done" } };
  if (now.kind === "describe") return { doc: { ...told(assessor, doc, { text: word ? "" : text }), page: "ask" } };
  if (now.kind === "checklist" && word) return { doc: ticked(assessor, doc, []) };
  if (now.kind === "review" && word) return { doc: lookedOver(doc) };
  if (question && word)
    return { doc: answeredAll(doc, [[question.fact, word.kind === "value" ? word.value : "unknown"]]) };
  const { facts } = assessor.read(text);
  const direct = question && facts[question.fact];
  // What else the sentence says is taken over, too; what was answered already stays.
  const more = Object.keys(facts).length > (direct ? 1 : 0);
  const whole = more ? added(assessor, doc, text) : doc;
  if (question && direct) return { doc: answeredAll(whole, [[question.fact, direct.value]]) };
  return more ? { doc: whole } : undefined;
}
const skipOnly = (text: string): Understood | undefined => {
  const word = wordOf(undefined, text);
  return word?.kind === "skip" || word?.kind === "finish" || (word?.kind === "value" && word.value === "unknown")
    ? word
    : undefined;
};

/** A further sentence of the description. */
function added(assessor: Assessor, doc: Doc, text: string): Doc {
  const whole = `${doc.draft.text}\n${text}`.trim().slice(0, longestText);
  const after = told(assessor, doc, { text: whole });
  return { ...after, page: doc.page };
}

export interface Typed {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string | undefined;
  readonly text: string;
  readonly isEdit: boolean;
}

const notUnderstood = "I did not get that. Press a button, or type what stands on one.";

/** True when the message was part of an interview, or begins one: then nobody else answers it. */
export async function heardInterview(
  actor: Actor,
  { channel, ts, thread_ts, text: raw, isEdit }: Typed,
): Promise<boolean> {
  const { desk, team, who, run, client } = actor;
  const text = plainWords(raw);
  const thread = thread_ts ?? ts;
  const open = thread_ts === undefined ? undefined : await talkIn(desk.store, channelKey(team, channel), thread);
  const isOwn = open !== undefined && partsOf(open.row.owner).id === who.id;
  const words = assessWords(text);
  if (words !== undefined && !isOwn) {
    if (!isEdit) await beginTalk(actor, words, { channel, thread });
    return true;
  }
  if (!isOwn) return false;
  // What was said is not taken back by an edit: the buttons are there for that.
  if (isEdit) return true;
  const assessor = desk.assessing();
  if (!assessor) return false;
  let why = false;
  let note: string | undefined;
  // The reply was dealt with by an earlier try when the draft says so.
  const mark = `${channel}/${ts}`;
  const isQuestion = /\?\s*$/.test(text);
  let isOurs = true;
  const now = await changed(
    desk,
    open.row.id,
    (doc, row) => {
      if (doc.heard === mark) return undefined;
      // Whoever asks to be asked, in the midst of it, sees the question again.
      const after: ReturnType<typeof replied> = words === "" ? { doc } : replied(assessor, doc, words ?? text);
      why = after?.why ?? false;
      if (!after) {
        isOurs = !isQuestion;
        note = notUnderstood;
        return undefined;
      }
      const isDone = shown(assessor, after.doc).kind === "done";
      return { ...(isDone ? finished(after.doc, row.rev + 1) : after.doc), heard: mark };
    },
    (doc) => ({ kbVersion: assessor.knowledgeVersion, ...(doc.page === "done" ? { state: "final" as const } : {}) }),
  );
  if (!now || !isOurs) return false;
  const before = lastTalk(await desk.store.assessments.postsOf(now.row.id));
  const message = talkMessage(assessor, now.row, now.doc, { note, why, isPublic: !channel.startsWith("D") });
  const posted = await postAt(actor, { channel, thread }, message);
  if (posted === undefined) return true;
  await keepTalk(actor, now.row.id, { channel, thread }, posted);
  if (now.doc.draft.text !== open.doc.draft.text) await readLater(actor, now.row, now.doc, { channel });
  if (now.doc.page === "done") await resultLater(actor, now.row, now.doc, channel.startsWith("D") ? thread : undefined);
  // The question stands below the reply then, and only there.
  if (before && before.message !== posted && before.channel === channelKey(team, channel))
    await desk.poster.remove(client, { team, channel }, before.message, run.attempts).catch((error: unknown) => {
      if (!isFinal(error)) throw error;
      desk.log("slack-delete-refused", { error: codeOf(error) });
    });
  return true;
}
