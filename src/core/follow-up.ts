import type { Turn } from "./question.ts";
import type { QueryPart } from "./retrieve/types.ts";

/** What a message asks once what was said before is taken in. */
export interface Understood {
  /** One sentence that stands alone, for everything that reads words. */
  readonly text: string;
  /** The same for retrieval: what is new counts fully, what was said before less. */
  readonly query: readonly QueryPart[];
  readonly isFollowUp: boolean;
}

const opener =
  /^(and|but|so|or|also|then|ok(ay)?|what about|how about|what if|how so|how come|really|even|same|is that|is it|does (that|it)|do they|are they|could (it|that)|can it|which one|in that case|for (a|an|the|our)|tell me more|more|go on|elaborate|such as|like what|the opposite|the other|vice versa|conversely)\b/;
const pointsBack =
  /\b(it|its|that|this|those|these|them|they|their|one|ones|the other|opposite|the first|the second|the former|the latter|instead|too|as well)\b/;
const otherSide =
  /\b(other (side|way|one|kind|type|camp)|opposite|flip ?side|reverse|vice versa|conversely|the alternative|counter ?part)\b/;
const more =
  /^(tell me more|more( details?| please)*|go on|elaborate|explain( more| that)?|details?|continue|what else|anything else|((can|could) you )?((give|show|tell) (me|us) )?(an |some |one |any )?(concrete |real )?examples?( please)?|for example|such as|like what)\W*$/;
/** "Is it true that open models …", "one reason to …": words that only seem to point back. */
const pointless =
  /\b(is|isn't|was|will|would|does|can) it (be )?(not )?(really )?\w+ (to|that|if|when|for)\b|\b(one|that) (\w+ )?(of|to|reason|way|example|advantage|disadvantage)\b|\b(the fact|\w+s) that (?=(are|is|can|run|runs|have|has|do|does|must|need|needs)\b)/g;
/** Words that only tie a message to the one before; left in, they would find whatever entry holds them. */
const leadIn = /^((and|but|so|or|also|then|ok(ay)?|what about|how about|what if|in that case)\b[\s,]*)+/i;
const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/**
 * Reads a message in the light of the conversation. A message that neither points back nor is cut short
 * stands alone, whatever was said before.
 */
export function understand(text: string, context: readonly Turn[]): Understood {
  const alone: Understood = { text, query: [{ text, weight: 1 }], isFollowUp: false };
  const asked = context.filter((turn) => turn.role === "user" && turn.text.trim() !== "");
  const before = asked.at(-1)?.text;
  if (before === undefined) return alone;
  const lower = text.toLowerCase().trim();
  const pointing = lower.replaceAll(pointless, " ").trim();
  const length = wordsIn(lower);
  // "What is LoRA" and "GPT-5.5 licence" are short and still whole.
  const whole =
    /^(what('s| is| are)|who( is|'s)?|define|explain) (?!(it|that|this|they|those|these)\b)\S/.test(lower) ||
    /^\S*\d\S* (context( window| length)?|licen[cs]e|parameters|release date)\W*$/.test(lower);
  const back =
    (opener.test(pointing) && length <= 12) ||
    (pointsBack.test(pointing) && length <= 10) ||
    (length <= 3 && !whole) ||
    more.test(lower);
  if (!back) return alone;
  if (otherSide.test(lower)) {
    const swapped = swapSides(before);
    if (swapped !== before) return { text: swapped, query: [{ text: swapped, weight: 1 }], isFollowUp: true };
  }
  if (more.test(lower)) return { text: before, query: [{ text: before, weight: 1 }], isFollowUp: true };
  const earlier = asked.at(-2)?.text;
  const beforeWasCut = earlier !== undefined && (opener.test(before.toLowerCase()) || wordsIn(before) <= 3);
  return {
    text: `${before.replace(/[?.!\s]+$/, "")}, ${text}`,
    query: [
      { text: text.replace(leadIn, ""), weight: 1 },
      { text: before.replace(leadIn, ""), weight: 0.6 },
      ...(beforeWasCut ? [{ text: earlier, weight: 0.25 }] : []),
    ],
    isFollowUp: true,
  };
}

const opposites: Readonly<Record<string, string>> = {
  open: "closed",
  closed: "open",
  "open-weight": "closed",
  "open-source": "closed",
  "open source": "closed",
  proprietary: "open",
  advantages: "disadvantages",
  disadvantages: "advantages",
  pros: "cons",
  cons: "pros",
};
const sideWord = /\b(open[- ](?:weights?|source)|open|closed|proprietary)\b/gi;
const valueWord = /\b(disadvantages|advantages|pros|cons)\b/gi;

/** The same question about the other side: open for closed; failing that, the bad points for the good ones. */
function swapSides(text: string): string {
  const swap = (word: string): string =>
    opposites[word.toLowerCase()] ?? (word.toLowerCase().startsWith("open") ? "closed" : word);
  const swapped = text.replaceAll(sideWord, swap);
  return swapped === text ? text.replaceAll(valueWord, swap) : swapped;
}

const joint =
  /\s*(?:[?!;]+\s+|,?\s+and (?:also )?(?=(?:is|are|does|do|can|could|will|would|what|which|who|why|how|when|where|should|name|what's|how's)\b)|,\s+(?=(?:is|are|does|do|can|what|which|who|why|how|when|where|should)\b)|\bplus\s+|\s+as well as\s+)/i;

const shared = /\b((?:[\w-]+ )?[\w-]+) and ((?:[\w-]+ )?[\w-]+) (of|for|with|about|in) (.+)$/i;
const noPair = /\b(between|both|compare|versus|vs)\b|\b(open|closed)[\w -]* and (a |an )?(open|closed)/i;

/** "A strength and a weakness of an open model" asks twice about the same thing. */
function sharedTail(text: string): string[] {
  const match = noPair.test(text) ? null : shared.exec(text);
  if (!match) return [];
  const tail = `${match[3] ?? ""} ${match[4] ?? ""}`;
  return [`${text.slice(0, match.index)}${match[1] ?? ""} ${tail}`, `${match[2] ?? ""} ${tail}`];
}

/** The questions that one message asks, in order; a message that asks one thing is its own only part. */
export function partsOf(given: string): string[] {
  // Blank lines by the thousand would be gone through again from each of them.
  const text = given.replaceAll(/\s+/g, " ");
  const parts = text
    .split(joint)
    .map((part) => part.replace(/^[\s,.]+|[\s,.?!]+$/g, ""))
    .filter((part) => wordsIn(part) >= 2);
  if (parts.length >= 2 && parts.length <= 4) return parts;
  const halves = parts.length === 1 ? sharedTail(text.replace(/[?.!]+$/, "")) : [];
  return halves.length === 2 ? halves : [text];
}
