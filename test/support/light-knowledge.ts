import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { knowledgeFolder } from "./knowledge-folder.ts";

/**
 * The real knowledge without the decision flow, which a start takes longest to learn: for services that are started again
 * and again, and assess nothing.
 */
export const lightKnowledge = mkdtempSync(join(tmpdir(), "light-knowledge-"));
for (const name of readdirSync(knowledgeFolder))
  if (name !== "decision") symlinkSync(join(knowledgeFolder, name), join(lightKnowledge, name));
process.once("exit", () => rmSync(lightKnowledge, { recursive: true, force: true }));
