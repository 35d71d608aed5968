import type { Incoming } from "./incoming.ts";
import { userKey } from "./place.ts";
import type { Where } from "./transport.ts";

/** Somebody who is to be told something. */
export interface Reader {
  readonly where: Where;
  /** Teams' id. */
  readonly id: string;
  readonly key: string;
  /** The message of theirs that is answered. */
  readonly message?: string | undefined;
}

/** @throws when there is no sender: `sort` lets none through */
export function readerOf({ where, from, id, type }: Incoming): Reader {
  if (!from) throw new Error("nobody sent this");
  return { where, id: from.id, key: userKey(where.tenant, from), ...(type === "message" ? { message: id } : {}) };
}
