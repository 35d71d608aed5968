/** Block Kit's interactive elements: what the library draws without telling anybody when it is used. */
import { useId, useState } from "react";
import type { Json } from "../protocol.ts";
import { Confirm } from "./confirm.tsx";
import { Choice, Choices } from "./choices.tsx";
import { labelOf, type Option, textOf } from "./block-text.ts";
import { FeedbackButtons } from "./feedback.tsx";
import { Icon } from "./icons.tsx";
import type { Use } from "./use.ts";

interface Props extends Use {
  readonly element: Json;
}

function ButtonElement({ element, use }: Props) {
  const [asking, setAsking] = useState<Json>();
  const { style, url } = element; // its value is in the workspace, which adds it
  const press = (): void => {
    if (typeof url === "string" && /^https?:/.test(url)) window.open(url, "_blank", "noopener");
    use(element, {}, true);
  };
  const confirm = element["confirm"] as Json | undefined;
  return (
    <>
      <button
        type="button"
        className={`bk-button ${style === "primary" || style === "danger" ? style : ""}`}
        aria-label={typeof element["accessibility_label"] === "string" ? element["accessibility_label"] : undefined}
        onClick={() => (confirm === undefined ? press() : setAsking(confirm))}
      >
        {element["type"] === "icon_button" ? <Icon name="trash" /> : null}
        {textOf(element["text"])}
      </button>
      {asking ? <Confirm confirm={asking} onYes={press} onDone={() => setAsking(undefined)} /> : null}
    </>
  );
}

const inputTypes: Readonly<Record<string, string>> = {
  number_input: "text",
  email_text_input: "email",
  url_text_input: "url",
  datepicker: "date",
  timepicker: "time",
  datetimepicker: "datetime-local",
};
/** Under which name a picked value is sent. */
const pickedAs: Readonly<Record<string, string>> = { datepicker: "selected_date", timepicker: "selected_time" };
const initials = ["initial_value", "initial_date", "initial_time"];

function TextElement({ element, use, label, describedBy, isInvalid }: Props) {
  const type = String(element["type"]);
  const initial = initials.map((name) => element[name]).find((value) => typeof value === "string");
  const [value, setValue] = useState(initial ?? "");
  const put = (text: string): void => {
    setValue(text);
    if (type === "datetimepicker") use(element, { selected_date_time: Math.floor(Date.parse(text) / 1_000) }, true);
    else use(element, { [pickedAs[type] ?? "value"]: text === "" ? null : text }, pickedAs[type] !== undefined);
  };
  const common = {
    value,
    className: "bk-input",
    "aria-label": label ?? labelOf(element),
    "aria-describedby": describedBy,
    "aria-invalid": isInvalid ? true : undefined,
    placeholder: textOf(element["placeholder"]),
    maxLength: typeof element["max_length"] === "number" ? element["max_length"] : undefined,
    autoFocus: element["focus_on_load"] === true,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => put(target.value),
  };
  const isLong = element["multiline"] === true || type === "rich_text_input";
  return isLong ? (
    <textarea rows={5} {...common} />
  ) : (
    <input type={inputTypes[type] ?? "text"} inputMode={type === "number_input" ? "decimal" : undefined} {...common} />
  );
}

/** Whom or what a menu offers, where the workspace says it. */
function optionsOf(element: Json, { people, places }: Use["shown"]): Option[] {
  const type = String(element["type"]);
  if (type.includes("users_select"))
    return people.filter(({ isApp }) => !isApp).map(({ id, name }) => ({ value: id, label: name, raw: id }));
  if (/conversations_select|channels_select/.test(type))
    return places
      .filter(({ kind }) => kind !== "im")
      .map(({ id, name }) => ({ value: id, label: `#${name}`, raw: id }));
  const groups = (element["option_groups"] ?? [{ options: element["options"] ?? [] }]) as readonly Json[];
  return groups.flatMap((group) =>
    ((group["options"] ?? []) as readonly Json[]).map((option) => ({
      value: String(option["value"]),
      label: textOf(option["text"]),
      description: textOf(option["description"]),
      group: textOf(group["label"]),
      raw: option,
    })),
  );
}

const kindOf = (type: string): string =>
  type.includes("users")
    ? "user"
    : type.includes("conversations")
      ? "conversation"
      : type.includes("channels")
        ? "channel"
        : "option";

function MenuElement({ element, ...use }: Props) {
  const type = String(element["type"]);
  const id = useId();
  const kind = kindOf(type);
  const isMany = type.startsWith("multi_") || type === "checkboxes";
  const options = optionsOf(element, use.shown);
  const chosen = isMany ? element[`initial_${kind}s`] : element[`initial_${kind}`];
  const choose = (raw: unknown): void =>
    use.use(element, { [isMany ? `selected_${kind}s` : `selected_${kind}`]: raw }, true);
  if (type.includes("external_select"))
    return <p className="bk-hint">A menu that asks the app for its entries is not in the playground.</p>;
  const props = { id, element, options, label: use.label ?? labelOf(element), describedBy: use.describedBy };
  return isMany ? (
    <Choices {...props} initial={(chosen ?? []) as readonly unknown[]} choose={choose} />
  ) : (
    <Choice {...props} initial={chosen} choose={choose} />
  );
}

/** Draws an element by its type; what is not known says so. */
export function Element(props: Props) {
  const type = String(props.element["type"]);
  if (type === "button" || type === "icon_button" || type === "workflow_button") return <ButtonElement {...props} />;
  if (type === "feedback_buttons") return <FeedbackButtons {...props} />;
  if (/select$|^checkboxes$|^radio_buttons$|^overflow$/.test(type)) return <MenuElement {...props} />;
  if (type === "file_input") return <p className="bk-hint">Files go through the message field in the playground.</p>;
  if (/_input$|picker$/.test(type)) return <TextElement {...props} />;
  return <p className="bk-hint">An element that the playground does not know: {type}</p>;
}
