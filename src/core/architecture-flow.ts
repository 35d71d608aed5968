/** Who sends what where in a way of building: as text, for a picture, and for those who cannot see one. */
import type { Architecture, Flow } from "./catalog.ts";

export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly sends: string;
  /** It goes from the company to somebody else. */
  readonly leaves: boolean;
}
export interface FlowPicture {
  readonly title: string;
  /** In the order of their first mention, the company's own first. */
  readonly parties: readonly { readonly name: string; readonly isOutside: boolean }[];
  readonly arrows: readonly Arrow[];
}

export function flowPicture({ title, flow }: Pick<Architecture, "title" | "flow">): FlowPicture | undefined {
  if (!flow) return undefined;
  const names = [...new Set(flow.arrows.flatMap(({ from, to }) => [from, to]))];
  const isOutside = (name: string): boolean => flow.outside.includes(name);
  const parties = names.map((name) => ({ name, isOutside: isOutside(name) }));
  return {
    title,
    parties: [...parties.filter((one) => !one.isOutside), ...parties.filter((one) => one.isOutside)],
    arrows: flow.arrows.map((arrow) => ({ ...arrow, leaves: !isOutside(arrow.from) && isOutside(arrow.to) })),
  };
}

/** One numbered line an arrow. */
export const flowLines = ({ arrows }: FlowPicture): string[] =>
  arrows.map(({ from, to, sends, leaves }, i) =>
    from === to
      ? `${i + 1}. ${from}: ${sends}`
      : `${i + 1}. ${from} → ${to}: ${sends}${leaves ? " (leaves the company)" : ""}`,
  );

/** Alternative text of the picture. */
export function flowAlt(picture: FlowPicture): string {
  const outside = picture.parties.filter(({ isOutside }) => isOutside).map(({ name }) => name);
  const where =
    outside.length > 0 ? `Outside the company: ${outside.join(", ")}.` : "Nothing stands outside the company.";
  return `${picture.title}. ${where} ${flowLines(picture).join(" ")}`;
}

/** Names in `outside` that no arrow touches: a slip of the pen. */
export const idleOutside = ({ outside, arrows }: Flow): string[] =>
  outside.filter((name) => !arrows.some(({ from, to }) => from === name || to === name));
