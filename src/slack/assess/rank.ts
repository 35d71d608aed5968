/** Several people rank what matters to them. */
import type { DecisionModel } from "../../core/decide/prepare.ts";
import { changed, openOrSay } from "./at.ts";
import { form, optionOf, plain, says, type View, type ViewBlock } from "./blocks.ts";
import type { Doc } from "./doc.ts";
import { readRef, refOf } from "./ids.ts";
import type { Deed } from "./interview.ts";
import { refreshLater } from "./jobs.ts";
import { quoted, type Submission, type Submitted, note } from "./modals.ts";
import type { Row } from "./ports.ts";
import { gone, may, refusalOf, rightOf } from "./rights.ts";
import { selected, type Values } from "./state.ts";
import { broken, groupSays, mostPlaces } from "./words.ts";
import { groupView } from "../../core/decide/group.ts";

export const rankCallback = "assess.rank";
const places = ["First", "Second", "Third", "Fourth", "Fifth"].slice(0, mostPlaces);
const blockOf = (place: number): string => `place${place}`;

function rankView({ criteria }: DecisionModel, row: Row, mine: readonly string[]): View {
  const options = criteria.map(({ id, title }) => optionOf(title, id));
  const selects = places.slice(0, criteria.length).map((label, i): ViewBlock => {
    const chosen = options.find(({ value }) => value === mine[i]);
    return {
      type: "input",
      block_id: blockOf(i),
      optional: i > 0,
      label: plain(label),
      element: { type: "static_select", action_id: blockOf(i), options, ...(chosen ? { initial_option: chosen } : {}) },
    };
  });
  return form({
    callback: rankCallback,
    metadata: refOf(row),
    title: "What matters most?",
    submit: "Save",
    close: "Cancel",
    blocks: [
      says(
        "Choose what matters most to you. Others may rank too; the verdict then rests on all rankings together, and everybody sees where they differ, but not whose is whose.",
      ),
      ...selects,
    ],
  });
}

export const ranking = {
  rank: (acting) => {
    const { assessor, row, doc, who } = acting;
    return openOrSay(acting, rankView(assessor.model, row, doc.draft.rankings[who.key] ?? []));
  },
} satisfies Readonly<Record<string, Deed>>;

export async function ranked(given: Submission): Promise<Submitted> {
  const { desk, team, who, values } = given;
  const assessor = desk.assessing();
  if (!assessor) return note("Counterweight", broken);
  const ref = readRef(given.metadata);
  const row = ref && (await desk.store.assessments.get(ref.id));
  if (!row) return note("Counterweight", gone);
  // The form was opened by somebody who may; what they rank makes them one who takes part.
  const chosen = chosenIn(values, assessor.model);
  if ("response_action" in chosen) return chosen;
  const right = await rightOf(desk.store.assessments, row, { id: who.id, team });
  if (!may(right, "rank")) return note("Counterweight", refusalOf(right));
  const put = (doc: Doc): Doc => ({
    ...doc,
    draft: { ...doc.draft, rankings: { ...doc.draft.rankings, [who.key]: chosen } },
  });
  // Kept first: whoever is in the draft must be found when they are to be forgotten.
  await desk.store.assessments.addPerson(row.id, who.key, "ranked");
  const now = await changed(desk, row.id, put);
  if (!now) return note("Counterweight", gone);
  await refreshLater(given, now.row);
  const group = groupView(assessor.model, now.doc.draft);
  return quoted("Thank you", `Noted. ${group ? groupSays(assessor.model, group).replaceAll("**", "") : ""}`);
}

/** First, second, third; a gap is closed, and nothing stands twice. */
function chosenIn(values: Values, { criteria }: DecisionModel): string[] | NonNullable<Submitted> {
  const chosen: string[] = [];
  for (let i = 0; i < places.length; i += 1) {
    const id = selected(values, blockOf(i));
    if (!criteria.some((one) => one.id === id)) continue;
    if (chosen.includes(id))
      return { response_action: "errors", errors: { [blockOf(i)]: "That is chosen above already." } };
    chosen.push(id);
  }
  return chosen.length > 0 ? chosen : { response_action: "errors", errors: { [blockOf(0)]: "Choose at least one." } };
}
