/** The `compare` command: tables by name, each cell with what it rests on. */
import type { Block } from "../core/reply.ts";
import { send, toJson } from "./json-lines.ts";
import { type Look, lookOf, type Output, paragraph } from "./layout.ts";
import { table } from "./table.ts";

type Table = Extract<Block, { kind: "table" }> & {
  readonly sources: readonly (readonly (readonly string[])[])[];
  readonly lettered: readonly (readonly string[])[];
  readonly notes: readonly string[];
};
export interface CompareCommand {
  readonly made:
    | { readonly ok: true; readonly tables: readonly Table[] }
    | { readonly ok: false; readonly problems: readonly string[] };
  readonly json: boolean;
  readonly io: { readonly stdout: Output; readonly stderr: Output };
}

const shown = (one: Table, look: Look): string =>
  [
    [paragraph(`**${one.caption}**`, look), ...table({ ...one, rows: one.lettered }, look)].join("\n"),
    ...one.notes.map((note) => paragraph(note, look)),
  ].join("\n\n");

/** Returns the exit code: 0, or 2 when something that was named is not there. */
export async function runCompare({ made, json, io }: CompareCommand): Promise<number> {
  if (!made.ok) {
    await send(io.stderr, `${made.problems.join("\n")}\n`);
    return 2;
  }
  const plain = made.tables.map(({ caption, columns, rows, sources, notes }) => ({
    caption,
    columns,
    rows,
    sources,
    notes,
  }));
  const look = lookOf(io.stdout);
  const text = json ? toJson({ tables: plain }) : made.tables.map((one) => shown(one, look)).join("\n\n");
  await send(io.stdout, `${text}\n`);
  return 0;
}
