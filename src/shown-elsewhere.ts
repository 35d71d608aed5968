/** An assessment may stand in Slack and in Teams: whoever changes it on one side has the other one draw it anew. */
import type { AssessmentStore, Row } from "./core/assess/ports.ts";
import type { ByCode } from "./platform-given.ts";

/** Tells every platform but one of a change that was made there. Nobody's press fails because of another platform. */
export const toOthers =
  (platforms: ReadonlyMap<string, { readonly redraw: (row: Row) => Promise<void> }>, but: string, log: ByCode) =>
  async (row: Row): Promise<void> => {
    for (const [name, { redraw }] of platforms)
      if (name !== but)
        await redraw(row).catch((error: unknown) =>
          log("assess-not-redrawn", { error: error instanceof Error ? error.name : typeof error }),
        );
  };

/** The same assessments, each change of which is told. */
export const telling = <Store extends AssessmentStore>(
  assessments: Store,
  changed: (row: Row) => Promise<void>,
): Store => ({
  ...assessments,
  save: async (...given) => {
    const row = await assessments.save(...given);
    if (row) await changed(row);
    return row;
  },
});
