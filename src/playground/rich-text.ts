/** Rich text: the one way to show what people typed, for nothing in it is read as a mark or a mention. */
import { id, url } from "./parts.ts";
import { bool, list, number, object, type Rule, string, typed, whole, word } from "./shape.ts";

const many = 10_000; // no number is documented
const style = object({}, { bold: bool, code: bool, italic: bool, strike: bool, underline: bool });
const inline = (
  type: string,
  required: Readonly<Record<string, Rule>>,
  optional: Readonly<Record<string, Rule>> = {},
) => object({ type: word(type), ...required }, { style, ...optional });

const text = inline("text", { text: string(12_000) });
const link = inline("link", { url }, { text: string(3_000), unsafe: bool });
const inlines = list(
  typed("rich text element", {
    text,
    link,
    broadcast: inline("broadcast", { range: word("here", "channel", "everyone") }),
    channel: inline("channel", { channel_id: id }),
    color: inline("color", { value: id }),
    date: inline("date", { timestamp: number, format: id }, { url, fallback: id }),
    emoji: inline("emoji", { name: id }, { unicode: id, url }),
    team: inline("team", { team_id: id }),
    user: inline("user", { user_id: id }),
    usergroup: inline("usergroup", { usergroup_id: id }),
  }),
  many,
);
const border = whole(0, 1);
const section = object({ type: word("rich_text_section"), elements: inlines });

export const richText = object(
  {
    type: word("rich_text"),
    elements: list(
      typed("rich text", {
        rich_text_section: section,
        rich_text_list: object(
          { type: word("rich_text_list"), elements: list(section, many), style: word("bullet", "ordered") },
          { indent: whole(0, 8), border, offset: whole(0, many) },
        ),
        rich_text_quote: object({ type: word("rich_text_quote"), elements: inlines }, { border }),
        rich_text_preformatted: object(
          { type: word("rich_text_preformatted"), elements: list(typed("preformatted text", { text, link }), many) },
          { border },
        ),
      }),
      many,
    ),
  },
  { block_id: id },
);
