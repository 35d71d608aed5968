import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type Kind, kinds } from "./kinds.ts";

/**
 * The schemas as JSON Schema, for editors that complete and check YAML. Draft 7, which every one of them reads.
 * @returns the text of each file by its name in `knowledge/schemas/`
 */
export function schemaFiles(): Map<string, string> {
  return new Map(
    kinds.map((kind: Kind) => {
      const schema = z.toJSONSchema(kind.schema, { target: "draft-7", io: "input" });
      const head = { $schema: schema.$schema, title: kind.where };
      return [`${kind.name}.schema.json`, `${JSON.stringify({ ...head, ...schema }, null, 2)}\n`];
    }),
  );
}

/** Writes them into `schemas/` inside the knowledge folder; returns their paths there. */
export async function writeSchemas(folder: string): Promise<string[]> {
  await mkdir(join(folder, "schemas"), { recursive: true });
  const files = schemaFiles();
  await Promise.all([...files].map(([name, text]) => writeFile(join(folder, "schemas", name), text)));
  return [...files.keys()].map((name) => `schemas/${name}`);
}
