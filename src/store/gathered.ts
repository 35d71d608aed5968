/**
 * Statements that every question needs, for many questions at once: whoever comes alone is served at once, and those who
 * come just after go together. One statement for each would cost more than what it does.
 */
import type { Compilable, Kysely } from "kysely";
import type { Unhurried } from "./engine.ts";
import { StoreError } from "./errors.ts";
import { preparedFor } from "./prepared.ts";
import type { Tables } from "./tables.ts";

/** Each is a statement of its own, which the engines keep: few sizes, so few statements. */
const sizes = [16, 8, 4, 2, 1] as const;
const mostUnderWay = 2;
/** Between two statements of a kind, so that a busy process gathers for the next. */
const restMs = 2;

export interface Gathering<Values extends object, Row> {
  /** Of the values that change from call to call. */
  readonly names: readonly (keyof Values & string)[];
  /** Makes the statement of stand-ins for these values, which it passes on as they are. */
  readonly build: (rows: readonly Values[]) => Compilable<Row>;
  /** What no two in one statement may share; who shares it waits for the next. */
  readonly apart: (values: Values) => string;
  /** Whether what a statement returned is for these values. */
  readonly isFor: (row: Row, values: Values) => boolean;
  /** Whether nobody has to wait until what was done is safe. */
  readonly how?: Unhurried;
  /** Told when the values are about to be sent: until then they may still be changed. */
  readonly onSend?: (values: Values) => void;
}

interface Waiting<Values, Row> {
  readonly values: Values;
  readonly resolve: (row: Row | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Returns the row that the statement returned for these values, undefined for none. */
export function gathered<Values extends object, Row>(
  db: Kysely<Tables>,
  { names, build, apart, isFor, how, onSend }: Gathering<Values, Row>,
): (values: Values) => Promise<Row | undefined> {
  const statements = sizes.map((size) => ({ size, send: preparedFor(db, names, size, build, how) }));
  let waiting: Waiting<Values, Row>[] = [];
  let isDue = false;
  let underWay = 0;
  let sentAt = Number.NEGATIVE_INFINITY;

  const send = async (group: readonly Waiting<Values, Row>[]): Promise<void> => {
    try {
      const statement = statements.find(({ size }) => size === group.length);
      const rows = (await statement?.send(group.map(({ values }) => values))) ?? [];
      for (const { values, resolve } of group) resolve(rows.find((row) => isFor(row, values)));
    } catch (error) {
      // A statement does all or nothing: what one of them spoils, the others need not suffer. Where the store itself is
      // in trouble, to ask again would only make the acknowledgement late.
      const isTheirs = !(error instanceof StoreError) || error.code === "busy";
      if (isTheirs && group.length > 1) await Promise.all(group.map((one) => send([one])));
      else for (const { reject } of group) reject(error);
    }
  };
  /** As many as fit a statement, in the order in which they came. */
  const take = (): readonly Waiting<Values, Row>[] => {
    if (waiting.length === 1) return waiting.splice(0);
    const found = new Set<string>();
    const [fit, later]: [Waiting<Values, Row>[], Waiting<Values, Row>[]] = [[], []];
    for (const one of waiting) {
      const key = apart(one.values);
      const isFit = fit.length < sizes[0] && !found.has(key);
      found.add(key);
      (isFit ? fit : later).push(one);
    }
    const size = sizes.find((each) => each <= fit.length) ?? 1;
    waiting = [...fit.splice(size), ...later];
    return fit;
  };
  const flush = (): void => {
    isDue = false;
    sentAt = performance.now();
    const group = take();
    if (onSend) for (const { values } of group) onSend(values);
    underWay += 1;
    void send(group).then(() => {
      underWay -= 1;
      due();
    });
    due();
  };
  const due = (): void => {
    if (isDue || waiting.length === 0 || underWay >= mostUnderWay) return;
    isDue = true;
    if (performance.now() - sentAt < restMs) setTimeout(flush, restMs);
    else setImmediate(flush); // with who else comes in this turn of Node's loop
  };
  return (values) =>
    new Promise((resolve, reject) => {
      waiting.push({ values, resolve, reject });
      due();
    });
}
