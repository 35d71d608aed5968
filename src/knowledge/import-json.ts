/** JSON of somebody else's making; where it is wrong, it says in which line. */

export type JsonRead =
  | { readonly ok: true; readonly data: unknown }
  /** `at` is `:line:column`; empty where the engine does not say. */
  | { readonly ok: false; readonly at: string };

export function readJson(text: string): JsonRead {
  try {
    return { ok: true, data: JSON.parse(text) };
  } catch (error) {
    const offset = offsetOf((error as Error).message, text);
    if (offset === undefined) return { ok: false, at: "" };
    const before = text.slice(0, offset).split("\n");
    return { ok: false, at: `:${before.length}:${(before.at(-1)?.length ?? 0) + 1}` };
  }
}

const shownBefore = 10; // characters of the text that Node shows before the one it stumbled over

/** Node says "at position 12", or shows the surroundings (`..."k": x,"...`), or says that the text just ends. */
function offsetOf(message: string, text: string): number | undefined {
  const told = /at position (\d+)/.exec(message)?.[1];
  if (told !== undefined) return Number(told);
  if (message.startsWith("Unexpected end")) return text.length;
  const [, cut, shown = ""] = /, (\.\.\.)?"(.*)"(?:\.\.\.)? is not valid JSON$/s.exec(message) ?? [];
  const start = shown === "" ? -1 : text.indexOf(shown);
  if (start < 0) return undefined;
  return cut === undefined ? undefined : start + shownBefore;
}
