/** Commands about the models that word answers. */
import type { Command } from "commander";
import { answerQuietly } from "./answerer.ts";
import type { Config } from "./config.ts";
import type { Served } from "./knowledge-service.ts";
import type { createLog } from "./log.ts";
import { modelsOf } from "./models-service.ts";
import { createRouter } from "./router.ts";
import type { Io } from "./terminal/json-lines.ts";
import { runRoute } from "./terminal/route.ts";

interface Tools {
  readonly io: Io;
  readonly configuration: () => Config;
  readonly knowledge: (config: Config) => Promise<Served>;
  readonly quietLog: (config: Config) => ReturnType<typeof createLog>;
  readonly exit: (code: number) => void;
}

export function addModelCommands(program: Command, { io, configuration, knowledge, quietLog, exit }: Tools): void {
  program
    .command("route")
    .description("which model may see a text, and why; nothing is sent")
    .argument("[text...]", "the text")
    .option("--json", "print one object", false)
    .option("--jsonl", "read {id, text} a line, write one object a line", false)
    .action(async (words: string[], options: { json: boolean; jsonl: boolean }) => {
      const config = configuration();
      const served = await knowledge(config);
      const models = modelsOf(config, () => served.current().catalog);
      const answer = answerQuietly(served, quietLog(config));
      const router = createRouter({ answer, current: served.current, models });
      const text = words.length > 0 ? words.join(" ") : undefined;
      exit(await runRoute({ text, ...options, io, routeText: (one) => router(one, { platform: "terminal" }) }));
    });
}
