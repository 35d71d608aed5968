/** What a sentence may claim only when it stands in the cited passage: numbers, names, links, law. */

/** `$1,200`, `70B`, `4.5%`, `2026`; as they compare. */
export function numbersIn(text: string): string[] {
  const digits =
    text.normalize("NFKC").match(/[$€£]?\d+(?:[.,]\d+)*(?:\s?(?:%|percent\b)|[kmb](?![\p{L}])|x(?![\p{L}]))?/giu) ?? [];
  const words =
    text
      .toLowerCase()
      .replaceAll(/\bthe two\b/g, "both")
      .match(wordNumbers) ?? [];
  return [...digits.map(normal), ...words.map((word) => spelled[word] ?? word)];
}

const spelled: Readonly<Record<string, string>> = {
  two: "2", three: "3", four: "4", five: "5", six: "6", seven: "7", eight: "8", nine: "9", ten: "10", eleven: "11", twelve: "12",
  twenty: "20", thirty: "30", fifty: "50", ninety: "90", hundred: "100", hundreds: "100", thousand: "1000", thousands: "1000",
  million: "1000000", millions: "1000000", billion: "1000000000", billions: "1000000000", trillion: "1000000000000",
  half: "half", halves: "half", third: "third", quarter: "quarter", twice: "2x", double: "2x", doubles: "2x", triple: "3x", dozen: "12", dozens: "12",
}; // biome-ignore format: a table
const wordNumbers = new RegExp(String.raw`(?<![\p{L}-])(?:${Object.keys(spelled).join("|")})(?![\p{L}-])`, "giu");

const normal = (found: string): string =>
  found
    .toLowerCase()
    .replaceAll(/\s|[$€£]/g, "")
    .replace("percent", "%")
    .replaceAll(/,(?=\d{3})/g, "")
    .replace(/\.0+$/, "");

/** Names: written with a capital in the middle of a sentence, or with digits or capitals inside. */
export function namesIn(sentence: string): string[] {
  const words = [...sentence.matchAll(/[\p{L}\p{N}]+(?:[-.'’+][\p{L}\p{N}]+)*/gu)];
  return words
    .filter(({ 0: word, index }) => {
      if (/^\d[\d.,]*[a-z%]?$/i.test(word)) return false; // a number
      if (/\p{L}.*\d|\d.*\p{L}|\p{Ll}\p{Lu}|^\p{Lu}{2,}/u.test(word)) return true;
      const isFirst =
        /^[^\p{L}\p{N}]*$/u.test(sentence.slice(0, index)) || /[.!?:]["“]?\s+["“]?$/u.test(sentence.slice(0, index));
      return !isFirst && /^\p{Lu}/u.test(word) && word !== "I";
    })
    .map(([word]) => word.replace(/['’]s$/, ""));
}

const link =
  /https?:|www\.|\bmailto:|\]\(|\b[\p{L}\p{N}-]+\.(?:com|org|net|io|ai|dev|app|co|de|eu|uk|fr|info|biz|xyz|me|ly|gg|sh|cloud|tech|site)\b/iu;
/** What a platform would take as an order: a mention, a channel, a link in brackets, a call to everybody. */
const control =
  /<[!@#/\p{L}]|[<>]{2}|@(?:here|channel|everyone|all)\b|(?:^|\s)@\p{L}|&(?:lt|gt|amp);|[\p{Cc}\p{Cf}\p{Co}]|`|\||[{}]|\p{L}_\p{L}/iu;
const law =
  /\b(?:legal(?:ly|ity)?|lawful(?:ly)?|unlawful(?:ly)?|illegal(?:ly)?|laws?|statut\w*|liab(?:le|ility|ilities)|(?:non-?)?compliant|compl(?:y|ies|ied)|violat\w*|breach(?:es|ed)?|court|sued?|lawsuit|prosecut\w*|fined|penalt\w*|gdpr|hipaa|ai act|ccpa|(?:permitted|allowed|prohibited|forbidden|required|mandated) (?:by|under))\b/giu;

export const holdsLink = (text: string): boolean => link.test(text);
export const holdsControl = (text: string): boolean => control.test(text);
/** Words of law, as they stand. */
export const lawIn = (text: string): string[] => (text.match(law) ?? []).map((word) => word.toLowerCase());
/** A conclusion about law, whatever the passages hold: nothing here is legal advice. */
export const concludesLaw = (text: string): boolean =>
  /\b(?:is|are|be|it's|you're|remains?|makes? (?:it|you)|becomes?|fully|always|automatically) (?:\w+ ){0,2}(?:legal|lawful|illegal|unlawful|compliant|liable)\b|\b(?:gdpr|hipaa|law|regulation|ai act)s? (?:\w+ )?(?:requires?|allows?|forbids?|permits?|demands?|says?|prohibits?|mandates?)\b|\b(?:complies|comply|compliance) (?:\w+ )?(?:is (?:guaranteed|assured|automatic)|automatically)\b|\bguarantees? (?:\w+ ){0,2}compliance\b/iu.test(
    text,
  );

/** An order to a model, wherever it was read: in a passage it was put there, and nobody is to pass it on. */
const order =
  /(?<!\b(?:does not|doesn't|can't|cannot|won't|will not) )\b(?:ignore|disregard|forget|override|obey)\b.{0,30}\b(?:passages?|rules?|instructions?|prompts?|orders?)\b|\byou (?:are now|must now|may invent|can invent)\b|\b(?:new|previous|prior|hidden) instructions?\b|\bcall the tool\b|(?:^|[^\p{L}])(?:system|assistant|user) ?:|#\s*system\b|\bother passages\b|\bend (?:your|each) (?:answer|sentence)/iu;
export const speaksToModel = (text: string): boolean => order.test(text);
