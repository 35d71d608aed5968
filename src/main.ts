import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { Command, CommanderError } from "commander";
import { starters } from "./advisor/ask.ts";
import { tablesFor } from "./advisor/tables.ts";
import { assessingOn } from "./assessor.ts";
import { type Config, readConfig } from "./config.ts";
import { addCostCommands } from "./cost-commands.ts";
import { addKnowledgeCommands } from "./knowledge-commands.ts";
import type { ManifestOptions } from "./manifests.ts";
import { serveKnowledge, type Served, today } from "./knowledge-service.ts";
import { createLog } from "./log.ts";
import { runService } from "./service.ts";
import { lazyStorage } from "./storage.ts";
import { addModelCommands } from "./model-commands.ts";
import { storeCommands } from "./store-commands.ts";
import { stem } from "./stem.ts";
import { openStore } from "./store/open.ts";
import { runAsk } from "./terminal/ask.ts";
import { runAssess } from "./terminal/assess.ts";
import { runChat } from "./terminal/chat.ts";
import { runDoctor } from "./terminal/doctor.ts";
import { runInterview } from "./terminal/interview.ts";
import { send } from "./terminal/json-lines.ts";
import { runSearch, runSearchStdio } from "./terminal/search.ts";
import { runUnanswered } from "./terminal/unanswered.ts";
import { terminalAnswer, terminalSecond } from "./writers.ts";

/** The entry of every command: reads the configuration, opens what the command needs, and hands it over. */

class Refused extends Error {
  exitCode = 1;
}
const refused = (message: string, exitCode: number) => Object.assign(new Refused(message), { exitCode });

/** The whole environment, with what .env adds to it. */
function environment(): NodeJS.ProcessEnv {
  if (existsSync(".env")) process.loadEnvFile(".env"); // what is set already wins
  return process.env;
}

/** A misspelt KNOWLEGE_DIR would have any command read another folder than was meant, so each says so. */
function configuration(says: "misspellings" | "nothing" = "misspellings"): Config {
  const read = readConfig(environment());
  if (!read.ok) throw refused(read.message, 2);
  if (says === "misspellings") for (const line of read.config.warnings) process.stderr.write(`${line}\n`);
  return read.config;
}

async function knowledge(config: Config): Promise<Served> {
  const opened = await serveKnowledge(config.KNOWLEDGE_DIR);
  if (!opened.ok) throw refused(opened.message, 2);
  return opened.served;
}

const io = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr };
const storageFor = (config: Config, log: ReturnType<typeof createLog>) =>
  lazyStorage(config, (code, facts = {}) => log.warn({ code, ...facts }, code));
/** On the command line only what goes wrong is logged, so that output stays output. */
const quietLog = (config: Config) => createLog(config.LOG_LEVEL ?? "error", "stderr");

const program = new Command("counterweight")
  .description("Open-weight or closed language model? Answers from a curated knowledge base, with sources.")
  .showSuggestionAfterError(true)
  .showHelpAfterError("Say --help for what there is.")
  .exitOverride();

// A reader that closes early (| head) ends us; it is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

let exitCode = 0;
/** @param path of a file, or - for standard input */
async function textOfFile(path: string): Promise<string> {
  try {
    return path === "-" ? await text(process.stdin) : await readFile(path, "utf8");
  } catch (error) {
    throw refused(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"}).`, 2);
  }
}

program
  .command("start")
  .description("run the service; at a terminal without credentials also a conversation")
  .action(async () => {
    const config = configuration("nothing"); // the service does, where it logs
    exitCode = await runService(config, await knowledge(config));
    // A call that Slack does not answer would keep the process; what it was for is handed back already.
    setTimeout(() => process.exit(exitCode), 500).unref();
  });

program
  .command("ask")
  .description("answer one question, or with --jsonl one a line from standard input")
  .argument("[question...]", "the question; - reads it from standard input")
  .option("--json", "print one object", false)
  .option("--jsonl", "read {id, question, context?} a line, write one object a line", false)
  .action(async (words: string[], options: { json: boolean; jsonl: boolean }) => {
    const config = configuration();
    const log = quietLog(config);
    const storage = storageFor(config, log);
    const kept = options.jsonl ? undefined : storage;
    const answer = await terminalAnswer(config, await knowledge(config), log, kept);
    const question = words.length > 0 ? words.join(" ") : undefined;
    exitCode = await runAsk({ question, ...options, io, answer });
    await storage.close();
  });

program
  .command("assess")
  .description("weigh one workload, from a file of facts, from words, or by an interview at the terminal")
  .option("--facts <file>", "a JSON object of facts and values; - reads it from standard input")
  .option("--text <words>", "a description; what it states counts like facts")
  .option("--json", "print one object", false)
  .option("--jsonl", "read {id, facts?, text?} a line, write one object a line", false)
  .action(async (options: { facts?: string; text?: string; json: boolean; jsonl: boolean }) => {
    const config = configuration();
    const served = await knowledge(config);
    const assessor = assessingOn(served.current)();
    if (!assessor) throw refused("The files of the decision flow are broken: run knowledge check.", 1);
    const { facts, text, json, jsonl } = options;
    if (facts === undefined && text === undefined && !jsonl) {
      exitCode = await runInterview({ io, assessor, second: await terminalSecond(config, served, quietLog(config)) });
      return;
    }
    const read = facts === undefined ? undefined : await textOfFile(facts);
    exitCode = await runAssess({ facts: read, text, json, jsonl, io, assessor });
  });

addCostCommands(program, {
  io,
  desk: async () => {
    const { costs } = (await knowledge(configuration())).current();
    if (costs) return costs;
    throw refused("The files of the cost engine are broken: run knowledge check.", 1);
  },
  tables: async (ids, factors) => tablesFor(ids, factors, (await knowledge(configuration())).current()),
  textOfFile,
  today,
  end: (code) => (exitCode = code),
});

program
  .command("chat")
  .description("a conversation in the terminal")
  .action(async () => {
    const config = configuration();
    const served = await knowledge(config);
    const log = quietLog(config);
    const storage = storageFor(config, log);
    const watcher = served.follow(log);
    exitCode = await runChat({
      io,
      answer: await terminalAnswer(config, served, log, storage),
      starters,
      dataDir: config.DATA_DIR,
    });
    await watcher.stop();
    await storage.close();
  });

program
  .command("search")
  .description("find in any corpus: retrieval by itself")
  .option("--corpus <file>", "{id, title?, text, aliases?} a line")
  .option("--queries <file>", "{id, text} a line")
  .option("--top <n>", "hits for each query", "10")
  .option("--stdio", "index, upsert, remove and search, one JSON object a line", false)
  .action(async (options: { corpus?: string; queries?: string; top: string; stdio: boolean }) => {
    const ports = { stem, ...io, open: (path: string) => createReadStream(path), now: () => performance.now() };
    if (options.stdio) exitCode = await runSearchStdio(ports);
    else if (options.corpus !== undefined && options.queries !== undefined)
      exitCode = await runSearch({ corpus: options.corpus, queries: options.queries, top: Number(options.top) }, ports);
    else throw refused("search needs --corpus FILE and --queries FILE, or --stdio.", 2);
  });

addKnowledgeCommands(program, {
  io,
  catalog: async () => (await knowledge(configuration())).current().catalog,
  folder: () => configuration().KNOWLEDGE_DIR,
  end: (code) => (exitCode = code),
});

program
  .command("unanswered")
  .description("what people asked in vain, most asked first")
  .option("--json", "print one object", false)
  .action(async (options: { json: boolean }) => {
    const config = configuration();
    const opened = await openStore({ dataDir: config.DATA_DIR, databaseUrl: config.DATABASE_URL, use: "command" });
    if (!opened.ok) throw refused(opened.message, 1);
    exitCode = await runUnanswered({ list: () => opened.store.unanswered.list(), json: options.json, io });
    await opened.store.close();
  });

program
  .command("manifest")
  .description("a platform's app, as a file to create it from")
  .argument("<platform>", "slack or teams")
  .option("--address <https://…>", "where the service is reached from outside")
  .option("--socket", "Slack: Socket Mode, which needs no address")
  .option("--app-id <id>", "Teams: instead of TEAMS_APP_ID")
  .option("--schema <version>", "Teams: version of the manifest, 1.29 or 1.25")
  .option("--zip <file>", "Teams: write the app package, with icons and language file")
  .option("--json", "print JSON instead of YAML", false)
  .action(async (platform: string, options: ManifestOptions & { json: boolean }) => {
    const { printManifest } = await import("./manifests.ts");
    const appId = options.appId ?? configuration().TEAMS_APP_ID;
    const done = await printManifest(platform, { ...options, appId }, io);
    if (!done.ok) throw refused(done.message, 2);
  });

program
  .command("doctor")
  .description("check everything that a start needs, and say what to do; exit 1 on a failure")
  .option("--json", "print one object", false)
  .action(async ({ json }: { json: boolean }) => {
    const { examine } = await import("./doctor.ts");
    const given = { env: environment(), nodeVersion: process.version, dotEnv: existsSync(".env") };
    exitCode = await runDoctor({ findings: await examine(given), json, io });
  });

for (const { name, argument, summary, options, run } of storeCommands) {
  const command = program.command(name).description(summary);
  if (argument) command.argument(argument.name, argument.is);
  for (const option of options) command.option(option.flags, option.is, false);
  command.action(async (...given: unknown[]) => {
    const word = argument ? String(given[0]) : "";
    const chosen = given[argument ? 1 : 0] as Readonly<Record<string, boolean>>;
    const done = await run(configuration(), word, chosen);
    await (done.exitCode === 0 ? send(io.stdout, `${done.text}\n`) : send(io.stderr, `${done.text}\n`));
    exitCode = done.exitCode;
  });
}

addModelCommands(program, { io, configuration, knowledge, quietLog, exit: (code) => (exitCode = code) });
const args = process.argv.slice(2);
try {
  await program.parseAsync(args.length > 0 ? args : ["start"], { from: "user" });
} catch (error) {
  if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof Refused) {
    process.stderr.write(`${error.message}\n`);
    exitCode = error.exitCode;
  } else throw error;
}
process.exitCode = exitCode;
