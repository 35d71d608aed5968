/** Another name for an assessment. */
import { cleanName, longestName, named } from "../core/assess/flow.ts";
import { refOf } from "../core/assess/refs.ts";
import { changed, type Deed } from "./assess-at.ts";
import { standing } from "./assess-stepping.ts";
import { names, typed, words } from "./assess-fields.ts";
import { act, own } from "./assess-steps.ts";
import { button, buttons, heading } from "./cards.ts";

const rename: Deed = ({ row, who }) =>
  own(row, who.id, [
    heading("Rename"),
    words(names.name, "What shall we call it?", { value: row.name, maxLength: longestName }),
    ...buttons(button("Save", "assess.renamed", { r: refOf(row) }, "positive", "all"), act("Back", "view", row)),
  ]);

const renamed: Deed = (acting) => {
  const name = cleanName(typed(acting.values, names.name));
  if (name === "") return "Give it a name, then press Save.";
  return changed(
    acting,
    acting.row.id,
    (doc) => (doc.draft.name === name ? undefined : named(doc, name)),
    (now) => standing(acting, now),
  );
};

export const renaming: Readonly<Record<string, Deed>> = { rename, renamed };
