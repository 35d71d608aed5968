/** Who said it, as a small square. */
import type { Person } from "../protocol.ts";
import { Icon } from "./icons.tsx";

const shades = 6;

export function Avatar({ person, small = false }: { readonly person: Person | undefined; readonly small?: boolean }) {
  const name = person?.name ?? "Slackbot";
  const initials = name
    .split(" ")
    .map((word) => word[0])
    .join("")
    .slice(0, 2);
  const shade = Array.from(person?.id ?? "S").reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % shades;
  return (
    <span className={`avatar shade-${person?.isApp ? "app" : shade} ${small ? "small" : ""}`} aria-hidden="true">
      {person?.isApp ? <Icon name="app" /> : initials}
    </span>
  );
}
