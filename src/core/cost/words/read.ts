/** A workload as people write it: "40k requests/day, 1500 in, 400 out, gpt-5.5 vs llama 70b on our H100s". */
import { endpointId } from "../book.ts";
import type { CostDesk } from "../desk.ts";
import type { Given } from "../read-inputs.ts";
import { peopleOf } from "../../decide/volume.ts";
import { countText } from "../sentences.ts";
import { amountsIn, plainAmounts, sizeEach, unreadAmounts } from "./amounts.ts";
import { loadIn } from "./load.ts";
import { ratesIn } from "./rates.ts";
import { reworded } from "./rewordings.ts";
import { inOneScale, withSpans } from "./spans.ts";
import { type Budget, budgetIn } from "./budget.ts";
import { type Named, namesIn } from "./names.ts";
import { unknownGpus, unknownName } from "./unknown-name.ts";

export interface WordsRead {
  /** What `readWorkload` takes. */
  readonly given: Given;
  /** Sentences about what was named and is not known. */
  readonly problems: readonly string[];
  /** What was read otherwise than somebody may have meant. */
  readonly remarks: readonly string[];
  /** What it may cost. */
  readonly budget: Budget | undefined;
  /** A model, an endpoint or a GPU was named. */
  readonly names: boolean;
}

/** "On our H100s", "we own 8 H100s", "two H100s of our own": the names are taken out already. */
const ownsGpus =
  /\b(?:our|my)(?: own)?(?: \d+| \w+)? ?x? it\b|\b(?:own|have|bought)(?: \d+| \w+)? ?x? it\b|\bit (?:\w+ )?(?:of (?:our|my) own|(?:that )?we (?:already )?(?:have|own|bought))\b/;
export function readCostWords(text: string, desk: CostDesk): WordsRead {
  const lower = text.toLowerCase();
  const { endpoints, models, gpus, gpuCount, unknown, short, rest } = namesIn(lower, desk);
  // Beside an API that is held, a model that is not keeps nobody from the sums; without one our usual API would stand in for it.
  const strangers = endpoints.length > 0 ? unknownGpus(unknown) : unknown;
  const problems = strangers.map((name) => unknownName(name, desk));
  const passed = unknown.filter((name) => !strangers.includes(name));
  const remarks = [...passed.map((name) => unknownName(name, desk)), ...readAs(short)];
  const [model, ...otherModels] = models;
  const [gpu, ...otherGpus] = gpus;
  if (model && otherModels.length > 0)
    remarks.push(
      `Machines are reckoned for ${model.name} alone; ask again for ${otherModels.map(({ name }) => name).join(", ")}.`,
    );
  if (gpu && !model)
    remarks.push(
      `You named no open model that I could run on ${gpu.name}, so machines are reckoned for ${usualModel(desk)}; name another and I take that.`,
    );
  if (gpu && otherGpus.length > 0)
    remarks.push(`Only ${gpu.name} is looked at; leave the GPU out and I search all of them.`);
  const { profiles, currencies } = desk.book.constants;
  const amountsAs = reworded(plainAmounts(inOneScale(rest)));
  const { profile, ...load } = loadIn(amountsAs.plain, profiles);
  const { budget, ...unpriced } = budgetIn(load.rest);
  const rates = ratesIn(unpriced.rest, currencies);
  const { given: amounts, plain, ...spans } = withSpans(rates.rest, amountsIn);
  problems.push(...load.problems);
  remarks.push(...amountsAs.remarks, ...load.remarks, ...rates.remarks, ...spans.remarks);
  for (const found of unreadAmounts(plain))
    problems.push(
      `I can't reckon with “${found}”: write ${sideOf(found)} as a number of tokens, words or pages above 0 (a page is about 600 tokens).`,
    );
  const none = gpu && /(?:^|[ (,])(?:0|-\d+) ?x? it\b/.exec(rest)?.[0].trim();
  if (gpu && none !== undefined)
    problems.push(
      `I can't reckon with “${none.replace(/ *x? ?it$/, "")} ${gpu.name}”: write how many GPUs there are, for example “on our 2 ${gpu.names[0] ?? gpu.name}”, or leave the number out, and I look for how many it takes.`,
    );
  return {
    given: {
      ...ofAll({ ...amounts, ...bothSides(plain, amounts, { desk, remarks }) }, lower, { desk, problems, remarks }),
      ...(endpoints.length > 0 ? { api: endpoints.map(endpointId) } : {}),
      ...(model ? { model: model.id } : {}),
      ...(gpu ? { gpu: gpu.id } : {}),
      ...(gpu && ownsGpus.test(rest.replaceAll(/\s+/g, " ")) ? { owned: true } : {}),
      ...(gpu && gpuCount !== undefined ? { gpusAtHand: gpuCount } : {}),
      ...(profile === undefined ? {} : { profile }),
      ...rates.given,
    },
    problems,
    remarks,
    budget,
    names: endpoints.length + models.length + gpus.length > 0,
  };
}

/** Prices of power, people and currencies are inputs of ours: what is left may state prices of tokens of its own. */
export const withoutRates = (lower: string, { book }: CostDesk): string =>
  /[$€£¥]|dollar|euro|cent|usd/.test(lower)
    ? ratesIn(budgetIn(plainAmounts(lower)).rest, book.constants.currencies).rest
    : lower;

const usualModel = ({ book, model }: CostDesk): string => {
  const found = model(book.constants.compare.openModel);
  return found.ok ? found.found.name : (book.models[0]?.name ?? "the first");
};

const sideOf = (found: string): string =>
  / (in|out)$/.test(found) ? `tokens ${found.split(" ").at(-1) ?? ""}` : "tokens in and tokens out";

/** A size with neither side is split as a usual request is, and that is said. */
function bothSides(plain: string, amounts: Given, told: { desk: CostDesk; remarks: string[] }): Given {
  const size = sizeEach(plain);
  if (!size || size.tokens <= 0 || "inputTokens" in amounts || "outputTokens" in amounts) return {};
  const { inputTokens, outputTokens } = told.desk.book.constants.workload;
  const inward = Math.round((size.tokens * inputTokens.expected) / (inputTokens.expected + outputTokens.expected));
  const [i, o] = [inward, size.tokens - inward];
  told.remarks.push(
    `Of ${countText(size.tokens)} tokens each I take ${countText(i)} in and ${countText(o)} out, the usual split; say how many are which.`,
  );
  return { inputTokens: i, outputTokens: o };
}

const timesEach =
  /(?<=\d (?:\w+ ){1,2}(?:who|that|use|using|ask|asking|each) [^.?!]{0,60})\btimes (?=(?:a|per|each|every) (?:day|week|month|hour)\b)/g;

/** "100 users asking 20 questions a day" are 2,000. */
function ofAll(given: Given, text: string, told: { desk: CostDesk; problems: string[]; remarks: string[] }): Given {
  const perDay = given["requestsPerDay"];
  const { volume } = told.desk;
  if (perDay === undefined || !volume) return given;
  const withoutRunners = text.replaceAll(
    /\d+(?:\.\d+)? (?:fte|engineers?|people) (?:to |for |on )?(?:run|operate|self-?host)/g,
    "",
  );
  const sentences = withoutRunners
    .replaceAll(/\bevery(?:one|body)\b/g, "each")
    .replaceAll(timesEach, "questions each ") // 3,000 staff who use it five times a day
    .split(/[.?!;](?=\s|$)/);
  const many = sentences.map((sentence) => peopleOf(sentence, volume));
  if (many.includes(undefined)) {
    told.problems.push(
      "You say how many each person asks for, and I can't tell how many people: say how many requests a day in all.",
    );
    return given;
  }
  const times = many.find((n) => n !== 1);
  if (times === undefined) return given;
  const ends = typeof perDay === "number" ? { expected: perDay } : (perDay as Record<string, number>);
  const each = ends["expected"] ?? 0;
  told.remarks.push(
    `${countText(times)} people times ${countText(each)} each are ${countText(times * each)} requests a day.`,
  );
  const all = Object.fromEntries(Object.entries(ends).map(([end, n]) => [end, times * n]));
  return { ...given, requestsPerDay: typeof perDay === "number" ? times * each : all };
}

/** What each short name was taken for; a maker left out is no choice of ours. */
export const readAs = (short: Named["short"]): string[] =>
  short.map(({ said, readAs, isOnly }) =>
    isOnly
      ? `“${said}” is read as ${readAs}.`
      : `“${said}” is read as ${readAs}, our usual one of that name; name another and I take that.`,
  );
