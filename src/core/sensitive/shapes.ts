/** How who somebody is, how to reach them, and what opens a door look in a text. */

export type Kind = "url" | "key" | "email" | "mention" | "id" | "number" | "phone";

export interface Shape {
  /** What stands in its place where a text is kept. */
  readonly put: `[${Kind}]`;
  readonly shape: RegExp;
  /** Where the shape alone can't tell: whether what was found is meant. */
  readonly means?: (found: string) => boolean;
}

const shapes = (flags: string, ...any: readonly string[]): RegExp => new RegExp(any.join("|"), flags);
const anyCase = (...any: readonly string[]): RegExp => shapes("giu", ...any);
const exactCase = (...any: readonly string[]): RegExp => shapes("gu", ...any);

// Each shape begins where nothing of its own kind stands before it: so no name is cut in its middle, and a long text
// is not tried again at each of its letters.
const wordStart = String.raw`(?<![\p{L}\p{N}_.%+-])`;
const numberStart = String.raw`(?<![\p{L}\p{N}.,$€£-])(?<!\p{N} )`;
const numberEnd = String.raw`(?!\p{N})`;
/** 10 000 000, 400,000 */
const amount = String.raw`\p{Nd}{1,3}(?:[ ,.]?000)+${numberEnd}`;
const label = String.raw`[\p{L}\p{N}-]{1,63}`;
const value = String.raw`(?!\[[a-z]+\])[^\s"'“”‘’,;]{4,}`; // a placeholder is none

/** A price or a count (`$0.002`, `128k`) is no secret, nor is a word without digits. */
const isSecret = (found: string): boolean =>
  found.length >= 6 && /\d/.test(found) && /[a-z]/i.test(found) && !/^[$€£]?[\d.,]+[a-z%/]*$/i.test(found);
/** A run of letters and digits in one that is longer than any piece of a model's name. */
const isKey = (found: string): boolean =>
  found
    .split(/[^a-z\d]+/i)
    .some((part) =>
      /^[a-f\d]{16,}$/i.test(part) ? /\d[a-f]|[a-f]\d/i.test(part) : part.length >= 18 && /\d[a-z]+\d/i.test(part),
    );
/** A round amount is what people ask the cost of; 20241022 is the end of a model's name. */
const isNumber = (found: string): boolean => !found.endsWith("000") && !/^20[12]\d(0[1-9]|1[0-2])[0-3]\d$/.test(found);
const isDate = (found: string): boolean => /^\p{Nd}{1,2}[./-]\p{Nd}{1,2}[./-]\p{Nd}{2,4}$/u.test(found);

/** In this order: a web address may hold a mail address, that a handle, a phone number a long run of digits. */
export const sensitiveShapes: readonly Shape[] = [
  {
    put: "[url]", // with name:password@, with or without its beginning; a secret path; a secret among the parameters
    shape: anyCase(
      String.raw`(?<![\p{L}\p{N}+.-])[a-z][a-z\d+.-]{1,20}:\/\/[^\s/@]{1,300}@\S+`,
      String.raw`${wordStart}(?!mailto:)[\p{L}\p{N}_.-]{1,64}:[^\s:@/]{1,100}@[\p{L}\p{N}.-]+(?::\d+)?(?:\/\S*)?`,
      String.raw`\bhttps?:\/\/(?:hooks\.|[\w.-]+\/(?:api\/)?webhooks?\/)\S+`,
      String.raw`\bhttps?:\/\/[^\s?#]+[?#]\S*?(?:token|key|secret|sig|password|pwd|auth|code|session)\w*=\S+`,
    ),
  },
  {
    put: "[key]",
    shape: exactCase(String.raw`-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:.*?-----END [A-Z ]{0,40}-----|.*)`),
  },
  {
    put: "[email]", // ann@example.com, ann (at) example (dot) com, ann@intranet
    shape: anyCase(
      String.raw`${wordStart}[\p{L}\p{N}_.%+'-]{1,64}@${label}(?:\.${label})*\.\p{L}{2,}`,
      String.raw`${wordStart}[\p{L}\p{N}_.%+-]{1,64} ?[([{]at[)\]}] ?${label}(?: ?(?:\.|[([{]dot[)\]}]) ?${label}){1,4}`,
      String.raw`${wordStart}\p{L}[\p{L}\p{N}_.+-]{0,63}@\p{L}[\p{L}\p{N}-]{1,62}`,
    ),
  },
  { put: "[mention]", shape: anyCase(String.raw`(?<![\p{L}\p{N}_])@[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*`) },
  { put: "[mention]", shape: exactCase(String.raw`\b[UW]0[A-Z\d]{7,10}\b`) }, // Slack's id of a person
  {
    put: "[key]", // what the makers of keys begin them with
    shape: exactCase(
      String.raw`\b(?:sk|pk|rk)[-_][\w-]{12,}`,
      String.raw`\bx(?:ox[a-z]|app)-[\w-]{4,}`,
      String.raw`\b(?:gh[opusr]_|github_pat_|glpat-|hf_|npm_|dop_v1_|pypi-|ya29\.|SG\.)[\w.-]{8,}`,
      String.raw`\b(?:AKIA|ASIA)[A-Z\d]{12,}\b`,
      String.raw`\bAIza[\w-]{20,}`,
      String.raw`\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}`,
      String.raw`\b[Bb]earer [\w.~+/=-]{8,}`,
    ),
  },
  {
    put: "[key]",
    shape: anyCase(
      String.raw`(?<=(?:\b|_)(?:pass ?words?|passwort|kennwort|passphrase|passwd|pwd)(?: ?[:=] ?| (?:is|ist|was) )["'“‘]?)${value}`,
    ),
  },
  {
    put: "[key]",
    shape: anyCase(
      String.raw`(?<=(?:\b|_)(?:secret|token|key|credentials?) ?[:=] ?["'“‘]?)${value}`,
      String.raw`(?<=\b(?:secret|token|(?:api|access|secret|private)[ _-]?key) is ["'“‘]?)${value}`,
    ),
    means: isSecret,
  },
  { put: "[id]", shape: anyCase(String.raw`\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b`) },
  { put: "[key]", shape: anyCase(String.raw`(?<![\w+/=.-])[\w+/=-]{16,}(?:\.[\w+/=-]+)*`), means: isKey },
  {
    put: "[number]", // a bank account, a card, a social security number
    shape: exactCase(
      String.raw`\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?\b`,
      String.raw`${numberStart}\p{Nd}{4}(?:[ -]\p{Nd}{4}){2}[ -]\p{Nd}{1,7}${numberEnd}`,
      String.raw`${numberStart}\p{Nd}{3}-\p{Nd}{2}-\p{Nd}{4}(?![\p{N}-])`,
    ),
  },
  {
    put: "[phone]", // +49 171 1234567 or 0049 …; 030 1234567; (555) 123-4567; any number after a word for it
    shape: anyCase(
      String.raw`(?<![\p{L}\p{N}])(?:\+|00)(?!${amount})[1-9](?:[ ().\/-]{0,3}\p{Nd}){7,14}${numberEnd}`,
      String.raw`${numberStart}(?<![:/])\(?0[1-9](?:[ ()\/.-]{0,2}\p{Nd}){6,12}${numberEnd}`,
      String.raw`${numberStart}(?:1[ .-])?(?:\(\p{Nd}{3}\) ?|\p{Nd}{3}[ .-])\p{Nd}{3}[ .-]\p{Nd}{4}${numberEnd}`,
      String.raw`(?<=\b(?:call|phone|telephone|telefon|tel|mobile|handy|whatsapp|fax|sms)(?: me| us)?(?: at| on| under| number| nr\.?| no\.?)?[.:]? ?)(?!${amount})(?:\p{Nd}[ ()\/.-]{0,2}){5,14}\p{Nd}${numberEnd}`,
    ),
    means: (found) => !isDate(found),
  },
  { put: "[number]", shape: anyCase(String.raw`(?<!\p{N}|\p{N}[.,])\p{Nd}{7,}`), means: isNumber },
];
