export type Args = Readonly<Record<string, unknown>>;

/** A message as it stands in Teams. */
export interface TeamsMessage {
  readonly id: string;
  readonly conversation: string;
  /** As it was sent, key by key. */
  readonly activity: Args;
  readonly replyTo: string | undefined;
  /** Only this person sees it. */
  readonly onlyFor: string | undefined;
  readonly deleted: boolean;
  readonly edits: number;
  /** When it was posted. */
  readonly at: number;
}

/** A call to the connector. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: Args;
  /** The bytes of the body. */
  readonly text: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly status: number;
  /** What it was told, where it was told anything. */
  readonly said?: Args;
  readonly at: number;
}

/** What happens to a call instead of what should. */
export interface Trouble {
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Teams does it, and nobody hears of it. */
  readonly loseAnswer?: boolean;
  /** Nothing happens before that. */
  readonly until?: Promise<unknown>;
  readonly beforeMs?: number;
  readonly afterMs?: number;
  /** The connection ends, and nothing happened. */
  readonly cut?: boolean;
}
