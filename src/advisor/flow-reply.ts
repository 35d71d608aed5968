/** Who sends what where in a way of building, as a reply. */
import { flowLines, type FlowPicture, flowPicture } from "../core/architecture-flow.ts";
import { didYouMean } from "../core/did-you-mean.ts";
import type { Reply } from "../core/reply.ts";
import { plainReply } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

export function flowReply(
  name: string,
  { catalog }: KnowledgeBase,
): { readonly reply: Reply; readonly picture?: FlowPicture } {
  const all = [...catalog.architectures.values()].filter(({ flow }) => flow !== undefined);
  const wanted = name.trim().toLowerCase();
  const found = all.find(({ id, title, short, names }) =>
    [id, id.replaceAll("-", " "), title, short, ...names].some((one) => one.toLowerCase() === wanted),
  );
  const picture = found && flowPicture(found);
  if (!found || !picture) {
    const near = didYouMean(
      wanted,
      all.flatMap(({ id, names }) => [id, ...names]),
    );
    const known = all.map(({ names, short }) => names[0] ?? short).join(", ");
    const says = [...(near ? [`Did you mean ${near}?`] : []), `I can draw: ${known}.`];
    return { reply: plainReply("help", "What shall I draw?", says, catalog) };
  }
  const steps = flowLines(picture).map((line) => ({ text: line.replace(/^\d+\. /, ""), cites: [] }));
  const reply = plainReply("help", picture.title, [found.summary], catalog, [{ kind: "steps", steps }]);
  return { reply, picture };
}
