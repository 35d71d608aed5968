/** A workload by a form: how much, how long, how even, how fast, and which models. */
import type { Choice, Field, Filled, Form } from "../form.ts";

const mostCharacters = 60;
const mostClosed = 4;
const none = "none";

type Pair = readonly [label: string, words: string];
/** Nothing said of it: the usual peak stands for whole days of one region. */
const unknownLoad: Pair = ["I don't know: as usual", none];
const cachedShares: readonly Pair[] = [
  ["None", "0% cached"],
  ["About a third (a fixed instruction)", "30% cached"],
  ["Most (a long document, asked again)", "80% cached"],
];
const latencies: readonly Pair[] = [
  ["Nobody waits for it", none],
  ["People read along (50 ms a token)", "50 ms per token"],
  ["Fast (20 ms a token)", "20 ms per token"],
];
const growths: readonly Pair[] = [
  ["None", none],
  ["5% a month", "growing 5% a month"],
  ["10% a month", "growing 10% a month"],
  ["20% a month", "growing 20% a month"],
];

const typed = (name: string, label: string, hint: string, initial: string): Field => ({
  kind: "words",
  name,
  label,
  hint,
  initial,
  most: mostCharacters,
});
const select = (name: string, label: string, pairs: readonly Pair[], initial: number): Field => {
  const choices: Choice[] = pairs.map(([text, value]) => ({ label: text, value }));
  const chosen = choices[initial]?.value ?? none;
  return { kind: "one", name, label, choices, initial: [chosen], most: 1, optional: false };
};
const models = (
  name: string,
  label: string,
  all: readonly string[],
  kind: "one" | "several",
  chosen: number,
): Field => ({
  kind,
  name,
  label,
  choices: all.map((one) => ({ label: one, value: one })),
  initial: all.slice(0, chosen),
  most: kind === "one" ? 1 : mostClosed,
  optional: true,
});

const machines = "machines";
/** "none", "no", "0": nobody has any. */
const noMachines = /^(?:none|no|nothing|0|-|–)?\.?$/i;
const looksLikeGpu = /[a-z]+ ?\d{2,}|\d{4}/i;

const period = /\b(?:second|minute|hour|day|week|month|year)s?\b|\/|daily|hourly|weekly|monthly|yearly|[qr]ps\b/i;
const sizedIn = (text: string): string =>
  /[a-z]/i.test(text.replace(/(?<=\d) ?[km]\b/i, "")) ? text : `${text} tokens`;

/** What the form says, as somebody would type it. */
export function costWords(filled: Filled): string {
  const one = (name: string): string => filled(name)[0] ?? "";
  const volume = one("volume");
  const chosen = [one("load"), one("cached"), one("latency"), one("growth")];
  const parts = [
    period.test(volume)
      ? volume.replace(/ ?(\/|\b(?:a|per|an|each|every)\b)/i, " requests $1")
      : `${volume} requests a day`,
    `${sizedIn(one("input"))} in`,
    `${sizedIn(one("output"))} out`,
    ...chosen.filter((words) => words !== none),
    [...filled("closed"), one("open")].filter(Boolean).join(" vs "),
    noMachines.test(one(machines).trim()) ? "" : `on our ${one(machines).replace(/^(?:on )?our /i, "")}`,
  ];
  return `cost ${parts
    .filter(Boolean)
    .join(", ")
    .replaceAll(/requests requests/g, "requests")}`;
}

/** Each problem at the field that it is about; what is about none, at the first. */
function atFields(problems: readonly string[]): Readonly<Record<string, string>> {
  const of = (word: RegExp): string | undefined => problems.find((problem) => word.test(problem));
  const [input, output, gpu] = [of(/tokens in/i), of(/tokens out/i), of(/\bGPUs?\b/)];
  const rest = problems.find((problem) => problem !== input && problem !== output && problem !== gpu);
  return {
    ...(gpu === undefined ? {} : { [machines]: gpu }),
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    ...(rest === undefined ? {} : { volume: rest }),
  };
}

const size = "tokens, or words, or pages: a page is about 600 tokens, three words about four";

export const costForm: Form = {
  title: "What does it cost?",
  submit: "Reckon",
  note: "Everything else is taken as usual, and listed below the sums.",
  nothing: "My files of prices are broken, so I can reckon nothing.",
  fields: ({ closed, open, loads }) =>
    closed.length === 0 || open.length === 0
      ? []
      : [
          typed("volume", "How many requests?", "for example 40k a day, or 1 million a month", "10k a day"),
          typed("input", "How long is what goes in?", size, "1500 tokens"),
          typed("output", "How long is what comes out?", size, "400 tokens"),
          select("load", "When do the requests come?", [unknownLoad, ...loads], 0),
          select("cached", "How much of the input repeats?", cachedShares, 1),
          select("latency", "How fast must it be?", latencies, 0),
          select("growth", "How fast does it grow?", growths, 0),
          models("closed", "Closed models to compare", closed, "several", 2),
          models("open", "Open model to host", open, "one", 1),
          {
            ...typed(machines, "GPUs that you have already", "for example 2 H100; empty when none", ""),
            optional: true,
          },
        ],
  told: (filled, costing) => {
    const text = costWords(filled);
    const [have = ""] = filled(machines);
    if (!noMachines.test(have.trim()) && !looksLikeGpu.test(have))
      return {
        ok: false,
        problems: { [machines]: "Write how many and which, for example 2 H100, or leave it empty." },
      };
    const problems = costing.problemsIn(text);
    return problems.length > 0 ? { ok: false, problems: atFields(problems) } : { ok: true, text };
  },
};
