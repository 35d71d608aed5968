import { edits } from "./core/edits.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Whoever writes slack_bot-token has one slip to mend, the way of writing it, however many letters differ. */
const asOurs = (name: string): string => name.toUpperCase().replaceAll("-", "_");

/** One line for each variable that is set, means nothing, and looks like one of `names`. */
export function misspellings(env: Env, names: readonly string[]): string[] {
  return Object.entries(env).flatMap(([unknown, value = ""]) => {
    if (names.includes(unknown) || unknown.length < 6 || value.trim() === "") return [];
    const typed = asOurs(unknown);
    const near = names.map((name) => ({ name, away: edits(typed, name, 3) })).sort((a, b) => a.away - b.away)[0];
    if (near === undefined || near.away > slipsIn(typed)) return [];
    return [`${unknown} is set, but means nothing here: did you mean ${near.name}?`];
  });
}

/** A short name is near to many: NODE_EXE, which npm sets on Windows, is no NODE_ENV. */
function slipsIn(name: string): number {
  if (/^(SLACK|TEAMS|LLM)_/.test(name)) return 3;
  return name.length <= 8 ? 1 : 2;
}
