import { STOP_WORDS } from "../retrieve/stop-words.ts";

/** Words that carry no thing of their own, beside which a price or a number of tokens is whole. */
const little = [
  ...[...STOP_WORDS].filter((word) => word !== "am" && word !== "of"),
  "bill|bills|cost|costs|price|prices|rate|rates|pay|paying|spend|monthly|altogether|respectively|please|roughly|about",
  "around|many|now|today|currently|plus|times|same|whats|wats|wat|thats",
  "pro|por|para|bei|zu|für|mit|con|und|y|was|kostet|cuánto", // German and Spanish
].join("|");
const startsOther = new RegExp(String.raw`^ (?!(?:${little}|total)\b)\p{Ll}`, "u");
const endsOther = new RegExp(String.raw`(?<![\p{L}\d])(?!(?:${little}|list|unit|api|token)\b)\p{Ll}[\p{L}\d]* $`, "u");

/** What follows is, by its first word, another thing that is counted or paid for: the `characters` of "per million characters". */
export const isOtherThing = (after: string): boolean => startsOther.test(after);

/** The same of what stands before: the `support` of "support at $500". */
export const endsInOtherThing = (before: string): boolean => endsOther.test(before);

/** "Per request", "each call": a number is that of one thing. */
export const namesOneThing = (text: string): boolean =>
  [...text.matchAll(/\b(?:per|each|every)\b|\//g)].some(({ 0: word, index }) =>
    isOtherThing(text.slice(index + word.length)),
  );
