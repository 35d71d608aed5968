/** Statements that every question needs, built once: Kysely would build and print each of them anew, every time. */
import type { Compilable, CompiledQuery, Kysely } from "kysely";
import type { Unhurried } from "./engine.ts";
import type { Tables } from "./tables.ts";

/** Where a value goes. To Kysely it is a parameter like any other. */
class Slot<Values> {
  readonly row: number;
  readonly name: keyof Values;
  constructor(row: number, name: keyof Values) {
    this.row = row;
    this.name = name;
  }
}

/** A statement for one set of values. */
export function prepared<Values extends object, Row>(
  db: Kysely<Tables>,
  names: readonly (keyof Values & string)[],
  build: (values: Values) => Compilable<Row>,
  how?: Unhurried,
): (values: Values) => Promise<Row[]> {
  const send = preparedFor<Values, Row>(db, names, 1, ([one]) => build(one as Values), how);
  return (values) => send([values]);
}

/**
 * The same for several at once.
 * @param names of the values that change from call to call
 * @param rows how many of each the statement takes
 * @param build makes the statement of stand-ins for these values, which it passes on as they are
 */
export function preparedFor<Values extends object, Row>(
  db: Kysely<Tables>,
  names: readonly (keyof Values & string)[],
  rows: number,
  build: (rows: readonly Values[]) => Compilable<Row>,
  how?: Unhurried,
): (rows: readonly Values[]) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined;
  return async (given) => {
    compiled ??= build(
      Array.from(
        { length: rows },
        (_, row) => Object.fromEntries(names.map((name) => [name, new Slot<Values>(row, name)])) as Values,
      ),
    ).compile();
    const parameters = compiled.parameters.map((value) =>
      value instanceof Slot ? given[value.row]?.[value.name as keyof Values] : value,
    );
    return (await db.executeQuery<Row>({ ...compiled, ...how, parameters })).rows;
  };
}
