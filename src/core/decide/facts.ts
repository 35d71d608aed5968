/** The fact sheet: what is known of one workload. Keys and values are the contract, in JSON and in YAML. */

/** What each fact may be, the usual value first. A volume is a number of tokens a month instead. */
export const factValues = {
  data_sensitivity: ["internal", "public", "confidential", "regulated", "classified"],
  regulation: ["none", "hipaa", "gdpr", "finance", "legal_privilege", "export_control", "other"],
  /** Of mixed work: of its most sensitive part. */
  data_may_leave: ["yes", "no", "with_contract"],
  data_residency: ["none", "in_region", "in_country"],
  request_pattern: ["steady", "spiky", "batch"],
  latency: ["interactive", "relaxed", "strict"],
  ml_team: ["none", "some", "strong"],
  gpu_access: ["none", "cloud", "own"],
  time_to_market: ["weeks", "days", "months"],
  budget_style: ["either", "opex", "capex"],
  customization_depth: ["prompt", "rag", "light_finetune", "deep"],
  frontier_quality_needed: ["some", "yes", "no"],
  multimodal_needed: ["no", "yes"],
  offline_edge: ["no", "yes"],
  vendor_lockin_tolerance: ["medium", "low", "high"],
  workload_mix: ["single", "mixed_complexity", "mixed_sensitivity", "mixed_both", "mixed_connectivity"],
  closed_vendor_in_region: ["yes", "no"],
  partner_available: ["no", "yes"],
  air_gapped: ["no", "yes"],
  ships_in_product: ["no", "yes"],
  weights_inspection_needed: ["no", "yes"],
  version_pinning_needed: ["no", "yes"],
  mission_critical: ["no", "yes"],
  suite_bundle: ["no", "yes"],
  safety_filters: ["either", "vendor_built_in", "own_control"],
  on_call_team: ["no", "yes"],
  preference: ["none", "open_models", "closed_models"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type NamedFact = keyof typeof factValues;
export const volumeFact = "volume_tokens_per_month";
export type FactName = NamedFact | typeof volumeFact;

export const namedFacts = Object.keys(factValues) as NamedFact[];
export const factNames: readonly FactName[] = [...namedFacts, volumeFact];

/** One of a fact's values; tokens a month for the volume. */
export type FactValue = string | number;
export const usualVolumeTokensPerMonth = 100_000_000;
/** From a page a month to more than anybody serves. */
export const volumeBounds = { min: 0, max: 1e16 } as const;

/**
 * Where a fact comes from: somebody said it, it follows from what was said, or it is what we take to be usual. Whoever
 * says "I don't know" states that, too: then the fact is open, and not taken to be as usual.
 */
export type Origin = "stated" | "inferred" | "assumed";

export interface Fact {
  /** `unknown` when somebody was asked and does not know. */
  readonly value: FactValue;
  /** The words that it was read from. */
  readonly words?: string | undefined;
  /** Who said it, where several people did. */
  readonly by?: string | undefined;
  /** The model that read it in the description, where a person confirmed it. */
  readonly readBy?: string | undefined;
  /** "Probably": it may be otherwise. */
  readonly hedged?: boolean | undefined;
}

/** What was said. A fact that is not there was not spoken of. */
export type FactSheet = { readonly [K in FactName]?: Fact };

export const isFactName = (name: string): name is FactName => (factNames as readonly string[]).includes(name);

/** Whether a value is one that a fact can have; `unknown` is none. */
export function isFactValue(name: FactName, value: unknown): value is FactValue {
  if (name === volumeFact) return typeof value === "number" && value >= volumeBounds.min && value <= volumeBounds.max;
  return (factValues[name] as readonly unknown[]).includes(value);
}

export type FactsRead =
  | { readonly ok: true; readonly facts: FactSheet }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads facts as the contract has them: `{"ml_team": "none", "volume_tokens_per_month": 3e6}`; `unknown`, and null for a
 * volume, says that somebody was asked and does not know.
 * @returns the fact sheet, or a sentence for each key or value that cannot be, saying what can
 */
export function readFacts(given: unknown): FactsRead {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    return { ok: false, problems: ["facts: write an object of facts and their values"] };
  const problems: string[] = [];
  const facts: Partial<Record<FactName, Fact>> = {};
  for (const [name, value] of Object.entries(given)) {
    if (!isFactName(name)) problems.push(`${name}: there is no such fact; there are ${factNames.join(", ")}`);
    else if (value === "unknown" || (name === volumeFact && value === null)) facts[name] = { value: "unknown" };
    else if (isFactValue(name, value)) facts[name] = { value };
    else problems.push(`${name}: ${shown(value)} cannot be; ${choicesOf(name)}`);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, facts };
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 60);
const choicesOf = (name: FactName): string =>
  name === volumeFact
    ? "write a number of tokens a month from 0 to 1e16, or null when nobody knows"
    : `write ${factValues[name].join(", ")} or unknown`;
