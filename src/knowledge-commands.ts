/** What the command line does with the files that the bot knows from. */
import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import type { FlowPicture } from "./core/architecture-flow.ts";
import type { Catalog } from "./core/catalog.ts";
import { checkKnowledge } from "./knowledge/findings.ts";
import { importPrices } from "./knowledge/import-prices.ts";
import { writeSchemas } from "./knowledge/json-schema.ts";
import { today } from "./knowledge-service.ts";
import { runDraw } from "./terminal/draw.ts";
import { runImportPrices } from "./terminal/import-prices.ts";
import type { Io } from "./terminal/json-lines.ts";
import { runKnowledgeCheck, runKnowledgeSchemas } from "./terminal/knowledge.ts";

interface Wiring {
  readonly io: Io;
  readonly folder: () => string;
  readonly catalog: () => Promise<Catalog>;
  readonly end: (exitCode: number) => void;
}

export function addKnowledgeCommands(program: Command, { io, folder, catalog, end }: Wiring): void {
  program
    .command("draw")
    .description("a way of building as text, and with --out as a picture")
    .argument("<architecture>", "as it is called, e.g. hybrid router or sealed in-house")
    .option("--out <file.png>", "where the picture goes")
    .action(async (name: string, { out }: { out?: string }) => {
      const architectures = [...(await catalog()).architectures.values()];
      const draw = async (picture: FlowPicture) => (await (await import("./drawing/pictures.ts")).flowPng(picture)).png;
      end(await runDraw({ name, architectures, out, draw, write: writeFile, io }));
    });

  const files = program.command("knowledge").description("the files that the bot knows from");

  files
    .command("check")
    .description("every problem as file:line:column: what is wrong; what to write")
    .option("--json", "print one object", false)
    .action(async ({ json }: { json: boolean }) =>
      end(await runKnowledgeCheck({ folder: folder(), check: (at) => checkKnowledge(at, today()), json }, io)),
    );

  files
    .command("schemas")
    .description("write the JSON Schemas that editors complete from")
    .action(async () => end(await runKnowledgeSchemas({ folder: folder(), write: writeSchemas }, io)));

  files
    .command("import-prices")
    .description("what a public list of prices changes in endpoints/, and writes it with --write")
    .argument("<list>", "a file, or an address that begins with https://")
    .option("--format <format>", "models.dev, litellm, openrouter or llm-prices; told by its shape when left out")
    .option("--write", "write what is not refused", false)
    .option("--accept", "take prices that move by more than five times", false)
    .option("--json", "print one object", false)
    .action(async (from: string, options: { format?: string; write: boolean; accept: boolean; json: boolean }) => {
      const { format, ...rest } = options;
      const command = { from, format, ...rest, folder: folder(), today: today(), import: importPrices };
      end(await runImportPrices(command, io));
    });
}
