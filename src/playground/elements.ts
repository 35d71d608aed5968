/** Block Kit's elements: buttons, menus, pickers, fields. */
import {
  anyOption,
  confirm,
  id,
  imageElement,
  optionGroup,
  overflowOption,
  placeholder,
  plainOption,
  plainText,
  url,
} from "./parts.ts";
import { richText } from "./rich-text.ts";
import { also, bool, list, matching, object, pick, type Rule, string, typed, whole, word } from "./shape.ts";

const style = word("primary", "danger");
const label = string(75);
const ids = list(id, 100);
const element = (
  type: string,
  required: Readonly<Record<string, Rule>> = {},
  optional: Readonly<Record<string, Rule>> = {},
): Rule => object({ type: word(type), ...required }, { action_id: id, ...optional });

const oneKindOfOptions = (rule: Rule): Rule =>
  also(rule, (menu, at, report) => {
    if ((menu["options"] === undefined) === (menu["option_groups"] === undefined))
      report(at, "needs options or option_groups, and not both");
  });
const asking = { confirm, focus_on_load: bool, placeholder };
const filter = object(
  {},
  {
    include: list(word("im", "mpim", "private", "public"), 4),
    exclude_external_shared_channels: bool,
    exclude_bot_users: bool,
  },
);
const choices = { options: list(plainOption, 100), option_groups: list(optionGroup, 100) };
const here = { default_to_current_conversation: bool, filter };
const one = (type: string, more: Readonly<Record<string, Rule>>): Rule => element(type, {}, { ...asking, ...more });
const many = (type: string, more: Readonly<Record<string, Rule>>): Rule =>
  one(type, { max_selected_items: whole(1, 100), ...more });
const respond = { response_url_enabled: bool };
const typeahead = { min_query_length: whole(0, 100) };

const input = { focus_on_load: bool, placeholder };
const dispatched = {
  ...input,
  dispatch_action_config: object({}, { trigger_actions_on: list(word("on_enter_pressed", "on_character_entered"), 2) }),
};
const feedbackButton = object({ text: plainText(75), value: string(2_000) }, { accessibility_label: label });
const pressed = { style, accessibility_label: label, confirm };

const elements: Readonly<Record<string, Rule>> = {
  button: element("button", { text: plainText(75) }, { value: string(2_000), url, ...pressed }),
  workflow_button: element(
    "workflow_button",
    {
      text: plainText(75),
      workflow: object({
        trigger: object(
          { url },
          { customizable_input_parameters: list(object({ name: id, value: string(2_000) }), 100) },
        ),
      }),
    },
    pressed,
  ),
  feedback_buttons: element("feedback_buttons", { positive_button: feedbackButton, negative_button: feedbackButton }),
  icon_button: element(
    "icon_button",
    { icon: word("trash"), text: plainText(75) },
    { value: string(2_000), accessibility_label: label, visible_to_user_ids: ids, confirm },
  ),
  overflow: element("overflow", { options: list(overflowOption, 5) }, { confirm }),
  checkboxes: element(
    "checkboxes",
    { options: list(anyOption, 10) },
    { initial_options: list(anyOption, 10), confirm, focus_on_load: bool },
  ),
  radio_buttons: element(
    "radio_buttons",
    { options: list(anyOption, 10) },
    { initial_option: anyOption, confirm, focus_on_load: bool },
  ),
  static_select: oneKindOfOptions(one("static_select", { ...choices, initial_option: plainOption })),
  multi_static_select: oneKindOfOptions(
    many("multi_static_select", { ...choices, initial_options: list(plainOption, 100) }),
  ),
  external_select: one("external_select", { initial_option: plainOption, ...typeahead }),
  multi_external_select: many("multi_external_select", { initial_options: list(plainOption, 100), ...typeahead }),
  users_select: one("users_select", { initial_user: id }),
  multi_users_select: many("multi_users_select", { initial_users: ids }),
  conversations_select: one("conversations_select", { initial_conversation: id, ...here, ...respond }),
  multi_conversations_select: many("multi_conversations_select", { initial_conversations: ids, ...here }),
  channels_select: one("channels_select", { initial_channel: id, ...respond }),
  multi_channels_select: many("multi_channels_select", { initial_channels: ids }),
  datepicker: one("datepicker", { initial_date: matching(/^\d{4}-\d{2}-\d{2}$/, "a date as YYYY-MM-DD") }),
  timepicker: one("timepicker", {
    initial_time: matching(/^([01]\d|2[0-3]):[0-5]\d$/, "a time as HH:mm"),
    timezone: id,
  }),
  datetimepicker: element(
    "datetimepicker",
    {},
    { initial_date_time: whole(1_000_000_000, 9_999_999_999), confirm, focus_on_load: bool },
  ),
  plain_text_input: element(
    "plain_text_input",
    {},
    {
      ...dispatched,
      initial_value: string(3_000, 0),
      multiline: bool,
      min_length: whole(0, 3_000),
      max_length: whole(1, 3_000),
    },
  ),
  number_input: element(
    "number_input",
    { is_decimal_allowed: bool },
    { ...dispatched, initial_value: string(255), min_value: string(255), max_value: string(255) },
  ),
  email_text_input: element("email_text_input", {}, { ...dispatched, initial_value: string(3_000, 0) }),
  url_text_input: element("url_text_input", {}, { ...dispatched, initial_value: string(3_000, 0) }),
  rich_text_input: element(
    "rich_text_input",
    {},
    { ...dispatched, initial_value: richText, min_lines: whole(1, 100), max_lines: whole(1, 100) },
  ),
  file_input: element("file_input", {}, { filetypes: list(string(20), 100), max_files: whole(1, 10) }),
  image: imageElement,
};

const selects = ["static", "external", "users", "conversations", "channels"].flatMap((kind) => [
  `${kind}_select`,
  `multi_${kind}_select`,
]);
const common = ["button", "checkboxes", "datepicker", "overflow", "radio_buttons", "timepicker", "workflow_button"];
const fields = ["email_text_input", "file_input", "number_input", "plain_text_input", "url_text_input"];
const place = (...names: readonly string[]): Rule => typed("element", pick(elements, names));

export const button = place("button");
export const inActions = place(...common, ...selects, "datetimepicker", "rich_text_input");
export const inSection = place(...common, ...selects, "image");
export const inContextActions = place("feedback_buttons", "icon_button");
export const inInput = place(
  ...fields,
  ...selects,
  "checkboxes",
  "datepicker",
  "datetimepicker",
  "radio_buttons",
  "rich_text_input",
  "timepicker",
);
