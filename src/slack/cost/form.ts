/** `/weigh cost` without more: a short form. What it says becomes words, which are read like those that people type. */
import { type Actor, openOrSay, say } from "../assess/at.ts";
import { form, optionOf, plain, small, words, type ViewBlock } from "../assess/blocks.ts";
import { type Job, later } from "../assess/jobs.ts";
import { note, type Submission, type Submitted } from "../assess/modals.ts";
import { selected, selectedAll, typed, type Values } from "../assess/state.ts";
import { projectOf } from "../project.ts";
import { tellCase } from "../cases.ts";

export const costCallback = "cost.told";
const fields = {
  volume: "volume",
  input: "input",
  output: "output",
  peak: "peak",
  cached: "cached",
  latency: "latency",
  growth: "growth",
  closed: "closed",
  open: "open",
} as const;
const most = 60;
const mostOptions = 100;

type Choice = readonly [label: string, words: string];
const peaks: readonly Choice[] = [
  ["Much the same all day", "peak 1.5x"],
  ["Office hours, one region", "peak 3x"],
  ["In bursts", "peak 6x"],
];
const cachedShares: readonly Choice[] = [
  ["None", "0% cached"],
  ["About a third (a fixed instruction)", "30% cached"],
  ["Most (a long document, asked again)", "80% cached"],
];
const latencies: readonly Choice[] = [
  ["Nobody waits for it", ""],
  ["People read along (50 ms a token)", "50 ms per token"],
  ["Fast (20 ms a token)", "20 ms per token"],
];
const growths: readonly Choice[] = [
  ["None", ""],
  ["5% a month", "growing 5% a month"],
  ["10% a month", "growing 10% a month"],
  ["20% a month", "growing 20% a month"],
];

const select = (block: string, label: string, choices: readonly Choice[], initial: number): ViewBlock => {
  const options = choices.map(([text, value]) => optionOf(text, value || "none"));
  return {
    type: "input",
    block_id: block,
    label: plain(label),
    element: { type: "static_select", action_id: block, options, initial_option: options[initial] ?? options[0] },
  } as ViewBlock;
};
const names = (block: string, label: string, all: readonly string[], several: boolean, chosen: number): ViewBlock => {
  const options = all.slice(0, mostOptions).map((name) => optionOf(name, name));
  const element = several
    ? {
        type: "multi_static_select",
        action_id: block,
        options,
        initial_options: options.slice(0, chosen),
        max_selected_items: 4,
      }
    : { type: "static_select", action_id: block, options, initial_option: options[0] };
  return { type: "input", block_id: block, optional: true, label: plain(label), element } as ViewBlock;
};

export async function beginCost(actor: Actor): Promise<void> {
  const { closed, open } = actor.desk.costing?.choices() ?? { closed: [], open: [] };
  if (closed.length === 0 || open.length === 0)
    return say(actor, "My files of prices are broken, so I can reckon nothing.");
  const size = "tokens, or words, or pages: a page is about 600 tokens, three words about four";
  const blocks: ViewBlock[] = [
    words({
      block: fields.volume,
      label: "How many requests?",
      hint: "for example 40k a day, or 1 million a month",
      initial: "10k a day",
      most,
      optional: false,
    }),
    words({
      block: fields.input,
      label: "How long is what goes in?",
      hint: size,
      initial: "1500 tokens",
      most,
      optional: false,
    }),
    words({
      block: fields.output,
      label: "How long is what comes out?",
      hint: size,
      initial: "400 tokens",
      most,
      optional: false,
    }),
    select(fields.peak, "How even is the load?", peaks, 1),
    select(fields.cached, "How much of the input repeats?", cachedShares, 1),
    select(fields.latency, "How fast must it be?", latencies, 0),
    select(fields.growth, "How fast does it grow?", growths, 0),
    names(fields.closed, "Closed models to compare", closed, true, 2),
    names(fields.open, "Open model to host", open, false, 1),
    small("Everything else is taken as usual, and listed below the sums."),
  ];
  await openOrSay(
    actor,
    form({
      callback: costCallback,
      metadata: "",
      title: "What does it cost?",
      submit: "Reckon",
      close: "Not now",
      blocks,
    }),
  );
}

const period = /\b(?:second|minute|hour|day|week|month|year)s?\b|\/|daily|hourly|weekly|monthly|yearly|[qr]ps\b/i;
const sizedIn = (text: string): string =>
  /[a-z]/i.test(text.replace(/(?<=\d) ?[km]\b/i, "")) ? text : `${text} tokens`;

/** What the form says, as somebody would type it. */
export function wordsOf(values: Values): string {
  const volume = typed(values, fields.volume);
  const chosen = [fields.peak, fields.cached, fields.latency, fields.growth].map((one) => selected(values, one));
  const models = [...selectedAll(values, fields.closed), selected(values, fields.open)];
  const parts = [
    period.test(volume)
      ? volume.replace(/ ?(\/|\b(?:a|per|an|each|every)\b)/i, " requests $1")
      : `${volume} requests a day`,
    `${sizedIn(typed(values, fields.input))} in`,
    `${sizedIn(typed(values, fields.output))} out`,
    ...chosen.filter((one) => one !== "none"),
    models.filter(Boolean).join(" vs "),
  ];
  return `cost ${parts
    .filter(Boolean)
    .join(", ")
    .replaceAll(/requests requests/g, "requests")}`;
}

export async function costSubmitted(given: Submission, viewId: string): Promise<Submitted> {
  const { desk, values } = given;
  const text = wordsOf(values);
  const problems = desk.costing?.problemsIn(text) ?? [];
  if (problems.length > 0) {
    const of = (word: RegExp): string | undefined => problems.find((problem) => word.test(problem));
    const [input, output] = [of(/tokens in/i), of(/tokens out/i)];
    const rest = problems.find((problem) => problem !== input && problem !== output);
    const errors = {
      ...(input ? { [fields.input]: input } : {}),
      ...(output ? { [fields.output]: output } : {}),
      ...(rest ? { [fields.volume]: rest } : {}),
    };
    return { response_action: "errors", errors };
  }
  await later(given, `cost:${viewId}`, { do: "cost", text });
  return note("Reckoned", "The summary comes as a direct message.");
}

/** Also what the form of a comparison says: direct messages are its person's alone, so their project may stand in it. */
export const costJob = async (actor: Actor, { text }: Extract<Job, { do: "cost" }>): Promise<void> => {
  const { desk, run, body, client } = actor;
  await tellCase(desk, run, body, text, client, [], await projectOf(actor));
};
