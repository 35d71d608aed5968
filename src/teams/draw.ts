/** `draw …`: who sends what where in a way of building, as words and as a picture in the card itself, for one person. */
import { saying, showing } from "./activity.ts";
import type { Desk } from "./asking.ts";
import { card, type Piece } from "./cards.ts";
import { limits } from "./limits.ts";
import { tell } from "./private.ts";
import type { Reader } from "./reader.ts";
import type { Run } from "./ports.ts";
import { replyPieces } from "./render.ts";
import { literal } from "./safe.ts";

export async function draw(desk: Desk, run: Run, reader: Reader, name: string): Promise<void> {
  const drawn = await desk.costing?.flow(name, true);
  if (!drawn) {
    await tell(desk, run, reader, saying("I can draw nothing here."));
    return;
  }
  const { reply, picture } = drawn;
  const image = picture ? imageOf(picture) : [];
  const body = [...replyPieces(reply, limits.body - limits.picture), ...image];
  await tell(
    desk,
    run,
    reader,
    showing(reply.title, card(body, image.length > 0 ? { msteams: { width: "full" } } : {})),
  );
}

/** Nothing where it is larger than a message may be: the words say the same. */
function imageOf({ png, alt }: { readonly png: Uint8Array; readonly alt: string }): Piece[] {
  const url = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  return url.length > limits.picture ? [] : [{ type: "Image", url, altText: literal(alt), size: "Stretch" }];
}
