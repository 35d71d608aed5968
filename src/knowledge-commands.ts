/** What the command line does with the files that the bot knows from. */
import type { Command } from "commander";
import { checkKnowledge } from "./knowledge/findings.ts";
import { writeSchemas } from "./knowledge/json-schema.ts";
import { today } from "./knowledge-service.ts";
import type { Io } from "./terminal/json-lines.ts";
import { runKnowledgeCheck, runKnowledgeSchemas } from "./terminal/knowledge.ts";

interface Wiring {
  readonly io: Io;
  readonly folder: () => string;
  readonly end: (exitCode: number) => void;
}

export function addKnowledgeCommands(program: Command, { io, folder, end }: Wiring): void {
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
}
