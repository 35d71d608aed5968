/** Block Kit's composition objects: texts, options, confirmations, pictures. */
import { also, bool, isObject, list, object, type Rule, string, typed, word } from "./shape.ts";

export const plainText = (most: number): Rule =>
  object({ type: word("plain_text"), text: string(most) }, { emoji: bool });
export const mrkdwn = (most: number): Rule => object({ type: word("mrkdwn"), text: string(most) }, { verbatim: bool });
export const anyText = (most: number): Rule => typed("text", { plain_text: plainText(most), mrkdwn: mrkdwn(most) });

export const id = string(255);
export const url = string(3_000);
export const placeholder = plainText(150);

export const confirm = object(
  { text: anyText(300) },
  { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: word("primary", "danger") },
);

/** Types say 75 for `value`, others 150: the strict one. */
const option = (text: Rule, more: Readonly<Record<string, Rule>> = {}): Rule =>
  object({ text, value: string(75) }, { description: anyText(75), ...more });
export const plainOption = option(plainText(75));
export const anyOption = option(anyText(75));
export const overflowOption = option(plainText(75), { url });
export const optionGroup = object({ label: plainText(75), options: list(plainOption, 100) });

const slackFile = also(object({}, { id: string(255), url }), (file, at, report) => {
  if ((file["id"] === undefined) === (file["url"] === undefined)) report(at, "needs id or url, and not both");
});
const pictureFields = { image_url: url, slack_file: slackFile };
const onePicture = (rule: Rule): Rule =>
  also(rule, (image, at, report) => {
    if ((image["image_url"] === undefined) === (image["slack_file"] === undefined))
      report(at, "needs image_url or slack_file, and not both");
  });
export const imageElement = onePicture(object({ type: word("image"), alt_text: string(2_000) }, pictureFields));
export const imageBlock = onePicture(
  object({ type: word("image"), alt_text: string(2_000) }, { ...pictureFields, title: plainText(2_000), block_id: id }),
);

/** Every string below `value` that people read, with its name. */
export function textsIn(value: unknown, name = ""): string[] {
  if (typeof value === "string") return readable.has(name) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(each, name));
  return isObject(value) ? Object.entries(value).flatMap(([key, each]) => textsIn(each, key)) : [];
}
const readable = new Set(["text", "title", "caption", "alt_text", "label", "name", "x_label", "y_label", "categories"]);
