/** What a page asks of Teams, held to its shape. */
import { isObject, type Json } from "../shape.ts";
import type { TeamsAct } from "./protocol.ts";

const strings: { readonly [D in TeamsAct["does"]]: readonly string[] } = {
  opens: [],
  says: ["place", "text"],
  edits: ["message", "text"],
  deletes: ["message"],
  restores: ["message"],
  presses: ["message", "verb"],
  votes: ["message", "reaction"],
  "tells-why": ["message", "reaction"],
};
const objects: { readonly [D in TeamsAct["does"]]?: string } = { presses: "data", "tells-why": "inputs" };

/** What came from a page, if it is something that one can do in Teams. */
export function teamsActOf(act: Json): TeamsAct | undefined {
  const does = String(act["does"]) as TeamsAct["does"];
  if (!Object.hasOwn(strings, does) || typeof act["as"] !== "string") return undefined;
  if (strings[does].some((name) => typeof act[name] !== "string")) return undefined;
  const object = objects[does];
  if (object !== undefined && !isObject(act[object])) return undefined;
  const { root } = act;
  if (root !== undefined && !(typeof root === "string" && /^\d{1,20}$/.test(root))) return undefined;
  return act as unknown as TeamsAct;
}
