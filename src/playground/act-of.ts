/** Tells an act from anything else that a page may send. */
import type { Act } from "./protocol.ts";
import type { Args } from "./workspace/types.ts";

const strings: { readonly [D in Act["does"]]: readonly string[] } = {
  says: ["channel", "text"],
  edits: ["channel", "ts", "text"],
  deletes: ["channel", "ts"],
  runs: ["channel", "command", "text"],
  clicks: ["channel", "ts", "action"],
  "clicks-view": ["view", "action"],
  submits: [],
  closes: [],
  opens: ["tab"],
  takes: ["shortcut", "channel", "ts"],
  "tries-again": ["channel", "ts"],
  dismisses: ["notice"],
};
const objects: { readonly [D in Act["does"]]?: readonly string[] } = {
  clicks: ["given", "state"],
  "clicks-view": ["given", "state"],
  submits: ["values"],
};

/** What came from a page, if it is an act. */
export function actOf(value: unknown): Act | undefined {
  if (value === null || typeof value !== "object") return undefined;
  const act = value as Args;
  const does = String(act["does"]) as Act["does"];
  if (!Object.hasOwn(strings, does) || typeof act["as"] !== "string") return undefined;
  if (strings[does].some((name) => typeof act[name] !== "string")) return undefined;
  if (objects[does]?.some((name) => act[name] === null || typeof act[name] !== "object")) return undefined;
  if (does === "says" && act["thread"] !== undefined && typeof act["thread"] !== "string") return undefined;
  const files = act["files"] ?? [];
  const isFile = (file: unknown): boolean =>
    typeof (file as Args | null)?.["name"] === "string" && typeof (file as Args)["text"] === "string";
  return Array.isArray(files) && files.every(isFile) ? (value as Act) : undefined;
}
