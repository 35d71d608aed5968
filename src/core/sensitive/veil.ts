import { findSensitive, type SensitiveKind } from "./find.ts";

/** Texts as they may be sent, and the way back. */
export interface Veil {
  /** The same value gets the same placeholder, in every text that goes through this veil. */
  readonly cover: (text: string) => string;
  /** Puts the values back into what came of it; a placeholder that was never given stays as it is. */
  readonly lift: (text: string) => string;
  readonly kinds: () => readonly SensitiveKind[];
}

const placeholder = /\[([a-z-]+)-(\d+)\]/g;

/** Takes what is sensitive out of texts: `[email-1]` stands for the first mail address, wherever it is said again. */
export function createVeil(names: readonly string[] = []): Veil {
  const given = new Map<string, string>();
  const values = new Map<string, string>();
  const counts = new Map<SensitiveKind, number>();
  const nameOf = (kind: SensitiveKind, value: string): string => {
    const key = `${kind} ${value.toLowerCase().replaceAll(/[\s-]+/g, " ")}`;
    const known = given.get(key);
    if (known !== undefined) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const name = `[${kind}-${count}]`;
    given.set(key, name);
    values.set(name, value);
    return name;
  };
  return {
    cover: (text) => {
      let covered = "";
      let from = 0;
      // Whoever types a placeholder gets no value of somebody else's for it.
      const plain = text.replaceAll(placeholder, "[$1 $2]");
      for (const { kind, start, end } of findSensitive(plain, names)) {
        covered += plain.slice(from, start) + nameOf(kind, plain.slice(start, end));
        from = end;
      }
      return covered + plain.slice(from);
    },
    lift: (text) => text.replaceAll(placeholder, (name) => values.get(name) ?? name),
    kinds: () => [...counts.keys()],
  };
}
