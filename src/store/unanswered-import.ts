import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync } from "node:fs";
import type { Engine } from "./engine.ts";
import { asStoreError, sentenceOf } from "./errors.ts";
import { readUnanswered, unansweredFile } from "./unanswered-file.ts";
import { countIn } from "./unanswered-table.ts";

/**
 * Takes over the file of earlier versions and sets it aside as `unanswered.jsonl.imported`. What it holds is counted
 * once, even if we are killed in between or another replica has the same file. Never throws; it is tried again at the
 * next start.
 */
export async function importUnanswered({ db, nowMs, log }: Engine, dataDir: string): Promise<void> {
  const path = unansweredFile(dataDir);
  try {
    if (!existsSync(path)) return;
    const questions = readUnanswered(path);
    const key = `unanswered-file:${createHash("sha256").update(readFileSync(path)).digest("hex")}`;
    await db.transaction().execute(async (all) => {
      const first = await all
        .insertInto("done_once")
        .values({ key, at: nowMs() })
        .onConflict((conflict) => conflict.doNothing())
        .returning("key")
        .executeTakeFirst();
      if (!first) return;
      const count = countIn(all);
      for (const question of questions) await count(question);
    });
    renameSync(path, `${path}.imported`);
    log("unanswered-file-imported", { questions: questions.length });
  } catch (error) {
    log("unanswered-file-not-imported", { why: sentenceOf(asStoreError(error)) });
  }
}
