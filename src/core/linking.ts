/** One person in two apps: an admin gave them a code for their identity in the other one, and here it is typed. */

export interface LinkStore {
  readonly links: {
    readonly redeem: (code: string) => Promise<string | undefined>;
    readonly join: (a: string, b: string) => Promise<void>;
  };
  readonly rate: {
    readonly hit: (key: string, limit: number, windowMs: number) => Promise<{ readonly allowed: boolean }>;
  };
}

const mostTries = 5;
const windowMs = 10 * 60_000;
const names: Readonly<Record<string, string>> = { slack: "your Slack account", teams: "your Teams account" };

/** What stands after `link`: a code, or nothing yet; anything else is a question. */
export const alonePattern = /^(?:[A-Z0-9]{4}[-\s]?[A-Z0-9]{4})?$/i;

/** @returns what to tell the person */
export async function linkWith({ links, rate }: LinkStore, key: string, code: string): Promise<string> {
  if (code.trim() === "") return "Type the code after it that an admin gave you; it looks like ABCD-EFGH.";
  const tries = await rate.hit(`link:${key}`, mostTries, windowMs);
  if (!tries.allowed) return "That was one code too many. Please wait ten minutes, then try once more.";
  const other = await links.redeem(code);
  if (other === undefined)
    return "I know no such code: it may have been used, or it is older than half an hour. Ask your admin for a new one.";
  if (other === key) return "That code is for yourself. Type it in the other app.";
  await links.join(other, key);
  const name = names[other.split(":")[0] ?? ""] ?? "your other account";
  return `You are linked with ${name}: what you began there you can finish here. Say history to see it.`;
}
