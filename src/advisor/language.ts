import { words } from "../core/words.ts";
import { type Asked, asked as askedOf } from "./asked.ts";
import type { KnowledgeBase, PreparedLanguage } from "./knowledge-base.ts";

const english = new Set(
  "the a an is are was were be of to in on for and or not what which who whom how why when where do does did can could should would will we our us you your i my it its this that these those with without from by as at if than then they them their there have has had me so but about between versus vs does any all more most just please need want get use".split(" "),
);

export type Reading =
  | { readonly kind: "english" }
  /** Put into English words of the subject; good for finding, not for reading aloud. */
  | { readonly kind: "translated"; readonly asked: Asked }
  | { readonly kind: "foreign"; readonly language: string }
  | { readonly kind: "other alphabet" };

/** What language a message is in, and its subject in English words when the word list of that language knows enough of it. */
export function readLanguage(asked: Asked, kb: KnowledgeBase): Reading {
  const letters = asked.lower.match(/\p{L}/gu) ?? [];
  const latin = asked.lower.match(/\p{Script=Latin}/gu) ?? [];
  if (letters.length > 0 && latin.length < letters.length * 0.5) return { kind: "other alphabet" };
  const tokens = asked.lower.split(/[^\p{L}\p{N}'-]+/u).filter(Boolean);
  const language = foreign(tokens, kb.languages);
  if (!language) return { kind: "english" };
  const { text, known, unknown } = translate(asked.lower, language);
  if (known < 2 || unknown > known) return { kind: "foreign", language: language.data.name };
  return { kind: "translated", asked: askedOf(text, [], words.understoodAs(language.data.name, text)) };
}

/** The language whose marks stand in the message more often than English ones do; accents count as a mark. */
function foreign(tokens: readonly string[], languages: readonly PreparedLanguage[]): PreparedLanguage | undefined {
  const englishMarks = tokens.filter((token) => english.has(token)).length;
  const counted = languages
    .map((language) => ({
      language,
      marks: tokens.filter((t) => language.marks.has(t)).length,
      words: tokens.filter((t) => language.data.words[t] !== undefined && language.data.words[t] !== t).length,
    }))
    .sort((a, b) => b.marks + b.words / 2 - (a.marks + a.words / 2));
  const best = counted[0];
  if (!best || best.marks + best.words < 2 || best.marks <= englishMarks - (best.words > 2 ? 1 : 0)) return undefined;
  return best.marks > 0 || best.words >= 2 ? best.language : undefined;
}

function translate(text: string, language: PreparedLanguage): { text: string; known: number; unknown: number } {
  let rest = ` ${text.replaceAll(/[^\p{L}\p{N}'-]+/gu, " ")} `;
  const phrases = Object.keys(language.data.words).sort((a, b) => b.length - a.length);
  const found: { at: number; english: string }[] = [];
  for (const phrase of phrases) {
    const at = rest.indexOf(` ${phrase} `);
    if (at < 0) continue;
    found.push({ at, english: language.data.words[phrase] ?? "" });
    rest = rest.replaceAll(` ${phrase} `, ` ${"_".repeat(phrase.length)} `);
  }
  const left = [...rest.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu)].filter((m) => !language.marks.has(m[0]) && m[0].length > 2);
  const kept = left.map((m) => ({ at: m.index, english: m[0] }));
  const all = [...found, ...kept].sort((a, b) => a.at - b.at);
  return { text: all.map((one) => one.english).join(" "), known: found.length, unknown: left.length };
}
