/** The home tab: what the bot is for, and one's assessments; and what can be done with them there. */
import { codeOf } from "../api.ts";
import { type Acting, type Actor, changed, openOrSay, say } from "./at.ts";
import { button, buttons, form, says, small, type ViewBlock, words } from "./blocks.ts";
import { copyOf, readDoc, writeDoc } from "../../core/assess/doc.ts";
import { cleanName, longestName, named } from "../../core/assess/flow.ts";
import { type HomeCost, homeCost } from "./home-cost.ts";
import { patiently } from "../degrade.ts";
import { readRef, refOf } from "../../core/assess/refs.ts";
import { actionId } from "./ids.ts";
import type { Deed } from "./interview.ts";
import { allLists, type Pages } from "./list.ts";
import { later } from "./jobs.ts";
import { note, type Submission, type Submitted } from "./modals.ts";
import { gone, may, refusalOf, rightOf } from "./rights.ts";
import { typed } from "./state.ts";
import { broken } from "../../core/assess/words.ts";
import type { Desk } from "../asking.ts";
import { answerIdOf } from "../post.ts";
import type { Front } from "../listeners.ts";
import { homeView } from "../views.ts";

/** Shows somebody their home tab as it is now. @param key whose assessments */
export async function publishHome(
  { desk, team, client, who }: Pick<Actor, "desk" | "team" | "client" | "who">,
  front: Front,
  pages: Pages = {},
): Promise<void> {
  const { entries, version } = front.knowledge();
  const [lists, cost] = await Promise.all([listsOf(desk, who.key, pages), costOf(desk, who.key)]);
  const publish = async (shown: readonly ViewBlock[], hash?: string): Promise<string | undefined> => {
    const view = homeView(front.starters, entries, version, lists, shown) as never;
    const asked = { user_id: who.id, view, ...(hash === undefined ? {} : { hash }) };
    try {
      const send = () => desk.courtesy(team, "views.publish", () => client.views.publish(asked));
      const { view: published } = await (shown.length > 0 ? patiently(send) : send());
      return published?.hash;
    } catch (error) {
      // Drawn anew meanwhile: what stands there is newer than this.
      if (codeOf(error) !== "hash_conflict") desk.log("slack-home-refused", { error: codeOf(error) });
      return undefined;
    }
  };
  // Nobody waits for a picture that has to be drawn and sent first.
  const isAtHand = cost !== undefined && desk.pictures.has(team, cost.chart);
  const hash = isAtHand ? undefined : await publish([]);
  if (cost === undefined || (!isAtHand && hash === undefined)) return;
  const image = await desk.pictures.of(client, team, cost.chart);
  const shown = image === undefined ? [] : [says("**What it costs**"), small(cost.from), image];
  if (isAtHand && (await publish(shown)) === undefined) await publish([]);
  else if (!isAtHand && shown.length > 0) await publish(shown, hash);
}

/** A home tab without it is better than none. */
const costOf = (desk: Desk, key: string): Promise<HomeCost | undefined> =>
  homeCost(desk, key).catch((error: unknown) => {
    desk.log("slack-home-cost-not-read", { error: codeOf(error) });
    return undefined;
  });

async function listsOf(desk: Desk, key: string, pages: Pages): Promise<ViewBlock[]> {
  const assessor = desk.assessing();
  const begin = button("Assess a case", actionId("new"), "new", "primary");
  if (!assessor) return [says("**Your assessments**"), says(broken)];
  try {
    const lists = await allLists(desk, assessor, key, pages);
    const together = [
      button("Compare", actionId("compare"), "compare"),
      button("Portfolio", actionId("portfolio"), "portfolio"),
    ];
    return [says("**Your assessments**"), ...buttons(begin, ...together), ...lists];
  } catch (error) {
    desk.log("slack-lists-not-read", { error: codeOf(error) });
    return [
      says("**Your assessments**"),
      says("I can't read your assessments just now. They are safe: open this tab again in a minute."),
    ];
  }
}

export const renameCallback = "assess.rename";
const block = "name";

const moved =
  (state: "archived" | undefined): Deed =>
  async ({ desk, row }) => {
    // Taken out again, it is what it was.
    await changed(
      desk,
      row.id,
      (doc) => doc,
      (doc) => ({ state: state ?? (doc.page === "done" || doc.finishedRev !== undefined ? "final" : "draft") }),
    );
  };

const duplicate: Deed = async (acting) => {
  const { desk, row, doc, run, assessor } = acting;
  const copy = copyOf(doc);
  const name = Array.from(`${row.name} (copy)`.trim()).slice(0, longestName).join("");
  await desk.store.assessments.create({
    id: answerIdOf(`${run.event.eventId}/copy`),
    owner: row.owner,
    team: row.team,
    place: row.place,
    name,
    doc: writeDoc({ ...copy, draft: { ...copy.draft, name } }),
    kbVersion: assessor.knowledgeVersion,
  });
  if (acting.body.view?.type !== "home") await say(acting, "Done: the copy is in my Home tab, under Begun.");
};

const rename: Deed = (acting: Acting) =>
  openOrSay(
    acting,
    form({
      callback: renameCallback,
      metadata: refOf(acting.row),
      title: "Rename",
      submit: "Save",
      close: "Cancel",
      blocks: [
        words({ block, label: "What shall we call it?", initial: acting.row.name, most: longestName, optional: false }),
      ],
    }),
  );

export const listing = { archive: moved("archived"), restore: moved(undefined), duplicate, rename } satisfies Readonly<
  Record<string, Deed>
>;

export async function renamed(given: Submission, viewId: string): Promise<Submitted> {
  const { desk, team, who, values } = given;
  const name = cleanName(typed(values, block));
  if (name === "") return { response_action: "errors", errors: { [block]: "Give it a name." } };
  const ref = readRef(given.metadata);
  const row = ref && (await desk.store.assessments.get(ref.id));
  if (!row) return note("Counterweight", gone);
  const right = await rightOf(desk.store, row, { ...who, team });
  if (!may(right, "rename")) return note("Counterweight", refusalOf(right));
  await changed(desk, row.id, (doc) => named(doc, name));
  await later(given, `renamed:${viewId}`, { do: "home" });
  if (readDoc(row.doc).page === "done") await later(given, `renamed:${viewId}:posts`, { do: "refresh", id: row.id });
  return undefined;
}
