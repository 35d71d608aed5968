/** The `draw` command: a way of building as a picture, or as text. */
import { flowLines, type FlowPicture, flowPicture } from "../core/architecture-flow.ts";
import { architectureNamed } from "../core/architecture-named.ts";
import type { Architecture } from "../core/catalog.ts";
import { send } from "./json-lines.ts";
import type { Output } from "./layout.ts";

export interface DrawCommand {
  /** As somebody calls it. */
  readonly name: string;
  readonly architectures: readonly Architecture[];
  /** Where the PNG goes; text alone when left out. */
  readonly out: string | undefined;
  readonly draw: (picture: FlowPicture) => Promise<Uint8Array>;
  readonly write: (path: string, png: Uint8Array) => Promise<void>;
  readonly io: { readonly stdout: Output; readonly stderr: Output };
}

/** Returns the exit code: 0, or 2 when there is nothing to draw. */
export async function runDraw({ name, architectures, out, draw, write, io }: DrawCommand): Promise<number> {
  const drawn = architectures.filter(({ flow }) => flow !== undefined);
  const named = architectureNamed(name, drawn);
  const picture = named.kind === "found" ? flowPicture(named.architecture) : undefined;
  if (!picture) {
    const near = named.kind === "unknown" && named.near.length > 0 ? `Did you mean ${named.near.join(", or ")}? ` : "";
    const known = drawn.map(({ id }) => id).join(", ");
    await send(io.stderr, `There is no picture of “${name}”. ${near}There are ${known}.\n`);
    return 2;
  }
  await send(io.stdout, `${[picture.title, ...flowLines(picture)].join("\n")}\n`);
  if (out !== undefined) await write(out, await draw(picture));
  return 0;
}
