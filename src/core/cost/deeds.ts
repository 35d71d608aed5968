/** What is done with a cost summary by a button, and what the button says. */
import { leverLabels, type LeverName, leverNames } from "./lever-names.ts";

export const costLabels = {
  ...leverLabels,
  formula: "Show the formula",
  csv: "Export CSV",
  png: "Chart as picture",
} as const;
export type CostDeed = keyof typeof costLabels;
export const costDeeds = Object.keys(costLabels) as CostDeed[];

export const isLever = (deed: string): deed is LeverName => (leverNames as readonly string[]).includes(deed);

export const pullsNothing = "That is so already, or it would change nothing here.";
