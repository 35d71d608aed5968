import type { Kysely, RawBuilder } from "kysely";
import type { Tables } from "./tables.ts";

export type EngineName = "sqlite" | "postgres";

/** Says that something happened, by a code; facts are counts and codes, never what people type. */
export type Log = (code: string, facts?: Readonly<Record<string, string | number>>) => void;

/** An open database, and the little in which the two engines differ. */
export interface Engine {
  readonly name: EngineName;
  readonly db: Kysely<Tables>;
  /** Whether no other process can be working on the inbox: then what is active at the start has lost its owner. */
  readonly sole: boolean;
  /** Our clock, for what may be off by a second. */
  readonly nowMs: () => number;
  /** The clock that all replicas share, within a statement, read when that is executed. Leases go by it. */
  readonly sharedNow: () => RawBuilder<number>;
  /** Hears what replicas call to each other, and nothing (`""`) where something may have been missed. */
  readonly listen: (hear: (said: string) => void) => () => Promise<void>;
  /** Calls it to all replicas, this one too; without a word it says that there is work. Never fails, may be lost. */
  readonly notify: (said?: string) => Promise<void>;
  readonly log: Log;
  readonly close: () => Promise<void>;
}

/** A parameter that is not known before its statement is executed. */
export class Late {
  readonly value: () => unknown;
  constructor(value: () => unknown) {
    this.value = value;
  }
}
export const valueNow = (parameter: unknown): unknown => (parameter instanceof Late ? parameter.value() : parameter);

/**
 * How a statement may be sent whose outcome need not be safe from a power failure before we go on: the next statement
 * that is waited for makes it safe too.
 */
export interface Unhurried {
  readonly isUnhurried: true;
}
export const unhurried: Unhurried = { isUnhurried: true };

export interface EngineOptions {
  /** A clock for tests; it then also stands for the shared one. */
  readonly nowMs?: (() => number) | undefined;
  readonly log: Log;
}

export type EngineOpened =
  | { readonly ok: true; readonly engine: Engine }
  | { readonly ok: false; readonly message: string };
