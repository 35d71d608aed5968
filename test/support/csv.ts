import { readFileSync } from "node:fs";

/** Rows of a CSV file by the names in its first line; values in quotation marks may hold commas. */
export function csvRows(path: string | URL): Readonly<Record<string, string>>[] {
  const [head = [], ...rows] = readFileSync(path, "utf8").trim().split(/\r?\n/).map(cells);
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ""])));
}

const cells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    (match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? "",
  );
