/** The `draw` command: a way of building as a picture, or as text. */
import { flowLines, type FlowPicture } from "../core/architecture-flow.ts";
import { send } from "./json-lines.ts";
import type { Output } from "./layout.ts";

export interface DrawCommand {
  /** Undefined where there is no such way of building, or its file has no flow. */
  readonly picture: FlowPicture | undefined;
  readonly id: string;
  readonly known: readonly string[];
  /** Where the PNG goes; text alone when left out. */
  readonly out: string | undefined;
  readonly draw: (picture: FlowPicture) => Promise<Uint8Array>;
  readonly write: (path: string, png: Uint8Array) => Promise<void>;
  readonly io: { readonly stdout: Output; readonly stderr: Output };
}

/** Returns the exit code: 0, or 2 when there is nothing to draw. */
export async function runDraw({ picture, id, known, out, draw, write, io }: DrawCommand): Promise<number> {
  if (!picture) {
    await send(io.stderr, `There is no picture of “${id}”; there are ${known.join(", ")}.\n`);
    return 2;
  }
  await send(io.stdout, `${[picture.title, ...flowLines(picture)].join("\n")}\n`);
  if (out !== undefined) await write(out, await draw(picture));
  return 0;
}
