/** A short form, before any platform has a say in how it looks. What it says becomes words, read like those that people type. */
import type { Costing } from "./ports.ts";

export interface Choice {
  readonly label: string;
  readonly value: string;
}

export type Field =
  | {
      readonly kind: "words";
      readonly name: string;
      readonly label: string;
      readonly hint: string;
      readonly initial: string;
      readonly most: number;
      /** It may be left empty. */
      readonly optional?: boolean;
    }
  | {
      readonly kind: "one" | "several";
      readonly name: string;
      readonly label: string;
      readonly choices: readonly Choice[];
      /** Chosen until somebody chooses; at most `most` of several. */
      readonly initial: readonly string[];
      readonly most: number;
      readonly optional: boolean;
    };

/** What stands in a field: nothing, one, or several. */
export type Filled = (name: string) => readonly string[];

export type Choices = ReturnType<Costing["choices"]>;

/** Words to be answered, or what is wrong, by the field's name. */
export type Told =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

export interface Form {
  readonly title: string;
  /** What its button says. */
  readonly submit: string;
  /** Empty while there is nothing to choose from. */
  readonly fields: (choices: Choices) => readonly Field[];
  /** Said below the fields. */
  readonly note: string;
  /** Said where there are no fields. */
  readonly nothing: string;
  readonly told: (filled: Filled, costing: Pick<Costing, "problemsIn">) => Told;
}

export const noChoices: Choices = { closed: [], open: [], loads: [], ways: [], rows: [], tables: [] };
/** The forms that there are; a platform draws each. */
export type FormName = "cost" | "compare";
