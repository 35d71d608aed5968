/** Who is not of our tenant: guests, and people whom another organisation brings into a shared channel or a chat. */
import { codeOf } from "./api.ts";
import type { Desk } from "./asking.ts";
import type { Reader } from "./reader.ts";
import { Refused } from "./transport.ts";

export const notForGuests = "Guests and people of other organisations can't do that here.";

const believedMs = 60 * 60_000;
const mostKept = 5_000;
const known = new WeakMap<Desk, Map<string, { readonly isExternal: boolean; readonly until: number }>>();

/** Asks Teams, for nothing in a message says it. Whoever Teams does not know is external: that may only cost rights. */
export async function isExternal(desk: Desk, { where, id, key }: Reader): Promise<boolean> {
  const kept = known.get(desk) ?? new Map<string, { isExternal: boolean; until: number }>();
  known.set(desk, kept);
  const before = kept.get(key);
  if (before && Date.now() < before.until) return before.isExternal;
  try {
    const { role, tenant, principal, aadObjectId } = await desk.transport.member(where, id);
    const isGuest = role !== undefined && role.toLowerCase() !== "user" && role.toLowerCase() !== "owner";
    const isForeign = tenant !== undefined && tenant.toLowerCase() !== where.tenant;
    const isInvited = principal !== undefined && /#ext#/i.test(principal);
    const isAnother = aadObjectId !== undefined && !key.endsWith(`/${aadObjectId.toLowerCase()}`);
    const isOutside = isGuest || isForeign || isInvited || isAnother;
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { isExternal: isOutside, until: Date.now() + believedMs });
    return isOutside;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    desk.log("teams-member-unknown", { error: codeOf(error), status: error.status });
    return true;
  }
}
