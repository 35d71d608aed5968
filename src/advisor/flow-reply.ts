/** Who sends what where in a way of building, as a reply. */
import { flowLines, type FlowPicture, flowPicture } from "../core/architecture-flow.ts";
import { architectureNamed } from "../core/architecture-named.ts";
import type { Reply } from "../core/reply.ts";
import { plainReply } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

export function flowReply(
  name: string,
  { catalog }: KnowledgeBase,
): { readonly reply: Reply; readonly picture?: FlowPicture } {
  const all = [...catalog.architectures.values()].filter(({ flow }) => flow !== undefined);
  const named = architectureNamed(name, all);
  const picture = named.kind === "found" ? flowPicture(named.architecture) : undefined;
  if (named.kind === "unknown" || !picture) {
    const near = named.kind === "unknown" ? named.near : [];
    const known = all.map(({ names, short }) => names[0] ?? short).join(", ");
    const says = [...(near.length > 0 ? [`Did you mean ${near.join(", or ")}?`] : []), `I can draw: ${known}.`];
    return { reply: plainReply("help", "What shall I draw?", says, catalog) };
  }
  const steps = flowLines(picture).map((line) => ({ text: line.replace(/^\d+\. /, ""), cites: [] }));
  const reply = plainReply("help", picture.title, [named.architecture.summary], catalog, [{ kind: "steps", steps }]);
  return { reply, picture };
}
