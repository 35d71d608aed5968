// After "in" and "out" the sentence stops, or goes on with another amount and its side.
const goesOn = String.raw`[,;?/=:+]|(?:at|and|T|each|plus|times|per)\b|M\d|N\d+ (?:T )?(?:in|out)\b|[MN]\d+ \/ [MN]\d|$`;
const amount = String.raw`\b(?:[NM]\d+|T|P\w+) `;
const behindAmount = new RegExp(String.raw`(?<=${amount})(?:in(?= (?:${goesOn}))|out(?= (?:P|${goesOn})))`, "g");
// "5M tokens in 30 days", "in the end"
const noSide = String.raw`(?! N\d+ (?:second|minute|hour|day|week|month|year)s?\b)(?! (?:an?|the|total|our|this|that|my)\b)`;
// "100M in 20M out"
const inThenOut = new RegExp(String.raw`(?<=\b([NM])\d+ (?:T )?)in${noSide}( [^a-z]*?\1\d+ (?:T )?)(?:out|O)\b`, "g");
// "in 10M, out 2M"
const labels = /\bin((?: [:=])? ([NM])\d+ (?:T )?(?:[,;/] |and |plus )?)(?:out|O)(?=(?: [:=])? \2\d+\b)/g;
// "10M / 2M in / out"
const shared = /\b([MN]\d+) \/ ([MN]\d+) ((?:T )?)in(?:puts?)? \/ out(?:puts?)?\b/g;
const apiWords = /\bprompt\b.*\bcompletion\b|\bcompletion\b.*\bprompt\b/;

/** `I` and `O` for the input and the output side, where "in", "prompt" and the like name one. */
export function markSides(text: string): string {
  let left = text
    .replaceAll(shared, "$1 $3I / $2 $3O")
    .replaceAll(/\binputs?\b/g, "I")
    .replaceAll(/\boutputs?\b/g, "O")
    .replaceAll(behindAmount, (word) => (word === "in" ? "I" : "O"));
  if (apiWords.test(left)) left = left.replaceAll(/\bprompt\b/g, "I").replaceAll(/\bcompletion\b/g, "O");
  left = left
    .replaceAll(/\bprompt(?= T\b)/g, "I")
    .replaceAll(/\b(?:completion|generated)(?= T\b)|(?<=\bT )generated\b/g, "O")
    .replaceAll(labels, "I$1O")
    .replaceAll(inThenOut, "I$2O");
  // "5M in a day" counts what goes in only beside what comes out
  return /\bO\b/.test(left) ? left.replaceAll(/(?<=\b(?:[NM]\d+|T) )in(?= P)/g, "I") : left;
}
