/** Who does what: "the vendor keeps the weights" is no "you keep the weights". */
import type { Unit } from "./order.ts";
import { isNegator, readWords, type Stem } from "./reading.ts";
import { STOP_WORDS } from "../core/retrieve/stop-words.ts";
import { sameStem } from "./same-words.ts";

type Party = "you" | "vendor" | "host" | "community";
const parties: Readonly<Record<string, Party>> = {
  you: "you", yourself: "you", yourselves: "you", organisation: "you", we: "you", company: "you",
  vendor: "vendor", provider: "vendor", maker: "vendor", vendors: "vendor", makers: "vendor", providers: "vendor", restaurant: "vendor",
  host: "host", hosts: "host", community: "community", members: "community",
}; // biome-ignore format: a table
/** Between a party and its verb. */
const between =
  /^(?:can|may|could|might|must|should|will|would|do|does|did|have|has|had|to|also|still|then|often|usually|typically|always|not|never|cannot|only|yourself|itself|who|which|that|is|are|be|own|themselves|then|just|no|longer|need|get|gets|\w+n't)$/;
const article = /^(?:the|a|an|your|its|their|own|our)$/;

interface Deed {
  readonly party: Party;
  readonly verb: string;
  /** What is said behind it in its clause. */
  readonly rest: readonly string[];
  readonly isNegated: boolean;
}

/** A party and the word behind it; "by" and a party, and the word before it. */
const shape = /[\p{L}]+(?:['-][\p{L}]+)*/gu;
const evenParties = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("’", "'")
    .replaceAll(/\([^)]*\)/g, " ")
    .replaceAll(/\bof (?:a|the|an) (?:closed|open|open-weight|proprietary) models?\b/g, " ")
    .replaceAll(/\bof (?:your|their|its) (?:own )?choice\b/g, " ")
    .replaceAll(/\byour (?:own )?(?:team|organisation|company|engineers|staff|people)\b/g, "you")
    .replaceAll(/\b(vendor|provider|maker|host|community)'s (?:own )?(?:team|engineers|staff|people)\b/g, "$1");

function deedsIn(text: string, stem: Stem): Deed[] {
  let last: Party | undefined;
  const even = evenParties(text);
  const owned = even.split(/[;:.]/).flatMap((sentence) => {
    const words = sentence.match(shape) ?? [];
    return words.flatMap((_, i) => ownIn(words, i, stem));
  });
  const done = even.split(/[,;:.]|\b(?:while|whereas|but|because|since|and)\b/).flatMap((clause) => {
    const words = clause.match(shape) ?? [];
    const content = (from: number, to?: number): string[] =>
      readWords(words.slice(from, to).join(" "), stem).flatMap((word) => (word.isContent ? [word.stem] : []));
    return words.flatMap((word, i): Deed[] => {
      // "It" is who was spoken of last.
      const party = parties[word] ?? (/^(?:it|they)$/.test(word) ? last : undefined);
      if (party === undefined) return [];
      last = party;
      let before = i - 1;
      while (article.test(words[before] ?? "")) before -= 1;
      const isNegated = words.some(isNegator);
      if (words[before] === "by") {
        const done = content(0, before);
        const verb = done.at(-1);
        return verb === undefined ? [] : [{ party, verb, rest: done.slice(0, -1), isNegated }];
      }
      const at = words.findIndex((one, j) => j > i && !between.test(one));
      const verb = words[at];
      return verb === undefined || STOP_WORDS.has(verb)
        ? []
        : [{ party, verb: stem(verb), rest: content(at + 1), isNegated }];
    });
  });
  return [...done, ...owned];
}

const belonging = /^(?:work|job|duty|duties|hands?|decision|responsibility|task|business|burden|side)$/;
/** Whose something is: "your own work", "the vendor's hands". */
function ownIn(words: readonly string[], i: number, stem: Stem): Deed[] {
  const owner = words[i] === "your" ? "you" : parties[/^(.+)'s$/.exec(words[i] ?? "")?.[1] ?? ""];
  const at = words[i + 1] === "own" ? i + 2 : i + 1;
  const thing = words[at] ?? "";
  if (!owner || !belonging.test(thing)) return [];
  const rest = readWords(words.slice(0, i).join(" "), stem).flatMap((word) => (word.isContent ? [word.stem] : []));
  return [{ party: owner, verb: "be", rest, isNegated: words.some(isNegator) }];
}

/** Of what the passages say of the same deed, done to the same thing where that is said, nothing names this party. */
export function partyFlaw(text: string, units: readonly Unit[], stem: Stem): boolean {
  const there = units.flatMap((unit) => deedsIn(unit.text, stem));
  return deedsIn(text, stem).some(({ party, verb, rest }) => {
    const known = there
      .filter((deed) => sameStem(deed.verb, verb, stem))
      .map((deed) => ({
        deed,
        isExact: deed.verb === verb,
        shared: rest.filter((word) => deed.rest.includes(word)).length,
      }));
    const exact = known.filter(({ isExact }) => isExact);
    const judged = exact.length > 0 ? exact : known;
    const most = Math.max(0, ...judged.map(({ shared }) => shared));
    const fewest = 1;
    if (most < fewest && !(exact.length > 0 && rest.length === 0)) return false;
    const isKnown = known.some(({ deed, shared }) => deed.party === party && shared >= Math.min(most, fewest));
    return judged.length > 0 && !isKnown && judged.every(({ deed, shared }) => shared < most || deed.party !== party);
  });
}
