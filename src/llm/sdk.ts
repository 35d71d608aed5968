import type OpenAI from "openai";
import type { BackendSettings } from "./types.ts";

/** The SDK over one server, loaded at the first call: a quarter of a second, only for those who use a model. */
export function sdkOf(
  { baseUrl, apiKey }: Pick<BackendSettings, "baseUrl" | "apiKey">,
  timeoutMs: number,
): () => Promise<OpenAI> {
  let loading: Promise<OpenAI> | undefined;
  return () =>
    (loading ??= import("openai").then(
      // Where a server asks for no key the SDK still wants one, and would take OPENAI_API_KEY from the environment.
      ({ default: Client }) =>
        new Client({
          baseURL: baseUrl,
          apiKey: apiKey ?? "none",
          organization: null,
          project: null,
          maxRetries: 0, // retries are ours, where the budget is known
          timeout: timeoutMs,
          logLevel: "off",
        }),
    ));
}
