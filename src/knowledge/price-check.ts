/** Prices that can't be as they are written: read in the future, dearer cached than not, or far from all others of their file. */
import type { EndpointPrice } from "../core/cost/book.ts";
import type { CostShelf } from "./cost-shelf.ts";
import type { Parsed } from "./parse.ts";
import { errorAt, type Problem, warningAt } from "./problems.ts";
import type { Path } from "./yaml.ts";

const farTimes = 100; // a slip of the point or of the unit (per thousand, per million) is as much
const fewest = 3; // prices of a file of which one can be far from the rest

export function priceProblems({ providers, gpus }: CostShelf, today: string): Problem[] {
  const tokens = providers.flatMap((on) => {
    const rows = on.data.endpoints.flatMap(({ usdPerMTok, kind }, i) =>
      usdPerMTok.map((row, j) => ({ row, kind, path: ["endpoints", i, "usdPerMTok", j] as Path })),
    );
    // A small open model may well cost a hundredth of a closed one: neighbours are of one kind.
    const ofKinds = [...Map.groupBy(rows, ({ kind }) => kind).values()];
    return [
      ...rows.flatMap(({ row, path }) => [...future(on, path, row.asOf, today), ...cachedAbove(on, path, row)]),
      ...ofKinds.flatMap((alike) =>
        (["inputUsdPerMTok", "outputUsdPerMTok"] as const).flatMap((name) =>
          farOff(
            on,
            alike.map(({ row, path }) => ({ usd: row[name], path: [...path, name] })),
          ),
        ),
      ),
    ];
  });
  const hours = gpus.flatMap((on) => {
    const rows = on.data.usdPerHour.map((row, i) => ({ row, path: ["usdPerHour", i] as Path }));
    return [
      ...rows.flatMap(({ row, path }) => future(on, path, row.asOf, today)),
      ...farOff(
        on,
        rows.map(({ row, path }) => ({ usd: row.expected, path: [...path, "expected"] })),
      ),
    ];
  });
  return [...tokens, ...hours];
}

function future(on: Parsed<unknown>, path: Path, asOf: string, today: string): Problem[] {
  if (asOf <= today.slice(0, asOf.length)) return [];
  const remedy = `write the day on which it was read, at most ${today}`;
  // East of the server the next day has begun, so such a price is told, and served.
  return [warningAt(on.file, on.placeOf([...path, "asOf"]), `the price was read on ${asOf}, which is to come`, remedy)];
}

function cachedAbove(on: Parsed<unknown>, path: Path, row: EndpointPrice): Problem[] {
  const { cachedInputUsdPerMTok: cached, inputUsdPerMTok: fresh } = row;
  if (cached === undefined || cached <= fresh) return [];
  const what = `cached input costs ${cached} and input ${fresh}`;
  const remedy = "compare both with the source: a cached token costs no more";
  return [errorAt(on.file, on.placeOf([...path, "cachedInputUsdPerMTok"]), what, remedy)];
}

/** Told, and served: a model may be that much dearer. */
function farOff(on: Parsed<unknown>, all: readonly { readonly usd: number; readonly path: Path }[]): Problem[] {
  if (all.length < fewest) return [];
  return all.flatMap((one) => {
    const { usd, path } = one;
    const times = all.flatMap((other) =>
      other === one || usd <= 0 || other.usd <= 0 ? [] : Math.max(usd / other.usd, other.usd / usd),
    );
    if (times.length === 0 || Math.min(...times) < farTimes) return [];
    const what = `${usd} is over ${farTimes} times off every other price of this file`;
    const remedy = "look for a slip of the point, or of per thousand and per million";
    return [warningAt(on.file, on.placeOf(path), what, remedy)];
  });
}
