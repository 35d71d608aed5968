/** Words of a Teams message: Markdown, of which all HTML comes out as text, and sources as chips. */
import { micromark } from "micromark";
import type { Json } from "../protocol.ts";

/** A link to what is not safe to open loses its address: then it is none, where the library would leave one to this page. */
export const toHtml = (text: string): string => micromark(text).replaceAll('<a href="">', "<a>");

interface Claim {
  readonly position: number;
  readonly appearance: { readonly name: string; readonly abstract: string };
}

/** The sources that an activity names, by number. */
export function claimsOf(activity: Json): ReadonlyMap<number, string> {
  const roots = (activity["entities"] ?? []) as readonly { readonly citation?: readonly Claim[] }[];
  return new Map(
    roots.flatMap(({ citation = [] }) =>
      citation.map(({ position, appearance: { name, abstract } }) => [position, `${name}. ${abstract}`] as const),
    ),
  );
}

export function wordsOf(text: string, claims: ReadonlyMap<number, string>): HTMLElement {
  const words = document.createElement("div");
  words.className = "teams-words";
  words.innerHTML = toHtml(text);
  for (const link of words.querySelectorAll("a")) Object.assign(link, { target: "_blank", rel: "noopener noreferrer" });
  const texts = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  const all: Text[] = [];
  while (texts.nextNode()) all.push(texts.currentNode as Text);
  for (const each of all) each.replaceWith(...each.data.split(/(\[\d+\])/).map((piece) => chip(piece, claims)));
  return words;
}

/** Teams makes a chip of `[1]` where it is told of a first source, and leaves it as it is where it is not. */
function chip(piece: string, claims: ReadonlyMap<number, string>): string | HTMLElement {
  const number = Number(/^\[(\d+)\]$/.exec(piece)?.[1]);
  const says = claims.get(number);
  if (says === undefined) return piece;
  const made = document.createElement("span");
  made.className = "teams-chip";
  made.textContent = String(number);
  made.title = says;
  made.tabIndex = 0;
  made.setAttribute("role", "note");
  made.setAttribute("aria-label", `Source ${number}: ${says}`);
  return made;
}
