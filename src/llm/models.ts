import type { BackendName } from "../core/route/policy.ts";
import type { BackendStates } from "../core/route/route.ts";
import type { Backend } from "./backend.ts";
import type { Worded } from "./dress.ts";
import type { Called, CallOptions, ChatRequest } from "./types.ts";

/** The models that are configured: none, one or both. */
export interface Models {
  readonly backends: readonly Backend[];
  readonly states: () => BackendStates;
  /** Asks in this order until one answers, and nobody else: the order is the policy's. Words that came stay with who said them. */
  readonly ask: (order: readonly BackendName[], request: ChatRequest, options?: CallOptions) => Promise<Asked>;
}

export type Asked = Called & {
  /** Who answered, or failed last. */
  readonly by: Worded | undefined;
};

export function createModels(backends: readonly Backend[]): Models {
  const named = (name: BackendName): Backend | undefined => backends.find(({ settings }) => settings.name === name);
  return {
    backends,
    states: () => ({
      open: named("open")?.state() ?? "absent",
      closed: named("closed")?.state() ?? "absent",
      openOutside: named("open")?.settings.outside,
    }),
    ask: async (order, request, options = {}) => {
      let last: Asked = { ok: false, why: "absent", usage: { inputTokens: 0, outputTokens: 0 }, by: undefined };
      let spoke = false;
      const onText = (piece: string): void => {
        spoke = true;
        options.onText?.(piece);
      };
      for (const name of order) {
        const backend = named(name);
        if (!backend) continue;
        const called = await backend.chat(request, { signal: options.signal, onText });
        last = { ...called, by: byOf(backend) };
        if (called.ok || spoke || options.signal?.aborted) return last;
      }
      return last;
    },
  };
}

const byOf = ({ settings: { name, model, outside } }: Backend): Worded => ({
  backend: name,
  model,
  ...(outside === undefined ? {} : { outside }),
});
