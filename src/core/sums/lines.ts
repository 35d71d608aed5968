import type { Doubt, Price, Volume } from "./bill-parts.ts";
import type { Stated } from "./stated.ts";

export type Line = readonly [Volume, Price];
export type Lines = { readonly lines: readonly Line[] } | { readonly doubt: Doubt };

const notPaired: Lines = { doubt: { kind: "not paired" } };

/** Each volume with its price, or why a volume has none, or a price no volume. */
export function pair(said: Stated): Lines {
  const { prices, isChoice, isCompared } = said;
  const [price] = prices;
  const volumes = withoutTotal(said.volumes);
  if (said.volumes.length === 0) return { doubt: { kind: "no volume", side: "any" } };
  if (!price) return { doubt: { kind: "no price", side: "any" } };
  const sides = volumes?.map(({ side }) => side) ?? [];
  const isSplit = sides.every((side) => side !== "any") && new Set(sides).size === sides.length;
  const isSeveral = said.volumes.length + prices.length > 2;
  if (!volumes || (isSeveral && (isChoice || (isCompared && !isSplit)))) return notPaired;

  if (prices.length > 1 && isInOrder(said, volumes, isSplit))
    return { lines: volumes.flatMap((volume, i) => (prices[i] ? [[volume, prices[i]] as const] : [])) };
  const isForAll = prices.length === 1 && volumes.every((volume) => volume.side === "any" || isFor(price, volume));
  if (isForAll)
    return isSplit || volumes.length === 1 || said.isOneList
      ? { lines: volumes.map((volume) => [volume, price] as const) }
      : notPaired;
  if (prices.every(({ side }) => side === "any")) return notPaired;
  if (volumes.length === 1 && sides[0] === "any") return { doubt: { kind: "not split" } };
  return bySide(volumes, prices);
}

const isFor = (price: Price | undefined, { side }: Volume): boolean => price?.side === "any" || price?.side === side;

/** "5M input at $3 and 2M output at $15" in turns, or "$3 and $15" behind input and output: in the order in which they stand. */
function isInOrder({ prices, order, isOneBill }: Stated, volumes: readonly Volume[], isSplit: boolean): boolean {
  if (prices.length !== volumes.length || !volumes.every((volume, i) => isFor(prices[i], volume))) return false;
  if (/^(?:VR)+$|^(?:RV)+$/.test(order)) return isSplit || isOneBill;
  return volumes.map(({ side }) => side).join() === "input,output";
}

function bySide(volumes: readonly Volume[], prices: readonly Price[]): Lines {
  const lines: Line[] = [];
  for (const volume of volumes) {
    const fitting = prices.filter(({ side }) => side === volume.side);
    if (fitting.length > 1) return notPaired;
    if (!fitting[0]) return { doubt: { kind: "no price", side: volume.side } };
    lines.push([volume, fitting[0]]);
  }
  const unused = prices.find((price) => !lines.some(([, used]) => used === price));
  if (unused) return { doubt: { kind: "no volume", side: unused.side } };
  return new Set(volumes.map(({ side }) => side)).size === volumes.length ? { lines } : notPaired;
}

/** "2M tokens, 1.5M in and 0.5M out": a volume without a side beside sided ones has to be their total. */
function withoutTotal(volumes: readonly Volume[]): readonly Volume[] | undefined {
  const sided = volumes.filter(({ side }) => side !== "any");
  const total = volumes.filter(({ side }) => side === "any");
  if (sided.length === 0 || total.length === 0) return volumes;
  const isTotal = total.length === 1 && total[0]?.tokens === sided.reduce((sum, { tokens }) => sum + tokens, 0);
  return isTotal ? sided : undefined;
}
