/** What the page and its server say to each other of Teams. No code. */
import type { Json } from "../protocol.ts";

export interface TeamsPlace {
  readonly id: string;
  readonly kind: "personal" | "channel";
  readonly name: string;
  readonly about: string;
}

/** A message as one person sees it. */
export interface TeamsSaid {
  readonly id: string;
  readonly place: string;
  /** In a channel, the post that it is a reply to. */
  readonly root?: string;
  /** As the playground names people; the app's own id for what the app says. */
  readonly user: string;
  readonly isApp: boolean;
  /** As it was sent, with the card that a press put in place of the one that was posted. */
  readonly activity: Json;
  readonly isPrivate: boolean;
  readonly isEdited: boolean;
  /** Somebody took back what they said; only they may bring it back. */
  readonly isDeleted?: true;
  /** Why Teams would refuse it, or not draw all of it. */
  readonly problems: readonly string[];
  /** What the app said below its card to who pressed a button. */
  readonly notice?: string;
  /** Why it did not arrive at the app. */
  readonly undelivered?: string;
}

export interface TeamsShown {
  readonly places: readonly TeamsPlace[];
  readonly said: readonly TeamsSaid[];
}

/** What somebody does in Teams; `as` is who. */
export type TeamsAct = { readonly as: string } & (
  | { readonly does: "opens" }
  | { readonly does: "says"; readonly place: string; readonly text: string; readonly root?: string }
  | { readonly does: "edits"; readonly message: string; readonly text: string }
  | { readonly does: "deletes"; readonly message: string }
  | { readonly does: "restores"; readonly message: string }
  | { readonly does: "presses"; readonly message: string; readonly verb: string; readonly data: Json }
  | { readonly does: "votes"; readonly message: string; readonly reaction: "like" | "dislike" }
  | {
      readonly does: "tells-why";
      readonly message: string;
      readonly reaction: "like" | "dislike";
      readonly inputs: Json;
    }
);
/** A form over the page, as the app draws it. */
export interface TeamsDialog {
  readonly title: string;
  readonly card: Json;
}
export type TeamsDone =
  | { readonly ok: true; readonly dialog?: TeamsDialog }
  | { readonly ok: false; readonly what: string };
