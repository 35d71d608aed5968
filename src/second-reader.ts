/** Asks a model what it reads in the description of a case, where the policy lets one see it. Nothing is decided by that. */
import type { Logger } from "pino";
import type { Writers } from "./answerer.ts";
import { partsOf } from "./core/follow-up.ts";
import type { SecondReader } from "./core/ports.ts";
import { type Route, route, type Whereabouts } from "./core/route/route.ts";
import { createVeil } from "./core/sensitive/veil.ts";
import type { Served } from "./knowledge-service.ts";
import { placed } from "./llm/dress.ts";
import type { Ladder } from "./llm/structured.ts";
import { frames } from "./log.ts";
import { factsByModel } from "./understanding.ts";

/** Undefined where no model is configured: then the rules read alone. */
export function secondReaderFor(
  { current }: Pick<Served, "current">,
  log: Pick<Logger, "info" | "error">,
  writers: Pick<Writers, "models" | "prompts"> | undefined,
): SecondReader | undefined {
  if (!writers || writers.models.backends.length === 0) return undefined;
  const { models, prompts } = writers;
  const ladder: Ladder = new Map();
  /** As a case that is told in a chat is routed. */
  const routed = (text: string, at: Whereabouts): Route =>
    route(
      { texts: [text], parts: partsOf(text).length, advisor: "decide", at },
      current().catalog.routing,
      models.states(),
    );
  return {
    mayRead: (text, at) => prompts().prompts.extract !== undefined && routed(text, at).order.length > 0,
    read: async (text, at, signal) => {
      try {
        const kb = current();
        const { order, rules } = routed(text, at);
        const prompt = prompts().prompts.extract?.hash;
        if (order.length === 0) return undefined;
        const told = await factsByModel(text, {
          models,
          ladder,
          prompts: prompts(),
          order,
          kb,
          veil: createVeil(kb.catalog.routing?.sensitive.names),
          signal: signal instanceof AbortSignal ? signal : undefined,
        });
        const came = told.ok ? { facts: told.facts.length } : { why: told.why };
        log.info({ platform: at.platform, rules, prompt, ...came }, "description read by a model");
        return told.ok && told.by ? { by: placed(told.by), facts: told.facts } : undefined;
      } catch (error) {
        log.error({ code: "second-reading-failed", error: frames(error) }, "bug");
        return undefined;
      }
    },
  };
}
