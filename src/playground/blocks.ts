/**
 * What Slack's Block Kit takes and what it refuses. Written from Slack's documentation and types, not from our own
 * renderer, so that the two check each other; where sources disagree, the strict one holds.
 */
import { button, inActions, inContextActions, inInput, inSection } from "./elements.ts";
import { anyText, id, imageBlock, imageElement, mrkdwn, plainText, textsIn, url } from "./parts.ts";
import { richText } from "./rich-text.ts";
import {
  also,
  bool,
  type Code,
  isObject,
  lengthOf,
  list,
  object,
  pick,
  type Problem,
  type Report,
  type Rule,
  string,
  typed,
  word,
} from "./shape.ts";
import { chart, dataTable, table } from "./tables.ts";

export type { Code, Problem } from "./shape.ts";
export type Surface = "message" | "modal" | "home";

const block = (
  type: string,
  required: Readonly<Record<string, Rule>> = {},
  optional: Readonly<Record<string, Rule>> = {},
): Rule => object({ type: word(type), ...required }, { block_id: id, ...optional });

const atLeastOne = (rule: Rule, names: readonly string[]): Rule =>
  also(rule, (value, at, report) => {
    if (names.every((name) => value[name] === undefined)) report(at, `needs one of: ${names.join(", ")}`);
  });

const card = atLeastOne(
  block(
    "card",
    {},
    {
      hero_image: imageElement,
      icon: imageElement,
      title: mrkdwn(150),
      subtitle: mrkdwn(150),
      body: mrkdwn(200),
      actions: list(button, 3),
    },
  ),
  ["hero_image", "title", "actions", "body"],
);
const taskCard = block(
  "task_card",
  { task_id: id, title: string(3_000), status: word("pending", "in_progress", "complete", "error") },
  {
    details: richText,
    output: richText,
    sources: list(object({ type: word("url"), url, text: string(3_000) }), 100),
  },
);

const simple: Readonly<Record<string, Rule>> = {
  actions: block("actions", { elements: list(inActions, 25) }),
  alert: block("alert", { text: anyText(200) }, { level: word("default", "info", "warning", "error", "success") }),
  card,
  carousel: block("carousel", { elements: list(typed("carousel element", { card }), 10) }),
  context: block("context", {
    elements: list(
      typed("context element", { image: imageElement, plain_text: plainText(3_000), mrkdwn: mrkdwn(3_000) }),
      10,
    ),
  }),
  context_actions: block("context_actions", { elements: list(inContextActions, 5) }),
  data_table: dataTable,
  data_visualization: chart,
  divider: block("divider"),
  header: block("header", { text: plainText(150) }),
  image: imageBlock,
  input: block(
    "input",
    { label: plainText(2_000), element: inInput },
    { hint: plainText(2_000), optional: bool, dispatch_action: bool },
  ),
  markdown: block("markdown", { text: string(12_000) }),
  plan: block("plan", { title: string(3_000) }, { tasks: list(taskCard, 100) }),
  rich_text: richText,
  section: atLeastOne(
    block(
      "section",
      {},
      { text: anyText(3_000), fields: list(anyText(2_000), 10), accessory: inSection, expand: bool },
    ),
    ["text", "fields"],
  ),
  table,
  task_card: taskCard,
  video: block(
    "video",
    { video_url: url, thumbnail_url: url, alt_text: string(2_000), title: plainText(199) },
    {
      title_url: url,
      author_name: string(49),
      provider_name: string(2_000),
      provider_icon_url: url,
      description: plainText(2_000),
    },
  ),
};

const everywhere = ["actions", "context", "divider", "header", "image", "input", "rich_text", "section", "video"];
const container = also(
  atLeastOne(
    block(
      "container",
      { child_blocks: list(typed("child block", pick(simple, [...everywhere, "table"])), 10) },
      {
        title: plainText(150),
        rich_text_title: richText,
        subtitle: anyText(150),
        width: word("narrow", "standard", "wide", "full"),
        icon: imageElement,
        is_collapsible: bool,
        default_collapsed: bool,
        has_header_divider: bool,
      },
    ),
    ["title", "rich_text_title"],
  ),
  (value, at, report) => {
    if (value["default_collapsed"] === true && value["is_collapsible"] !== true)
      report(`${at}/default_collapsed`, "needs is_collapsible");
  },
);

// `file` blocks come with remote files; apps cannot post them. That alerts are for modals only is not documented.
const inMessages = [
  "card",
  "carousel",
  "context_actions",
  "data_table",
  "data_visualization",
  "markdown",
  "plan",
  "table",
  "task_card",
];
const blocksOf: Readonly<Record<Surface, Rule>> = {
  message: typed("block", { ...pick(simple, [...everywhere, ...inMessages]), container }),
  modal: typed("block", pick(simple, [...everywhere, "alert"])),
  home: typed("block", pick(simple, everywhere)),
};
const mostBlocks: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };
const mostCharacters = 13_200; // observed, in messages only

/** Ids of blocks and elements are unique; only one element has the focus. */
function unique(value: unknown, at: string, report: Report, seen: Set<string>): void {
  if (Array.isArray(value)) for (const [i, each] of value.entries()) unique(each, `${at}/${i}`, report, seen);
  if (!isObject(value)) return;
  for (const [key, each] of Object.entries(value)) {
    const named = (key === "action_id" || key === "block_id") && typeof each === "string";
    const mark = named ? `${key} ${each}` : key === "focus_on_load" && each === true ? key : undefined;
    if (mark !== undefined && seen.has(mark)) report(`${at}/${key}`, `is taken by another element: ${mark}`);
    if (mark !== undefined) seen.add(mark);
    unique(each, `${at}/${key}`, report, seen);
  }
}

function together(blocks: readonly unknown[], at: string, report: Report): void {
  const every = flat(blocks);
  const ofType = (type: string): number => every.filter((each) => each["type"] === type).length;
  if (ofType("table") > 1) report(at, "a message takes one table", "only_one_table_allowed");
  if (ofType("data_visualization") > 2) report(at, "a message takes two charts");
  const markdown = every
    .filter((each) => each["type"] === "markdown")
    .reduce((sum, each) => sum + lengthOf(String(each["text"])), 0);
  if (markdown > 12_000) report(at, `a message takes 12,000 characters of markdown, has ${markdown}`);
  const characters = textsIn(blocks).reduce((sum, text) => sum + lengthOf(text), 0);
  if (characters > mostCharacters)
    report(at, `a message takes about 13,200 characters, has ${characters}`, "msg_blocks_too_long");
}
const flat = (blocks: readonly unknown[]): Readonly<Record<string, unknown>>[] =>
  blocks
    .filter(isObject)
    .flatMap((each) => [each, ...flat(Array.isArray(each["child_blocks"]) ? each["child_blocks"] : [])]);

/** Everything that Slack would refuse about these blocks on this surface, at their JSON pointers; none when it takes them. */
export function validateBlocks(blocks: unknown, surface: Surface, at = "/blocks"): Problem[] {
  const problems: Problem[] = [];
  const report = (pointer: string, message: string, code: Code = "invalid_blocks"): void =>
    void problems.push({ pointer, code, message });
  if (!Array.isArray(blocks)) {
    report(at, "must be a list", "invalid_blocks_format");
    return problems;
  }
  list(blocksOf[surface], mostBlocks[surface], 0)(blocks, at, report);
  unique(blocks, at, report, new Set());
  if (surface === "message") together(blocks, at, report);
  return problems;
}
