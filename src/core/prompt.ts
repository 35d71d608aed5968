import type { BackendName } from "./route/policy.ts";

/** What a model can be asked for, each by one file of `prompts/`, with what it is given and what comes back. */
export const purposes = {
  word: { inputs: ["question", "passages"], output: "sentences" },
  classify: { inputs: ["message"], output: "classification" },
  rewrite: { inputs: ["message", "conversation"], output: "question" },
  translate: { inputs: ["message"], output: "question" },
  extract: { inputs: ["message", "facts"], output: "facts" },
} as const satisfies Readonly<Record<string, { readonly inputs: readonly string[]; readonly output: string }>>;

export type Purpose = keyof typeof purposes;
export const purposeNames = Object.keys(purposes) as Purpose[];
export type OutputName = (typeof purposes)[Purpose]["output"];

/** `prompts/<purpose>.md`. */
export interface Prompt {
  readonly purpose: Purpose;
  readonly version: number;
  readonly output: OutputName;
  /** Which model it may be sent to, within what the policy allows. */
  readonly backend: BackendName | "any";
  readonly maxTokens: number;
  /** Ours alone: nothing that anybody typed stands in it. */
  readonly system: string;
  /** With `{{name}}` where an input goes. */
  readonly user: string;
  readonly examples: readonly PromptExample[];
  /** Of the file, for the record of an answer. */
  readonly hash: string;
}

export interface PromptExample {
  readonly inputs: Readonly<Record<string, string>>;
  readonly output: string;
}

/** The prompts that are served; a purpose without a good file is done without a model. */
export interface PromptBook {
  readonly version: string;
  readonly prompts: Readonly<Partial<Record<Purpose, Prompt>>>;
}

const placeholder = /\{\{\s*([\w-]+)\s*\}\}/g;

export const inputsIn = (text: string): string[] => [...text.matchAll(placeholder)].map(([, name = ""]) => name);

/**
 * The system's words, and the user's with each input fenced and labelled as data. A fence can't be closed from inside:
 * what looks like one in an input is taken apart.
 */
export function fill(prompt: Prompt, inputs: Readonly<Record<string, string>>): { system: string; user: string } {
  const user = prompt.user.replaceAll(placeholder, (_, name: string) => fenced(name, inputs[name] ?? ""));
  return { system: prompt.system, user };
}

export function fenced(name: string, text: string): string {
  const safe = text
    .replaceAll(/\p{Cf}+/gu, "")
    .replaceAll(/[\p{Cc}\p{Co}\p{Cs}]/gu, (sign) => (sign === "\n" ? sign : " "))
    .replaceAll(/<(?=\s*\/?\s*data\b)/giu, "‹")
    // The marks that chat templates of open models give a meaning to.
    .replaceAll(/<\|/g, "‹|")
    .replaceAll(/\[(\/?)INST\]/gi, "[$1 INST]")
    .replaceAll(/<(?=\s*\/?\s*(?:s|sys|system|user|assistant|think|tool_call|start_of_turn|end_of_turn)\b|<)/giu, "‹");
  return `<data name="${name}">\n${safe}\n</data>`;
}
