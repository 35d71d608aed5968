/** Which messages are shown as in Teams: all of them, or those that somebody chose. */
import { useMemo, useState } from "react";

export interface TeamsSwitch {
  readonly all: boolean;
  readonly shows: (key: string) => boolean;
  readonly flip: (key: string) => void;
  readonly flipAll: () => void;
}
const key = "playground.teams";

export function useTeamsSwitch(): TeamsSwitch {
  const [all, setAll] = useState(localStorage.getItem(key) === "yes");
  /** Those that are not as the others. */
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return useMemo(
    () => ({
      all,
      shows: (message) => all !== chosen.has(message),
      flip: (message) =>
        setChosen((before) => {
          const now = new Set(before);
          if (!now.delete(message)) now.add(message);
          return now;
        }),
      flipAll: () => {
        setAll(!all);
        setChosen(new Set());
        localStorage.setItem(key, all ? "no" : "yes");
      },
    }),
    [all, chosen],
  );
}
