import { expect, test } from "vitest";
import { validateBlocks } from "../../src/playground/blocks.ts";
import { validateMessage, validateView } from "../../src/playground/payloads.ts";
import * as it from "./samples.ts";

const found = (...blocks: readonly unknown[]) => validateBlocks(blocks, "message");
const at = (...blocks: readonly unknown[]) => found(...blocks).map((problem) => problem.pointer);

test("a problem says where it is, what Slack calls it, and what is wrong", () => {
  expect(found(it.section(1), it.section(3_001))).toEqual([
    { pointer: "/blocks/1/text/text", code: "invalid_blocks", message: "must have 1 to 3,000 characters, has 3,001" },
  ]);
});

test.for([
  { is: "an unknown block", block: { type: "nonsense" }, where: "/blocks/0" },
  { is: "a block that is no object", block: "section", where: "/blocks/0" },
  { is: "a block named like a part of JavaScript", block: { type: "constructor" }, where: "/blocks/0" },
  {
    is: "a file block, which apps cannot post",
    block: { type: "file", source: "remote", external_id: "a" },
    where: "/blocks/0",
  },
  { is: "an alert in a message", block: { type: "alert", text: it.plain(1) }, where: "/blocks/0" },
  { is: "an unknown element", block: it.actions({ type: "slider" }), where: "/blocks/0/elements/0" },
  { is: "an image among actions", block: it.actions(it.image()), where: "/blocks/0/elements/0" },
  {
    is: "a button in context actions",
    block: { type: "context_actions", elements: [it.button()] },
    where: "/blocks/0/elements/0",
  },
  { is: "a button in a context", block: { type: "context", elements: [it.button()] }, where: "/blocks/0/elements/0" },
  {
    is: "a text field beside a section",
    block: it.section(1, { accessory: { type: "plain_text_input" } }),
    where: "/blocks/0/accessory",
  },
  {
    is: "a field that Slack does not know",
    block: it.actions(it.button({ disabled: true })),
    where: "/blocks/0/elements/0/disabled",
  },
  { is: "a section without text", block: { type: "section" }, where: "/blocks/0" },
  { is: "an empty text", block: it.section(0), where: "/blocks/0/text/text" },
  { is: "marks in a header", block: { type: "header", text: it.marked(1) }, where: "/blocks/0/text/type" },
  { is: "no elements", block: it.actions(), where: "/blocks/0/elements" },
  { is: "an image from nowhere", block: { type: "image", alt_text: "a" }, where: "/blocks/0" },
  { is: "an image from two places", block: it.image({ slack_file: { id: "F1" } }), where: "/blocks/0" },
  { is: "a select without options", block: it.actions({ type: "static_select" }), where: "/blocks/0/elements/0" },
  {
    is: "a table of rows of different lengths",
    block: it.table(0, 0, { rows: [[it.cell()], [it.cell(), it.cell()]] }),
    where: "/blocks/0/rows/1",
  },
  { is: "an empty cell", block: it.table(0, 0, { rows: [[it.cell(0)]] }), where: "/blocks/0/rows/0/0/text" },
  {
    is: "a data table without a caption",
    block: it.dataTable(2, 1, { caption: undefined }),
    where: "/blocks/0/caption",
  },
  { is: "a data table of its header only", block: it.dataTable(1, 1), where: "/blocks/0/rows" },
  {
    is: "rich text in a data table's header",
    block: it.dataTable(0, 0, { rows: [[it.rich()], [it.rich()]] }),
    where: "/blocks/0/rows/0/0",
  },
  {
    is: "a header column that is not there",
    block: it.dataTable(2, 2, { row_header_column_index: 2 }),
    where: "/blocks/0/row_header_column_index",
  },
  { is: "a slice of nothing", block: it.pie(1, 0), where: "/blocks/0/chart/segments/0/value" },
  { is: "a slice of infinity", block: it.pie(1, Infinity), where: "/blocks/0/chart/segments/0/value" },
  {
    is: "a series without a value for a category",
    block: it.chart(1, 1, {}, { categories: ["c0", "c1"] }),
    where: "/blocks/0/chart/series/0/data",
  },
  { is: "a card of nothing but a subtitle", block: { type: "card", subtitle: it.marked(1) }, where: "/blocks/0" },
  {
    is: "a carousel of sections",
    block: { type: "carousel", elements: [it.section(1)] },
    where: "/blocks/0/elements/0",
  },
  { is: "a chart in a container", block: it.container([it.chart(1, 1)]), where: "/blocks/0/child_blocks/0" },
  { is: "a container without a title", block: it.container([it.section(1)], { title: undefined }), where: "/blocks/0" },
  {
    is: "a collapsed container that cannot be opened",
    block: it.container([it.section(1)], { default_collapsed: true }),
    where: "/blocks/0/default_collapsed",
  },
  {
    is: "an unknown rich text element",
    block: { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "html", text: "x" }] }] },
    where: "/blocks/0/elements/0/elements/0",
  },
])("Slack refuses $is", ({ block, where }) => {
  expect(found(block).map(({ pointer, code }) => ({ pointer, code }))).toContainEqual({
    pointer: where,
    code: "invalid_blocks",
  });
});

test.for([
  {
    is: "rich text with a mention, a link and a list",
    block: {
      type: "rich_text",
      elements: [
        {
          type: "rich_text_section",
          elements: [
            { type: "user", user_id: "U1" },
            { type: "link", url: "https://a", text: "a" },
            { type: "text", text: "b", style: { bold: true } },
          ],
        },
        {
          type: "rich_text_list",
          style: "bullet",
          elements: [{ type: "rich_text_section", elements: [{ type: "emoji", name: "wave" }] }],
        },
        { type: "rich_text_quote", elements: [{ type: "text", text: "q" }] },
        { type: "rich_text_preformatted", elements: [{ type: "text", text: "p" }] },
      ],
    },
  },
  {
    is: "numbers and rich text in a table",
    block: it.table(0, 0, { rows: [[it.rich(), { type: "raw_number", value: 62, text: "62" }]] }),
  },
  { is: "feedback buttons beside an icon", block: { type: "context_actions", elements: [it.thumbs(), it.icon()] } },
  {
    is: "a table in a container that can be closed",
    block: it.container([it.table(1, 1)], { is_collapsible: true, default_collapsed: true }),
  },
  { is: "a picture that was uploaded", block: { type: "image", alt_text: "a", slack_file: { id: "F1" } } },
  {
    is: "a plan of tasks",
    block: { type: "plan", title: "p", tasks: [{ type: "task_card", task_id: "t", title: "t", status: "complete" }] },
  },
  { is: "an optional field that is undefined, for JSON leaves it out", block: it.section(1, { block_id: undefined }) },
])("Slack takes $is", ({ block }) => expect(found(block)).toEqual([]));

test.for([
  {
    is: "block ids in two blocks",
    blocks: [it.section(1, { block_id: "a" }), it.section(1, { block_id: "a" })],
    where: "/blocks/1/block_id",
  },
  {
    is: "action ids in one block",
    blocks: [it.actions(it.button({ action_id: "a" }), it.button({ action_id: "a" }))],
    where: "/blocks/0/elements/1/action_id",
  },
  {
    is: "action ids in two blocks",
    blocks: [it.actions(it.button({ action_id: "a" })), it.section(1, { accessory: it.button({ action_id: "a" }) })],
    where: "/blocks/1/accessory/action_id",
  },
])("the same $is are refused at the second", ({ blocks, where }) => expect(at(...blocks)).toEqual([where]));

test("blocks that are no list are refused in Slack's word for it", () => {
  expect(validateBlocks({}, "message")).toEqual([
    { pointer: "/blocks", code: "invalid_blocks_format", message: "must be a list" },
  ]);
});

test("a message without text is refused, for notifications and screen readers need it", () => {
  expect(validateMessage({ blocks: [it.section(1)] })).toMatchObject([{ code: "no_text" }]);
  expect(validateMessage({ text: " " })).toMatchObject([{ code: "no_text" }]);
  expect(validateMessage({ text: "a", blocks: [it.section(1)] })).toEqual([]);
});

test.for(["markdown", "table", "card", "context_actions", "data_visualization"])("a view takes no %s block", (type) => {
  expect(validateView(it.modal([{ type }]))).toContainEqual({
    pointer: "/view/blocks/0",
    code: "invalid_arguments",
    message: `unsupported block type: ${type}`,
  });
});

test.for([
  { is: "a modal without a title", view: { type: "modal", blocks: [] }, where: "/view/title" },
  { is: "a home tab with a title", view: { type: "home", title: it.plain(1), blocks: [] }, where: "/view/title" },
  { is: "a view of no kind", view: { blocks: [] }, where: "/view" },
  {
    is: "a modal with fields and nothing to submit them by",
    view: it.modal([it.input(it.select())]),
    where: "/view/submit",
  },
  {
    is: "two elements with the focus",
    view: it.modal([it.input(it.select({ focus_on_load: true })), it.input(it.select({ focus_on_load: true }))], {
      submit: it.plain(1),
    }),
    where: "/view/blocks/1/element/focus_on_load",
  },
])("Slack refuses $is", ({ view, where }) => {
  expect(validateView(view).map((problem) => problem.pointer)).toContain(where);
});

test.for([
  "plain_text_input",
  "email_text_input",
  "url_text_input",
  "datepicker",
  "users_select",
  "multi_users_select",
  "rich_text_input",
  "file_input",
])("a modal takes a %s in an input block", (type) =>
  expect(validateView(it.modal([it.input({ type })], { submit: it.plain(1) }))).toEqual([]),
);
