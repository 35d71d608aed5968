/** The doctor's look at the models: each is asked one word, as answers ask it, and the prompts are read. Keys are never shown. */
import type { Config } from "./config.ts";
import type { Failure } from "./llm/types.ts";
import { createClient } from "./llm/client.ts";
import { createEmbedder } from "./llm/embed.ts";
import { sdkOf } from "./llm/sdk.ts";
import { formatProblem } from "./core/problem.ts";
import { loadPrompts } from "./knowledge/prompts.ts";
import { readKnowledge } from "./knowledge/read.ts";
import { embeddingsOf } from "./meanings-service.ts";
import { settingsOf } from "./models-service.ts";
import type { Finding } from "./terminal/doctor.ts";

/** Nothing where no model is configured: what is set in part is said with the configuration. */
export async function examineModels(config: Config): Promise<Finding[]> {
  const models = (["open", "closed"] as const).flatMap((name) => settingsOf(name, config) ?? []);
  const embeddings = embeddingsOf(config);
  const timeoutMs = config.LLM_TIMEOUT_SECONDS * 1_000;
  const places = models.flatMap((settings) => examinePlace(settings) ?? []);
  const looked = await Promise.all([
    ...models.map((settings) => examineModel(settings, timeoutMs)),
    ...(embeddings ? [examineEmbeddings(embeddings, timeoutMs)] : []),
    ...(models.length > 0 ? [examinePrompts(config)] : []),
  ]);
  return [...places, ...looked];
}

/** An open model at a host outside: what is sensitive is then answered without a model, which people are to know. */
function examinePlace({ name, outside }: Settings): Finding | undefined {
  if (name !== "open" || outside === undefined) return undefined;
  return {
    check: "models, open-weight, place",
    verdict: "warning",
    what: `the open model is at ${outside}, which is not taken for one of your own servers, so no model sees what is sensitive.`,
    remedy: "set LLM_OPEN_IS_OURS=true if that server is yours; else run the model yourself, or leave it so.",
  };
}

type Settings = NonNullable<ReturnType<typeof settingsOf>>;

const mostTokens = 64;
const mostNames = 5;
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

async function examineModel(settings: Settings, timeoutMs: number): Promise<Finding> {
  const { name, model } = settings;
  const check = `models, ${name === "open" ? "open-weight" : "closed"}`;
  const group = `LLM_${name.toUpperCase()}`;
  const startedMs = performance.now();
  const messages = [{ role: "user", content: "Answer with the one word: ready" }] as const;
  const [names, told] = await Promise.all([
    namesAt(settings, timeoutMs),
    createClient(settings, timeoutMs)({ messages, maxTokens: mostTokens }, {}),
  ]);
  const took = seconds(performance.now() - startedMs);
  if (told.ok) {
    if (told.text.trim() === "")
      return {
        check,
        verdict: "failure",
        what: `${model} answers without a word.`,
        remedy: `take a model that chats; ${group}_MODEL names it.`,
      };
    const listed = names === undefined || names.includes(model) ? "" : " Its list of models does not have that name.";
    return { check, verdict: "ok", what: `${model} answers, and says where its answer ends (${took}).${listed}` };
  }
  if (told.why === "too-long")
    return {
      check,
      verdict: "warning",
      what: `${model} answers, but needs more than ${mostTokens} tokens for one word.`,
      remedy:
        "turn off its reasoning aloud at the server, or take another model; else most answers are cut and composed without it.",
    };
  const others = names?.filter((other) => other !== model) ?? [];
  if (told.why === "not-understood" && names && !names.includes(model))
    return {
      check,
      verdict: "failure",
      what: `the server does not know ${model}; it has ${others.slice(0, mostNames).join(", ") || "no model"}.`,
      remedy: `set ${group}_MODEL to one of its names.`,
    };
  return {
    check,
    verdict: "failure",
    what: `${model}: ${says[told.why]} (${told.why}).`,
    remedy: remedyFor(told.why, group),
  };
}

/** As the server lists them; undefined where it lists none, which not every server does. */
async function namesAt(settings: Settings, timeoutMs: number): Promise<string[] | undefined> {
  try {
    const { data } = await (await sdkOf(settings, timeoutMs)()).models.list();
    return Array.isArray(data) ? data.flatMap(({ id }) => (typeof id === "string" ? [id] : [])) : undefined;
  } catch {
    return undefined;
  }
}

const says: Readonly<Record<Failure, string>> = {
  timeout: "it does not answer in time",
  aborted: "the question was stopped",
  cut: "its answer ends without a finish_reason, so that each would be taken for cut off",
  "too-long": "its answer is too long",
  filtered: "its server filters a harmless question",
  "key-refused": "its server refuses the key",
  "rate-limited": "its server has had too many requests",
  "server-error": "its server fails",
  unreachable: "its server can't be reached",
  "not-understood": "its server does not understand the request",
  "bad-answer": "what its server says can't be read",
  down: "it is left alone after failures",
  "over-budget": "the budget is 0",
  busy: "it is busy",
  absent: "it is not configured",
};

function remedyFor(why: Failure, group: string): string {
  if (why === "key-refused") return `set ${group}_API_KEY anew.`;
  if (why === "unreachable") return `check ${group}_BASE_URL (it usually ends in /v1), the network and the proxy.`;
  if (why === "timeout") return "raise LLM_TIMEOUT_SECONDS, or take a faster model.";
  if (why === "rate-limited") return "try again later, or raise its limit with whoever runs it.";
  if (why === "over-budget") return "set LLM_DAILY_USD above 0.";
  if (why === "cut") return "update the server, or look at what stands between: it must send finish_reason.";
  return `check ${group}_BASE_URL (it usually ends in /v1) and ${group}_MODEL, and look at that server's log.`;
}

async function examineEmbeddings(
  settings: NonNullable<ReturnType<typeof embeddingsOf>>,
  timeoutMs: number,
): Promise<Finding> {
  const check = "models, embeddings";
  const embedder = createEmbedder(settings, {
    limits: { timeoutMs, dailyUsd: Infinity },
    price: () => ({ inputUsdPerMTok: 0, outputUsdPerMTok: 0 }),
    nowMs: () => Date.now(),
  });
  const told = await embedder.embed(["vendor lock-in", "price"], { timeoutMs });
  const whose = settings.side === "open" ? "one's own server" : "a vendor's server";
  if (told.ok) {
    const what = `${settings.model} gives vectors of ${told.vectors[0]?.length} numbers; routing.yaml treats it as ${whose}.`;
    return { check, verdict: "ok", what };
  }
  const what = `${settings.model}: ${says[told.why]} (${told.why}).`;
  return { check, verdict: "failure", what, remedy: remedyFor(told.why, "LLM_EMBEDDINGS") };
}

async function examinePrompts({ PROMPTS_DIR }: Config): Promise<Finding> {
  const check = "prompts";
  const read = await readKnowledge(PROMPTS_DIR);
  if (!read.ok)
    return {
      check,
      verdict: "failure",
      what: `PROMPTS_DIR: ${read.what}.`,
      remedy: "set it to the folder that holds word.md, or leave it out to use ./prompts.",
    };
  const { book, problems } = loadPrompts(read.files, read.unread);
  const count = `${Object.keys(book.prompts).length} prompts, version ${book.version}`;
  if (problems.length === 0) return { check, verdict: "ok", what: `${count}.` };
  const isBroken = problems.some(({ severity }) => severity === "error");
  return {
    check,
    verdict: isBroken ? "failure" : "warning",
    what: `${count}; ${problems.map(formatProblem).join(" · ")}`,
    remedy: "mend the named lines; what a broken prompt is for is done without a model.",
  };
}
