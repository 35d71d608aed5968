/** Fresh prices into `endpoints/`: reads a list, compares, and writes what was agreed to. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ImportPrices, ImportReport } from "../core/ports.ts";
import { comparePrices } from "../core/prices/compare.ts";
import { formatOf, priceReaders } from "../core/prices/formats.ts";
import { isFields } from "../core/prices/rows.ts";
import { readJson } from "./import-json.ts";
import { readPriceList, sourceNameOf } from "./import-read.ts";
import { withPrices } from "./import-write.ts";
import { readKnowledge } from "./read.ts";
import { sortIn } from "./shelf.ts";

const refuse = (sentence: string): ImportReport => ({ ok: false, sentence });

export const importPrices: ImportPrices = async ({ from, folder, format, accept, write, today }) => {
  const list = await readPriceList(from);
  if (!list.ok) return refuse(list.sentence);
  const json = readJson(list.text);
  if (!json.ok) return refuse(`${from}${json.at}: this is no JSON; give the list whole, as its maker publishes it.`);
  const { data } = json;
  const found = format ?? formatOf(data);
  if (!isFields(data)) return refuse(`${from} is no JSON object; give the list as its maker publishes it.`);
  if (found === undefined)
    return refuse(
      `${from} has the shape of no list that I know; name it with --format models.dev, litellm, openrouter or llm-prices.`,
    );
  const read = priceReaders[found](data);
  if (read.rows.length === 0)
    return refuse(`No price could be read from ${from} as ${found}; check --format, or that the file is whole.`);
  const knowledge = await readKnowledge(folder);
  if (!knowledge.ok) return refuse(`${knowledge.what}; ${knowledge.remedy}.`);
  const { cost } = sortIn(knowledge.files, [], { unread: knowledge.unread, memory: new Map(), coverage: false });
  const staleAfterDays = cost.constants?.data.staleAfterDays ?? 90;
  const findings = comparePrices(cost.providers, read, {
    today,
    source: sourceNameOf(from, found),
    accept,
    staleAfterDays,
  });
  const written: string[] = [];
  if (write)
    for (const [file, changes] of Map.groupBy(findings.changes, (change) => change.file)) {
      if (changes.every(({ kind }) => kind === "refused")) continue;
      // As it stands on the disk: what was read for its prices has other line breaks where it came from Windows.
      const path = join(folder, file);
      const made = withPrices(file, await readFile(path, "utf8"), changes);
      if (!made.ok) return refuse(`${file} was left as it is: ${made.why}.`);
      await writeFile(path, made.text);
      written.push(file);
    }
  return { ok: true, format: found, rows: read.rows.length, skipped: read.skipped, findings, written };
};
