/** How the GPUs of one replica share a model. */

export const layoutKinds = ["TP", "PP", "DEP"] as const;
export interface Layout {
  /**
   * TP: every GPU holds a part of every layer. PP: every GPU holds some layers whole. DEP: every GPU holds all of attention
   * and its own requests, and the experts are spread.
   */
  readonly kind: (typeof layoutKinds)[number];
  readonly gpus: number;
}

export const layoutName = ({ kind, gpus }: Layout): string => `${kind}${gpus}`;

/** @returns undefined unless it is one of TPn, PPn and DEPn with n from 1 to 576, the widest that is run */
export function layoutOf(name: string): Layout | undefined {
  const match = /^(TP|PP|DEP)(\d{1,3})$/.exec(name.trim().toUpperCase());
  const gpus = Number(match?.[2]);
  if (!match || gpus < 1 || gpus > 576) return undefined;
  return { kind: match[1] as Layout["kind"], gpus };
}
