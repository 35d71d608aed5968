/** Block Kit as text that people read in a file: words, tables, buttons in brackets. */
import type { Json } from "./protocol.ts";
import { asText, isObject } from "./shape.ts";

const textOf = (part: unknown): string => (isObject(part) ? asText(part["text"]) : "");

function rich(part: unknown): string {
  if (Array.isArray(part)) return part.map(rich).join("");
  if (!isObject(part)) return "";
  if (part["type"] === "user") return `<@${asText(part["user_id"])}>`;
  const inside = typeof part["text"] === "string" ? part["text"] : rich(part["elements"]);
  if (part["type"] === "rich_text_quote") return `\n> ${inside.trim().replaceAll("\n", "\n> ")}\n`;
  return part["type"] === "rich_text_section" ? `${inside}\n` : inside;
}

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const cell = (value: Json): string =>
  value["type"] === "rich_text" ? rich(value).trim() : asText(value["text"] ?? value["value"]);
const rowsOf = (block: Json): string[] =>
  (Array.isArray(block["rows"]) ? block["rows"] : []).map((row) => `| ${listOf(row).map(cell).join(" | ")} |`);

function element(value: Json): string {
  if (value["type"] === "feedback_buttons")
    return [value["positive_button"], value["negative_button"]]
      .map((each) => `[${textOf((each as Json)["text"])}]`)
      .join(" ");
  const options = listOf(value["options"]).map((option) => textOf(option["text"]));
  const label =
    textOf(value["text"]) || textOf(value["placeholder"]) || asText(value["alt_text"]) || asText(value["type"]);
  return options.length > 0 ? `[${label}: ${options.join(", ")}]` : `[${label}]`;
}

function chart(block: Json): string {
  const { chart: drawn } = block;
  const series = isObject(drawn) ? [...listOf(drawn["series"]), ...listOf(drawn["segments"])] : [];
  const lines = series.map((each) => {
    const points = listOf(each["data"]).map((point) => `${asText(point["label"])} ${asText(point["value"])}`);
    return `- ${asText(each["name"] ?? each["label"])}: ${points.join(", ") || asText(each["value"])}`;
  });
  return [`Chart: ${asText(block["title"])}`, ...lines].join("\n");
}

/** One block; an unknown one is named. */
function one(block: Json): string {
  switch (block["type"]) {
    case "header":
      return `### ${textOf(block["text"])}`;
    case "section": {
      const fields = listOf(block["fields"]).map(textOf);
      const accessory = isObject(block["accessory"]) ? [element(block["accessory"])] : [];
      return [textOf(block["text"]), ...fields, ...accessory].filter(Boolean).join("\n");
    }
    case "context":
      return listOf(block["elements"])
        .map((each) => textOf(each) || asText(each["text"]))
        .join(" · ");
    case "rich_text":
      return rich(block["elements"]).trim();
    case "actions":
    case "context_actions":
      return listOf(block["elements"]).map(element).join(" ");
    case "table":
    case "data_table":
      return [...(typeof block["caption"] === "string" ? [block["caption"]] : []), ...rowsOf(block)].join("\n");
    case "data_visualization":
      return chart(block);
    case "input":
      return `${textOf(block["label"])}: ${isObject(block["element"]) ? element(block["element"]) : ""}`;
    case "markdown":
      return asText(block["text"]);
    case "divider":
      return "---";
    case "container":
      return [textOf(block["title"]), ...listOf(block["child_blocks"]).map(one)].join("\n\n");
    default:
      return `(${asText(block["type"])})`;
  }
}

export const plainBlocks = (blocks: readonly Json[]): string => blocks.map(one).join("\n\n");
