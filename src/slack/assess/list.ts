/** Somebody's assessments as lists: in the home tab, and after `/weigh history`. */
import type { RunSummary } from "../../core/decide/changes.ts";
import type { Assessor } from "../../core/ports.ts";
import { type Actor, say, show } from "./at.ts";
import { answeredSays } from "./begin.ts";
import { button, buttons, optionOf, quotes, says, small, type ViewBlock } from "./blocks.ts";
import { actionId, refOf } from "./ids.ts";
import type { AssessmentState, Row } from "./ports.ts";
import { broken, dayOf, shortVerdict } from "./words.ts";
import type { Desk } from "../asking.ts";
import type { SlackBlock } from "../render.ts";

export const pageSize = 10;
export type ListName = "draft" | "final" | "shared" | "archived";
/** Which page of each list is shown, from 0. */
export type Pages = Readonly<Partial<Record<ListName, number>>>;

const titles: Readonly<Record<ListName, string>> = {
  draft: "Begun",
  final: "Finished",
  shared: "Shared with you",
  archived: "Archived",
};
const empty: Readonly<Record<ListName, string>> = {
  draft: "Nothing is begun. An assessment takes about two minutes.",
  final: "Nothing is finished yet.",
  shared: "Nobody has shared an assessment with you.",
  archived: "",
};

interface Item {
  readonly row: Row;
  readonly says: string;
}

async function itemOf({ store }: Desk, assessor: Assessor, row: Row): Promise<Item> {
  const day = dayOf(row.updatedAt);
  if (row.state === "draft") return { row, says: `${answeredSays(row)} · ${day}` };
  const [run] = await store.assessments.runsOf(row.id, 1);
  const verdict = run
    ? shortVerdict(assessor.model, (JSON.parse(run.result) as RunSummary).recommended)
    : "Not weighed yet";
  return { row, says: `${verdict} · ${row.status} · ${day}` };
}

const rowsOf = (desk: Desk, key: string, list: ListName, limit: number): Promise<readonly Row[]> =>
  list === "shared"
    ? desk.store.assessments.sharedWith(key, limit)
    : desk.store.assessments.listOf(key, { states: [list satisfies AssessmentState], limit });

/** What else can be done with it. */
function menuOf(
  { row }: Item,
  list: ListName,
  i: number,
): Extract<SlackBlock, { type: "actions" }>["elements"][number][] {
  if (list === "shared") return [];
  const entry = (label: string, verb: string) => optionOf(label, `${verb}:${refOf(row)}`);
  const back = list === "archived" ? entry("Unarchive", "restore") : entry("Archive", "archive");
  const edit = list === "final" ? [entry("Edit and weigh again", "edit")] : [];
  const options = [...edit, entry("Rename", "rename"), entry("Duplicate", "duplicate"), back];
  return [{ type: "overflow", action_id: actionId("more", i), options }];
}

/** A list with its heading, a page of it at a time. @param from numbers the buttons, which differ in a view */
async function listBlocks(
  desk: Desk,
  assessor: Assessor,
  key: string,
  list: ListName,
  page: number,
  from: number,
): Promise<ViewBlock[]> {
  const rows = await rowsOf(desk, key, list, (page + 1) * pageSize + 1);
  const here = rows.slice(page * pageSize, (page + 1) * pageSize);
  if (here.length === 0 && page > 0) return listBlocks(desk, assessor, key, list, 0, from);
  if (here.length === 0) return empty[list] === "" ? [] : [says(`**${titles[list]}**`), small(empty[list])];
  const items = await Promise.all(here.map((row) => itemOf(desk, assessor, row)));
  const label = list === "draft" ? "Go on" : "Open";
  const verb = list === "draft" ? "go" : "open";
  const turn = (words: string, to: number, i: number) =>
    button(words, actionId("page", from + 90 + i), `${list}:${to}`);
  return [
    says(`**${titles[list]}**`),
    ...items.flatMap((item, i): ViewBlock[] => [
      quotes(`${item.row.name || "Without a name"}\n${item.says}`),
      {
        type: "actions",
        elements: [button(label, actionId(verb, from + i), refOf(item.row)), ...menuOf(item, list, from + i)],
      },
    ]),
    ...buttons(
      ...(page > 0 ? [turn("Newer", page - 1, 0)] : []),
      ...(rows.length > (page + 1) * pageSize ? [turn("Older", page + 1, 1)] : []),
    ),
  ];
}

/** All of the lists. */
export async function allLists(desk: Desk, assessor: Assessor, key: string, pages: Pages): Promise<ViewBlock[]> {
  const lists = (["draft", "final", "shared", "archived"] as const).map((list, i) =>
    listBlocks(desk, assessor, key, list, pages[list] ?? 0, i * 100),
  );
  return (await Promise.all(lists)).flat();
}

const mostLatest = 5;
/** `/weigh history`: where they are, and the latest. */
export async function history(actor: Actor): Promise<void> {
  const { desk, who } = actor;
  const assessor = desk.assessing();
  if (!assessor) return say(actor, broken);
  const rows = await desk.store.assessments.listOf(who.key, { states: ["draft", "final"], limit: mostLatest });
  if (rows.length === 0)
    return say(actor, "You have no assessments yet. `/weigh assess` begins one; they are then in my Home tab.");
  const items = await Promise.all(rows.map((row) => itemOf(desk, assessor, row)));
  const intro = "All of your assessments are in my Home tab. The latest:";
  await show(actor, {
    text: intro,
    blocks: [
      says(intro),
      ...items.map(({ row, says: meta }, i) =>
        quotes(
          `${row.name || "Without a name"}\n${meta}`,
          row.state === "draft"
            ? button("Go on", actionId("go", i), refOf(row))
            : button("Open", actionId("open", i), refOf(row)),
        ),
      ),
    ],
  });
}
