/** What in a text must not go anywhere: found by shapes, check digits and names, never by a model. */
import { literally } from "../pattern.ts";
import * as checks from "./checksums.ts";
import { type Kind, sensitiveShapes } from "./shapes.ts";

/** What is found by its look; a policy says which of these count. */
export const lookKinds = [
  "email",
  "phone",
  "card",
  "iban",
  "national-id",
  "key",
  "ip",
  "url",
  "mention",
  "number",
  "id",
] as const satisfies readonly (Kind | "card" | "iban" | "national-id" | "ip")[];
/** `name`: one that an admin listed. */
export type SensitiveKind = (typeof lookKinds)[number] | "name";

export interface Finding {
  readonly kind: SensitiveKind;
  readonly start: number;
  readonly end: number;
}

interface Detector {
  readonly kind: SensitiveKind;
  readonly shape: RegExp;
  readonly means: (found: string) => boolean;
}

const always = (): boolean => true;
const alone = (inner: string, flags = "giu"): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:${inner})(?![\p{L}\p{N}_])`, flags);
const labelled = (words: string, inner: string): RegExp =>
  new RegExp(
    String.raw`(?<=(?<![\p{L}])(?:${words})[^\p{L}\p{N}]{1,3}(?:(?:number|no|nr|is|id)[^\p{L}\p{N}]{1,3})?)(?:${inner})(?![\p{N}])`,
    "giu",
  );

const national = (shape: RegExp, means: (found: string) => boolean): Detector => ({
  kind: "national-id",
  shape,
  means,
});
const isAddress = (found: string): boolean => found.split(".").every((part) => Number(part) <= 255);

const detectors: readonly Detector[] = [
  {
    kind: "iban",
    shape: alone(String.raw`[a-z]{2}\d{2}(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?[a-z0-9]{1,3})?`),
    means: checks.isIban,
  },
  { kind: "card", shape: alone(String.raw`(?:[3-6]\d|2[2-7])\d{2}(?:[ -]?\d){9,15}`), means: checks.isCard },
  national(alone(String.raw`\d{3}-\d{2}-\d{4}`), checks.isUsSocialSecurity),
  national(labelled("ssn|social security", String.raw`\d{3}[ -]?\d{2}[ -]?\d{4}`), always),
  national(
    alone(String.raw`(?!bg|gb|nk|kn|tn|nt|zz)[a-ceghj-prstw-z][a-ceghj-nprstw-z] ?\d{2} ?\d{2} ?\d{2} ?[a-d]`),
    always,
  ),
  national(alone(String.raw`\d{2} ?\d{3} ?\d{3} ?\d{3}`), checks.isGermanTaxId),
  national(alone(String.raw`(?:[xyz][ -]?\d{7}|\d{2}\.?\d{3}\.?\d{3})[ -]?[a-z]`), checks.isSpanishId),
  national(
    alone(String.raw`[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[ab]) ?\d{3} ?\d{3} ?\d{2}`),
    checks.isFrenchSocialSecurity,
  ),
  national(alone(String.raw`[a-z]{6}\d{2}[a-ehlmprst]\d{2}[a-z]\d{3}[a-z]`), always), // Italy's codice fiscale
  national(alone(String.raw`\d{11}`), checks.isPesel),
  national(alone(String.raw`\d{3}\.?\d{3}\.?\d{3}-?\d{2}`), checks.isCpf),
  national(alone(String.raw`756\.?\d{4}\.?\d{4}\.?\d{2}`), checks.isAhv),
  national(alone(String.raw`\d{9}`), checks.isBsn),
  national(
    labelled(
      "passport|reisepass|passnummer|aadhaar|nhs|nino|tax id|steuer-?id",
      String.raw`(?=[a-z0-9]*\d)[a-z0-9]{2,15}(?:[ -]\d{1,5}[a-z]?){0,4}(?!\p{L})`,
    ),
    (found) => found.length >= 6,
  ),
  { kind: "ip", shape: alone(String.raw`\d{1,3}(?:\.\d{1,3}){3}`), means: isAddress },
  {
    kind: "ip",
    shape:
      /(?<![\p{L}\p{N}:])(?=[\da-f:]*[\da-f]*:[\da-f]*:)(?:[\da-f]{1,4}:){2,7}(?::?[\da-f]{1,4}){1,7}(?![\p{L}\p{N}:])/giu,
    means: (found) => /\d/.test(found) && found.length >= 8 && !/^\d{1,2}:\d{2}:\d{2}$/.test(found),
  },
  ...sensitiveShapes.map(({ put, shape, means = always }) => ({ kind: put.slice(1, -1) as Kind, shape, means })),
];

/** A name as people type it: any case, any run of white space or hyphens between its words. */
function namePattern(names: readonly string[]): RegExp | undefined {
  const all = names
    .map((name) => name.trim())
    .filter(Boolean)
    .toSorted((a, b) => b.length - a.length);
  if (all.length === 0) return undefined;
  const escaped = all.map((name) =>
    name
      .split(/[\s-]+/)
      .map(literally)
      .join(String.raw`[\s-]*`),
  );
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${escaped.join("|")})(?:['’]?s)?(?![\p{L}\p{N}])`, "giu");
}

/**
 * Where a text holds a mail address, a phone, card or account number, a national id, a key, an address of a machine,
 * somebody's handle, or one of the names that an admin lists; in order, no two overlapping, the closest kind first.
 */
export function findSensitive(text: string, names: readonly string[] = []): readonly Finding[] {
  const found: Finding[] = [];
  const listed = namePattern(names);
  const all: readonly Detector[] = listed ? [{ kind: "name", shape: listed, means: always }, ...detectors] : detectors;
  for (const { kind, shape, means } of all)
    for (const match of text.matchAll(shape)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (match[0] === "" || !means(match[0])) continue;
      if (!found.some((other) => start < other.end && other.start < end)) found.push({ kind, start, end });
    }
  return found.toSorted((a, b) => a.start - b.start);
}
