/** Models for which a table of models had no room: none is dropped silently. */
import { mostSideBySide } from "../core/compare.ts";
import type { Block } from "../core/reply.ts";

export function leftOut(all: readonly { readonly name: string }[]): Block[] {
  const names = all.slice(mostSideBySide).map(({ name }) => name);
  return names.length === 0
    ? []
    : [{ kind: "note", text: `At most ${mostSideBySide} stand side by side; left out: ${names.join(", ")}.` }];
}
