/** `/weigh compare` without more: what stands side by side, and by which rows. It becomes words, read like those that people type. */
import { type Actor, openOrSay, say } from "../assess/at.ts";
import { form, optionOf, plain, small, type ViewBlock } from "../assess/blocks.ts";
import { later } from "../assess/jobs.ts";
import { note, type Submission, type Submitted } from "../assess/modals.ts";
import { selected, selectedAll } from "../assess/state.ts";

export const compareCallback = "cost.compare";
const fields = { ways: "ways", models: "models", rows: "rows", table: "table" } as const;
const mostColumns = 4;
const mostOptions = 100;

const several = (
  block: string,
  label: string,
  all: readonly (readonly [string, string])[],
  most: number,
): ViewBlock => ({
  type: "input",
  block_id: block,
  optional: true,
  label: plain(label),
  element: {
    type: "multi_static_select",
    action_id: block,
    options: all.slice(0, mostOptions).map(([name, words]) => optionOf(name, words)),
    max_selected_items: most,
  },
});

const oneOf = (block: string, label: string, all: readonly (readonly [string, string])[]): ViewBlock => {
  const options = all.map(([name, words]) => optionOf(name, words));
  const element = { type: "static_select", action_id: block, options };
  return { type: "input", block_id: block, optional: true, label: plain(label), element } as ViewBlock;
};

export async function beginCompare(actor: Actor): Promise<void> {
  const { ways = [], rows = [], tables = [], closed = [], open = [] } = actor.desk.costing?.choices() ?? {};
  if (ways.length === 0 || rows.length === 0)
    return say(
      actor,
      "Write what to compare after the command, for example `/weigh compare open and closed on privacy`.",
    );
  const models = [...closed, ...open].map((name) => [name, name] as const);
  const blocks: ViewBlock[] = [
    several(fields.ways, "Sides and ways of building", ways, mostColumns),
    several(fields.models, "Or models", models, mostColumns),
    several(fields.rows, "By which factors? All when left empty", rows, rows.length),
    ...(tables.length > 0 ? [oneOf(fields.table, "Or a table as the documents have it", tables)] : []),
    small("Models are compared by licence, size, context, price, memory and hardware, whatever the factors."),
  ];
  await openOrSay(
    actor,
    form({
      callback: compareCallback,
      metadata: "",
      title: "Side by side",
      submit: "Compare",
      close: "Not now",
      blocks,
    }),
  );
}

export async function compareSubmitted(given: Submission, viewId: string): Promise<Submitted> {
  const [ways, models, rows] = [fields.ways, fields.models, fields.rows].map((one) =>
    selectedAll(given.values, one),
  ) as [string[], string[], string[]];
  const wrong = (block: string, words: string): Submitted => ({
    response_action: "errors",
    errors: { [block]: words },
  });
  const table = selected(given.values, fields.table);
  if (table !== undefined && table !== "" && ways.length + models.length > 0)
    return wrong(
      fields.table,
      "Choose either a table of the documents or what stands side by side: it has rows of its own.",
    );
  if (ways.length > 0 && models.length > 0)
    return wrong(fields.models, "Choose either ways of building or models: they have other rows.");
  if (models.length === 1) return wrong(fields.models, "Choose at least two models.");
  if (!table && ways.length + models.length === 0) return wrong(fields.ways, "Choose what stands side by side.");
  const text = table
    ? `compare ${table}`
    : models.length > 0
      ? `compare ${models.join(" and ")}`
      : `compare ${ways.join(" and ")}${rows.length > 0 ? ` on ${rows.join(" and ")}` : ""}`;
  await later(given, `compare:${viewId}`, { do: "cost", text });
  return note("Compared", "The table comes as a direct message.");
}
