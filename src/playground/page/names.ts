/** Names as people write them, and signs as Slack sends them. */
import type { Person, Place, Shown } from "../protocol.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const byLength = (a: { name: string }, b: { name: string }): number => b.name.length - a.name.length;
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** What somebody typed as Slack's clients send it: signs escaped, names as ids. */
export function toWire(typed: string, { people, places }: Pick<Shown, "people" | "places">): string {
  let text = typed.replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign);
  for (const { name, id } of [...people].sort(byLength))
    text = text.replaceAll(new RegExp(`@${escaped(name)}(?![\\w])`, "gi"), `<@${id}>`);
  for (const { name, id } of places.filter(({ kind }) => kind !== "im").sort(byLength))
    text = text.replaceAll(new RegExp(`#${escaped(name)}(?![\\w-])`, "g"), `<#${id}|${name}>`);
  return text;
}

/** The same back, for somebody who edits it. */
export function toTyped(wire: string, { people, places }: Pick<Shown, "people" | "places">): string {
  return wire
    .replaceAll(
      /<@(\w+)(?:\|[^>]*)?>/g,
      (sign, id: string) => `@${people.find((each) => each.id === id)?.name ?? sign}`,
    )
    .replaceAll(
      /<#(\w+)(?:\|[^>]*)?>/g,
      (sign, id: string) => `#${places.find((each) => each.id === id)?.name ?? sign}`,
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

export const titleOf = (place: Place, { people, app, me }: Pick<Shown, "people" | "app" | "me">): string =>
  place.kind === "im" ? app.name : ((place.name || people.find((each) => each.id !== me.id)?.name) ?? place.id);

export const firstName = (person: Person | undefined): string => person?.name.split(" ")[0] ?? "Somebody";

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const dateOf = (ts: string): Date => new Date(Number(ts) * 1_000);
export const timeOf = (ts: string): string => clock.format(dateOf(ts));
export const isoOf = (ts: string): string => dateOf(ts).toISOString();
export function dayOf(ts: string): string {
  const date = dateOf(ts);
  return date.toDateString() === new Date().toDateString() ? "Today" : day.format(date);
}
