/** What Slack needs of the store, and no more; `main` hands it in. */
import type { PlatformStore, Posted } from "../core/platform.ts";

export * from "../core/platform.ts";

export interface SlackStore extends PlatformStore {
  readonly answers: PlatformStore["answers"] & {
    readonly lastInThread: (channel: string, thread: string) => Promise<Posted | undefined>;
    readonly lastOf: (
      userKeys: readonly string[],
      kind: string,
    ) => Promise<(Posted & { readonly createdAt: number }) | undefined>;
  };
}
