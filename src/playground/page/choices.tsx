/** Menus, radio buttons, boxes to tick. */
import { useState } from "react";
import type { Json } from "../protocol.ts";
import { asText } from "../shape.ts";
import type { Option } from "./block-text.ts";
import { Icon } from "./icons.tsx";
import { Menu } from "./menu.tsx";

interface Props {
  readonly id: string;
  readonly element: Json;
  readonly options: readonly Option[];
  readonly label: string;
  readonly describedBy?: string | undefined;
  readonly choose: (raw: unknown) => void;
}

const valueOf = (raw: unknown): string =>
  typeof raw === "string" ? raw : asText((raw as Json | undefined)?.["value"]);

const Said = ({ option: { label, description } }: { readonly option: Option }) => (
  <span>
    {label}
    {description ? <small>{description}</small> : null}
  </span>
);

/** One of several: a menu, radio buttons, or the three dots. */
export function Choice({
  id,
  element,
  options,
  label,
  describedBy,
  initial,
  choose,
}: Props & { readonly initial: unknown }) {
  const [value, setValue] = useState(valueOf(initial));
  const pick = (next: string): void => {
    setValue(next);
    const found = options.find((option) => option.value === next);
    choose(found?.raw ?? null);
  };
  if (element["type"] === "overflow")
    return (
      <Menu label="More options" icon={<Icon name="dots" />}>
        {options.map((option) => ({ label: option.label, act: () => pick(option.value) }))}
      </Menu>
    );
  if (element["type"] === "radio_buttons")
    return (
      <fieldset className="bk-options" aria-describedby={describedBy}>
        <legend className="hidden">{label}</legend>
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={id} checked={value === option.value} onChange={() => pick(option.value)} />
            <Said option={option} />
          </label>
        ))}
      </fieldset>
    );
  const groups = [...new Set(options.map(({ group = "" }) => group))];
  return (
    <select
      className="bk-input"
      aria-label={label}
      aria-describedby={describedBy}
      value={value}
      onChange={({ target }) => pick(target.value)}
    >
      <option value="">{label}</option>
      {groups.map((group) => {
        const inside = options
          .filter((option) => (option.group ?? "") === group)
          .map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ));
        return group === "" ? (
          inside
        ) : (
          <optgroup key={group} label={group}>
            {inside}
          </optgroup>
        );
      })}
    </select>
  );
}

/** Any number of several. */
export function Choices({
  options,
  label,
  describedBy,
  initial,
  choose,
}: Props & { readonly initial: readonly unknown[] }) {
  const [values, setValues] = useState<readonly string[]>(initial.map(valueOf));
  const toggle = (value: string): void => {
    const next = values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
    setValues(next);
    choose(options.filter((option) => next.includes(option.value)).map(({ raw }) => raw));
  };
  return (
    <fieldset className="bk-options" aria-describedby={describedBy}>
      <legend className="hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="checkbox" checked={values.includes(option.value)} onChange={() => toggle(option.value)} />
          <Said option={option} />
        </label>
      ))}
    </fieldset>
  );
}
