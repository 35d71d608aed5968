import type { Model } from "../core/catalog.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

export interface NamedModels {
  /** In the order in which they are named, each once. */
  readonly models: readonly Model[];
  /** The message without their names. */
  readonly rest: string;
}

/** Which models a message names; of two names at one place the longer one counts. */
export function namedModels(text: string, kb: KnowledgeBase): NamedModels {
  let rest = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}.-]+/gu, " ")} `;
  const found = new Map<Model, number>();
  for (const { name, model } of kb.modelNames) {
    const at = rest.indexOf(` ${name} `);
    if (at < 0) continue;
    rest = rest.replaceAll(` ${name} `, ` ${" ".repeat(name.length)} `);
    if (!found.has(model)) found.set(model, at);
  }
  const models = [...found].sort((a, b) => a[1] - b[1]).map(([model]) => model);
  return { models, rest: rest.trim() };
}

/** A model in the narrow sense: a catalogue of models also holds hardware, places to run them and suites around them. */
export const isLanguageModel = ({ kind }: Model): boolean => kind === "open-weight" || kind === "closed";
