/** `/weigh draw …`: a way of building as text for one person, and as a picture in their direct messages. */
import type { Actor } from "../assess/at.ts";
import { directWith } from "../assess/post.ts";
import { codeOf } from "../api.ts";
import { Later } from "../ports.ts";
import { saying, show, tell } from "../private.ts";
import type { Respond } from "../response-url.ts";

export async function draw(actor: Actor, respond: Respond, name: string): Promise<void> {
  const { desk, run, team, client, who } = actor;
  const drawn = await desk.costing?.flow(name);
  if (!drawn) {
    await tell(desk, run, respond, saying("I can draw nothing here."));
    return;
  }
  const { picture, reply } = drawn;
  const where = { kind: "note", text: "The picture comes in your direct messages with me." } as const;
  await show(desk, run, respond, picture ? { ...reply, blocks: [...reply.blocks, where] } : reply);
  if (!picture) return;
  try {
    const channel_id = await directWith(actor, who.id);
    const file = {
      channel_id,
      filename: "flow.png",
      title: drawn.reply.title,
      file: Buffer.from(picture.png),
      alt_text: picture.alt,
    };
    await desk.courtesy(team, "files.uploadV2", () => client.files.uploadV2(file as never));
  } catch (error) {
    // The words were told already: they say the same.
    if (error instanceof Later) desk.log("slack-picture-not-sent", { error: "wait" });
    else desk.log("slack-file-refused", { error: codeOf(error) });
  }
}
