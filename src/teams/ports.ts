/** What Teams needs of the store, and no more; `main` hands it in. */
import type { PlatformStore, Posted } from "../core/platform.ts";

export * from "../core/platform.ts";

export interface KeptConversation {
  readonly key: string;
  readonly userKey: string | null;
  readonly serviceUrl: string;
  readonly doc: unknown;
}

export interface TeamsStore extends PlatformStore {
  readonly answers: PlatformStore["answers"] & {
    readonly byMessage: (channel: string, message: string) => Promise<Posted | undefined>;
    readonly inThread: (channel: string, thread: string, since: number, most: number) => Promise<readonly Posted[]>;
  };
  readonly conversations: {
    readonly keep: (conversation: KeptConversation) => Promise<void>;
    readonly get: (key: string) => Promise<KeptConversation | undefined>;
    readonly withPerson: (userKey: string) => Promise<KeptConversation | undefined>;
    readonly remove: (key: string) => Promise<boolean>;
  };
}
