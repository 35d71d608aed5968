import { readSignals } from "../core/decide/signals.ts";
import type { Language } from "../core/catalog.ts";
import { type English, type Gloss, type Lexicon, lexiconOf, subjectWord } from "../core/language.ts";
import type { Turn } from "../core/question.ts";
import { words } from "../core/words.ts";
import { type Asked, asked as askedOf } from "./asked.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

/** Words that carry an English sentence; what a word of another language means counts as understood when it is none of them. */
const little: ReadonlySet<string> = new Set(
  "a about again all already also although am an and another any anybody anyone are as at be because been before being between both but by can cannot come could d did do does doesn doing don done down each either else ever every everyone everything few for from get gets getting give go goes going good got had has hasn have haven having he hello help her here hers hey hi him his how however i if in into is isn it its just keep know let like ll look m make makes many may me might mine more most much must my need needs never no nobody none nor not nothing now of off ok on once one only or other our ours out over own per please put question re really s same say says shall she should shouldn since so some somebody someone something still such sure t take tell than thanks that the their them then there these they thing things think this those though three through to today too two under until up us use used using ve very versus via vs want wants was we well were what whatever when where whether which while who whom whose why will with within without won would wouldn yes yet you your yours".split(
    " ",
  ),
);
/** Of these languages, words are written together that English writes apart. */
const compounding: ReadonlySet<string> = new Set(["de", "nl"]);
const leastLikeness = 0.8;

const subjectWords =
  /\b(agents?|ai|apis?|chatbots?|closed|cloud|data|fine-tuning|frontier|gpus?|guardrails|host(ing)?|hybrid|inference|latency|licences?|llms?|lock-in|lora|models?|on-premises|open|parameters|privacy|prompts?|proprietary|rag|residency|router|self-host\w*|servers?|slms?|sovereignty|tokens?|transparency|vendors?|weights)\b/;
const wellKnown = 3; // words understood for each that was not, where little else tells the subject

export type Reading =
  | { readonly kind: "english" }
  /** Put into English words of the subject; good for finding, not for reading aloud. */
  | { readonly kind: "translated"; readonly asked: Asked; readonly language: string }
  | { readonly kind: "foreign"; readonly language: string }
  | { readonly kind: "other alphabet" };

interface Speech {
  readonly name: string;
  readonly lexicon: Lexicon;
}
interface Ear {
  readonly speeches: readonly Speech[];
  readonly english: English;
}
const ears = new WeakMap<KnowledgeBase, Ear>();

/** What language a message is in, and the message in English words when the word list of that language knows enough of it. */
export function readLanguage(asked: Asked, kb: KnowledgeBase): Reading {
  const letters = asked.said.match(/\p{L}/gu) ?? [];
  const latin = asked.said.match(/\p{Script=Latin}/gu) ?? [];
  if (letters.length > 0 && latin.length < letters.length * 0.5) return { kind: "other alphabet" };
  const ear = earOf(kb);
  const before = asked.context.findLast((turn) => turn.role === "user");
  const speech = spoken(asked.said, ear, before && spoken(before.text, ear));
  if (!speech) return { kind: "english" };
  const gloss = speech.lexicon.gloss(asked.said, ear.english);
  const context = asked.context.map((turn) => inEnglish(turn, ear));
  const translated = askedOf(gloss.english, context, words.understoodAs(speech.name, gloss.english));
  if (isSafe(gloss, translated, kb)) return { kind: "translated", asked: translated, language: speech.name };
  return isSloppyEnglish(asked.said, speech, ear, kb)
    ? { kind: "english" }
    : { kind: "foreign", language: speech.name };
}

/** The language that a message looks like more than like English; a short follow-up is taken to be in the language before it. */
function spoken(text: string, { speeches, english }: Ear, before?: Speech): Speech | undefined {
  let best: Speech | undefined;
  let likeness = likenessOfEnglish(text, english);
  for (const speech of speeches) {
    const own = speech.lexicon.likeness(text, english);
    const inherited = speech === before && own > 0 ? leastLikeness : 0;
    if (own + inherited < leastLikeness || own + inherited <= likeness) continue;
    best = speech;
    likeness = own + inherited;
  }
  return best;
}

/** "Wat is vendr lokin": most words are of no language, and one of them is a slip of our subject. */
function isSloppyEnglish(text: string, speech: Speech, { english }: Ear, kb: KnowledgeBase): boolean {
  const tokens = text.match(/\p{L}+/gu) ?? [];
  const respelled = kb.respell(text);
  return (
    respelled !== text && kb.onSubject(respelled) !== "no" && speech.lexicon.likeness(text, english) < tokens.length / 2
  );
}

function likenessOfEnglish(text: string, english: English): number {
  const tokens = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return tokens.reduce((sum, one) => sum + (english.little.has(one) ? 1 : english.has(one) ? subjectWord : 0), 0);
}

/** What a description says, in English words where it is in another language and enough of it is known; else nothing. */
export function describedInEnglish(text: string, kb: KnowledgeBase): string {
  const read = readLanguage(askedOf(text, []), kb);
  if (read.kind === "english") return text;
  return read.kind === "translated" ? read.asked.text : "";
}

function inEnglish(turn: Turn, ear: Ear): Turn {
  const speech = turn.role === "user" ? spoken(turn.text, ear) : undefined;
  return speech ? { ...turn, text: speech.lexicon.gloss(turn.text, ear.english).english } : turn;
}

/**
 * More was understood than not, and it is about models: by a word of the subject, by a model's name, or by a case that
 * states facts. Whether it finds an answer is for retrieval to say.
 */
function isSafe({ known, unknown, english }: Gloss, { text }: Asked, kb: KnowledgeBase): boolean {
  if (english === "" || known < unknown) return false;
  const lower = text.toLowerCase();
  if (subjectWords.test(lower) || kb.modelNames.some(({ name }) => lower.includes(name))) return true;
  const facts = kb.signals ? Object.keys(readSignals(text, kb.signals).facts).length : 0;
  return facts >= 2 || (facts === 1 && /\b(we|our|us)\b/.test(lower) && known >= wellKnown * Math.max(1, unknown));
}

function earOf(kb: KnowledgeBase): Ear {
  const known = ears.get(kb);
  if (known) return known;
  const subject = new Set<string>();
  const { entries, architectures, factors } = kb.catalog;
  const texts = [
    ...[...entries.values()].flatMap((entry) => [entry.title, entry.answer, ...entry.questions, ...entry.points]),
    ...[...architectures.values(), ...factors.values()].flatMap((one) => one.names),
    ...kb.modelNames.map(({ name }) => name),
  ];
  for (const text of texts) {
    for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)*/gu) ?? []) {
      subject.add(word);
      for (const part of word.split(/[-.]/)) subject.add(part);
    }
  }
  const english: English = { little, has: (word) => subject.has(word) || little.has(word) };
  const ear = { speeches: kb.languages.map(({ data }) => speechOf(data)), english };
  ears.set(kb, ear);
  return ear;
}

const speechOf = (data: Language): Speech => ({
  name: data.name,
  lexicon: lexiconOf({ marks: data.marks, words: data.words, compounds: compounding.has(data.code) }),
});
