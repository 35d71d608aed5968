/** Where people are reached, and who they are elsewhere. */

/** A conversation on a platform that has to be told where it is each time (Teams). */
export interface ConversationTable {
  /** Unique across tenants: teams:<tenant>/<conversation>. */
  key: string;
  /** Whose it is, where it is one person's. */
  user_key: string | null;
  service_url: string;
  /** JSON: what the platform wants to see again. */
  doc: string;
  updated_at: number;
}

/** Identities of one person; all with the same `person` are. */
export interface LinkTable {
  user_key: string;
  person: string;
  at: number;
}

/** A code that an admin gave out, to be typed once. */
export interface LinkCodeTable {
  code_hash: string;
  user_key: string;
  made_by: string;
  expires_at: number;
}
