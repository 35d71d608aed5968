/** "Draw hybrid router": who sends what where, as steps; platforms with pictures have a command of their own for them. */
import type { Advisor } from "./asked.ts";
import { flowReply } from "./flow-reply.ts";

const asksDrawing =
  /^(?:please )?(?:draw|sketch|diagram)(?: me)?(?: (?:a|an|the))?(?: (?:diagram|flow|picture) of(?: (?:a|an|the))?)? (.+?)[.!? ]*$/;

export const draw: Advisor = {
  name: "draw",
  example: "Draw hybrid router",
  reply({ lower }, kb) {
    const [, name] = asksDrawing.exec(lower) ?? [];
    if (name === undefined) return undefined;
    const { reply, picture } = flowReply(name, kb);
    // "Draw me a table of …" and "draw conclusions" are for others.
    if (!picture && !/did you mean/i.test(JSON.stringify(reply.blocks))) return undefined;
    return { reply, entries: [], confidence: 1 };
  },
};
