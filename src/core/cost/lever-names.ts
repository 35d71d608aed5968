/** What can be tried on a cost summary with one press, and what its button says. */
export const leverLabels = {
  double: "Double the volume",
  batch: "Batch half of it",
  cache: "Cache 80%",
  smaller: "Smaller models",
  committed: "Committed GPUs",
  autoscale: "Follow the hours",
  "no-on-call": "No on-call",
} as const;
export type LeverName = keyof typeof leverLabels;
export const leverNames = Object.keys(leverLabels) as LeverName[];
