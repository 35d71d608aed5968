import { expect, test } from "vitest";
import { validateBlocks } from "../../src/playground/blocks.ts";
import { validateMessage, validateView } from "../../src/playground/payloads.ts";
import * as it from "./samples.ts";

/** A message's blocks in which one thing has the size `n`. */
type Sized = (n: number) => it.Json;
const message: readonly { readonly is: string; readonly most: number; readonly of: Sized }[] = [
  { is: "characters of a section", most: 3_000, of: (n) => it.section(n) },
  { is: "fields of a section", most: 10, of: (n) => ({ type: "section", fields: it.times(n, () => it.plain(1)) }) },
  { is: "characters of a field", most: 2_000, of: (n) => ({ type: "section", fields: [it.plain(n)] }) },
  { is: "characters of a header", most: 150, of: (n) => ({ type: "header", text: it.plain(n) }) },
  { is: "characters of markdown", most: 12_000, of: (n) => ({ type: "markdown", text: it.long(n) }) },
  { is: "elements of a context", most: 10, of: (n) => ({ type: "context", elements: it.times(n, () => it.plain(1)) }) },
  { is: "elements of actions", most: 25, of: (n) => it.actions(...it.times(n, () => it.button())) },
  {
    is: "elements of context actions",
    most: 5,
    of: (n) => ({ type: "context_actions", elements: it.times(n, () => it.icon()) }),
  },
  { is: "characters on a button", most: 75, of: (n) => it.actions(it.button({ text: it.plain(n) })) },
  { is: "characters of a button's value", most: 2_000, of: (n) => it.actions(it.button({ value: it.long(n) })) },
  { is: "characters of a button's url", most: 3_000, of: (n) => it.actions(it.button({ url: it.long(n) })) },
  {
    is: "characters of a button's label",
    most: 75,
    of: (n) => it.actions(it.button({ accessibility_label: it.long(n) })),
  },
  { is: "characters of an action_id", most: 255, of: (n) => it.actions(it.button({ action_id: it.long(n) })) },
  { is: "characters of a block_id", most: 255, of: (n) => it.section(1, { block_id: it.long(n) }) },
  {
    is: "options of a select",
    most: 100,
    of: (n) => it.actions(it.select({ options: it.times(n, () => it.option()) })),
  },
  {
    is: "characters of an option",
    most: 75,
    of: (n) => it.actions(it.select({ options: [it.option({ text: it.plain(n) })] })),
  },
  {
    is: "characters of an option's value",
    most: 75,
    of: (n) => it.actions(it.select({ options: [it.option({ value: it.long(n) })] })),
  },
  {
    is: "characters of an option's description",
    most: 75,
    of: (n) => it.actions(it.select({ options: [it.option({ description: it.plain(n) })] })),
  },
  { is: "characters of a placeholder", most: 150, of: (n) => it.actions(it.select({ placeholder: it.plain(n) })) },
  {
    is: "groups of a select",
    most: 100,
    of: (n) =>
      it.actions({
        type: "static_select",
        option_groups: it.times(n, () => ({ label: it.plain(1), options: [it.option()] })),
      }),
  },
  {
    is: "options of an overflow menu",
    most: 5,
    of: (n) => it.actions({ type: "overflow", options: it.times(n, () => it.option()) }),
  },
  {
    is: "checkboxes",
    most: 10,
    of: (n) => it.actions({ type: "checkboxes", options: it.times(n, () => it.option()) }),
  },
  {
    is: "radio buttons",
    most: 10,
    of: (n) => it.actions({ type: "radio_buttons", options: it.times(n, () => it.option()) }),
  },
  ...(["title", "text", "confirm", "deny"] as const).map((part, i) => ({
    is: `characters of a confirmation's ${part}`,
    most: [100, 300, 30, 30][i] ?? 0,
    of: (n: number) => it.actions(it.button({ confirm: { text: it.plain(1), [part]: it.plain(n) } })),
  })),
  { is: "characters of an image's url", most: 3_000, of: (n) => it.image({ image_url: it.long(n) }) },
  { is: "characters of an image's alt text", most: 2_000, of: (n) => it.image({ alt_text: it.long(n) }) },
  { is: "characters of an image's title", most: 2_000, of: (n) => it.image({ title: it.plain(n) }) },
  {
    is: "characters on a feedback button",
    most: 75,
    of: (n) => ({ type: "context_actions", elements: [it.thumbs({ text: it.plain(n) })] }),
  },
  {
    is: "characters of a feedback button's value",
    most: 2_000,
    of: (n) => ({ type: "context_actions", elements: [it.thumbs({ value: it.long(n) })] }),
  },
  { is: "rows of a table", most: 100, of: (n) => it.table(n, 1) },
  { is: "columns of a table", most: 20, of: (n) => it.table(1, n) },
  {
    is: "column settings of a table",
    most: 20,
    of: (n) => it.table(1, 1, { column_settings: it.times(n, () => ({})) }),
  },
  { is: "characters in a table", most: 10_000, of: (n) => it.table(1, 0, { rows: [[it.cell(n - 1), it.cell()]] }) },
  { is: "rows of a data table", most: 101, of: (n) => it.dataTable(n, 1) },
  { is: "columns of a data table", most: 20, of: (n) => it.dataTable(2, n) },
  { is: "rows on a data table's page", most: 100, of: (n) => it.dataTable(2, 1, { page_size: n }) },
  { is: "series of a chart", most: 6, of: (n) => it.chart(n, 1) },
  { is: "categories of a chart", most: 20, of: (n) => it.chart(1, n) },
  { is: "slices of a pie", most: 6, of: (n) => it.pie(n) },
  { is: "characters of a chart's title", most: 50, of: (n) => it.chart(1, 1, { title: it.long(n) }) },
  { is: "characters of an axis label", most: 50, of: (n) => it.chart(1, 1, {}, { x_label: it.long(n) }) },
  {
    is: "characters of a slice's label",
    most: 20,
    of: (n) => ({ ...it.pie(1), chart: { type: "pie", segments: [{ label: it.long(n), value: 1 }] } }),
  },
  { is: "characters of a card's title", most: 150, of: (n) => it.card({ title: it.marked(n) }) },
  { is: "characters of a card's subtitle", most: 150, of: (n) => it.card({ subtitle: it.marked(n) }) },
  { is: "characters of a card's body", most: 200, of: (n) => it.card({ body: it.marked(n) }) },
  { is: "buttons on a card", most: 3, of: (n) => it.card({ actions: it.times(n, () => it.button()) }) },
  { is: "cards of a carousel", most: 10, of: (n) => ({ type: "carousel", elements: it.times(n, () => it.card()) }) },
  { is: "children of a container", most: 10, of: (n) => it.container(it.times(n, () => it.section(1))) },
  {
    is: "characters of a container's title",
    most: 150,
    of: (n) => it.container([it.section(1)], { title: it.plain(n) }),
  },
  {
    is: "characters of a container's subtitle",
    most: 150,
    of: (n) => it.container([it.section(1)], { subtitle: it.plain(n) }),
  },
  { is: "characters of an input's label", most: 2_000, of: (n) => it.input(it.select(), { label: it.plain(n) }) },
  { is: "characters of an input's hint", most: 2_000, of: (n) => it.input(it.select(), { hint: it.plain(n) }) },
  {
    is: "lines of a rich text field",
    most: 100,
    of: (n) => it.input({ type: "rich_text_input", max_lines: n }),
  },
  { is: "files of a file field", most: 10, of: (n) => it.input({ type: "file_input", max_files: n }) },
];

test.for(message)("Slack takes $most $is, and not one more", ({ most, of }) => {
  expect(validateBlocks([of(most)], "message")).toEqual([]);
  expect(validateBlocks([of(most + 1)], "message").map((problem) => problem.code)).toContain("invalid_blocks");
});

const takenAsMessage = (blocks: readonly it.Json[]) => validateBlocks(blocks, "message").map((problem) => problem.code);

test("a message takes 50 blocks, and not one more", () => {
  expect(takenAsMessage(it.times(50, () => ({ type: "divider" })))).toEqual([]);
  expect(takenAsMessage(it.times(51, () => ({ type: "divider" })))).toEqual(["invalid_blocks"]);
});

test("all blocks of a message together take 13,200 characters, and not one more", () => {
  const full = it.times(4, () => it.section(3_000));
  expect(takenAsMessage([...full, it.section(1_200)])).toEqual([]);
  expect(takenAsMessage([...full, it.section(1_201)])).toEqual(["msg_blocks_too_long"]);
});

test("markdown blocks of a message take 12,000 characters together, and not one more", () => {
  const markdown = (length: number): it.Json => ({ type: "markdown", text: it.long(length) });
  expect(takenAsMessage([markdown(6_000), markdown(6_000)])).toEqual([]);
  expect(takenAsMessage([markdown(6_000), markdown(6_001)])).toEqual(["invalid_blocks"]);
});

test("a message takes one table and two charts, and not one more", () => {
  expect(takenAsMessage([it.table(1, 1), it.chart(1, 1), it.chart(1, 1)])).toEqual([]);
  expect(takenAsMessage([it.table(1, 1), it.table(1, 1)])).toEqual(["only_one_table_allowed"]);
  expect(takenAsMessage([it.table(1, 1), it.container([it.table(1, 1)])])).toEqual(["only_one_table_allowed"]);
  expect(takenAsMessage(it.times(3, () => it.chart(1, 1)))).toEqual(["invalid_blocks"]);
});

const views: readonly { readonly is: string; readonly most: number; readonly of: Sized }[] = [
  { is: "characters of a modal's title", most: 24, of: (n) => it.modal([], { title: it.plain(n) }) },
  { is: "characters of a modal's submit button", most: 24, of: (n) => it.modal([], { submit: it.plain(n) }) },
  { is: "characters of a modal's close button", most: 24, of: (n) => it.modal([], { close: it.plain(n) }) },
  { is: "characters of private_metadata", most: 3_000, of: (n) => it.modal([], { private_metadata: it.long(n) }) },
  { is: "characters of a callback_id", most: 255, of: (n) => it.modal([], { callback_id: it.long(n) }) },
  { is: "blocks of a modal", most: 100, of: (n) => it.modal(it.times(n, () => it.section(1))) },
  {
    is: "blocks of a home tab",
    most: 100,
    of: (n) => ({ type: "home", blocks: it.times(n, () => it.section(1)) }),
  },
];
test.for(views)("Slack takes $most $is, and not one more", ({ most, of }) => {
  expect(validateView(of(most))).toEqual([]);
  expect(validateView(of(most + 1)).map((problem) => problem.code)).toContain("invalid_arguments");
});

test("a view takes 250,000 bytes, and not one more", () => {
  const sections = (of: (i: number) => number): it.Json =>
    it.modal(it.times(100, (i) => ({ type: "section", text: { type: "mrkdwn", text: "x".repeat(of(i)) } })));
  const bytesOf = (view: it.Json): number => Buffer.byteLength(JSON.stringify(view));
  const ofBytes = (bytes: number): it.Json => {
    const more = bytes - bytesOf(sections(() => 0));
    return sections((i) => Math.floor(more / 100) + (i < more % 100 ? 1 : 0));
  };
  expect(bytesOf(ofBytes(250_001))).toBe(250_001);
  expect(validateView(ofBytes(250_000))).toEqual([]);
  expect(validateView(ofBytes(250_001))).toMatchObject([{ pointer: "/view", code: "invalid_arguments" }]);
});

test.for([
  { by: "post", most: 40_000 },
  { by: "update", most: 4_000 },
] as const)("a message's text may have $most characters when it comes by $by, and not one more", ({ by, most }) => {
  expect(validateMessage({ text: it.long(most) }, by)).toEqual([]);
  expect(validateMessage({ text: it.long(most + 1) }, by)).toMatchObject([{ code: "msg_too_long", pointer: "/text" }]);
});
