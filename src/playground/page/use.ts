/** How a page learns what is done to an element. */
import type { Json, Shown } from "../protocol.ts";

/** How an element tells what was done to it. */
export interface Use {
  /** What was chosen, as `block_actions` says it. `isAction` is false for what is only typed. */
  readonly use: (element: Json, given: Json, isAction: boolean) => void;
  readonly shown: Pick<Shown, "me" | "people" | "places">;
  /** Label of the input block around it. */
  readonly label?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly isInvalid?: boolean;
}
