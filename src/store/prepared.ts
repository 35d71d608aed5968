/** Statements that every question needs, built once: Kysely would build and print each of them anew, every time. */
import type { Compilable, CompiledQuery, Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** Where a value goes. To Kysely it is a parameter like any other. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * @param names of the values that change from call to call
 * @param build makes the statement of stand-ins for these values, which it passes on as they are
 */
export function prepared<Values extends object, Row>(
  db: Kysely<Tables>,
  names: readonly (keyof Values & string)[],
  build: (values: Values) => Compilable<Row>,
): (values: Values) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined;
  return async (values) => {
    compiled ??= build(Object.fromEntries(names.map((name) => [name, new Slot(name)])) as Values).compile();
    const parameters = compiled.parameters.map((value) =>
      value instanceof Slot ? values[value.name as keyof Values] : value,
    );
    return (await db.executeQuery<Row>({ ...compiled, parameters })).rows;
  };
}
