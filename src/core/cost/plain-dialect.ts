/** What is wrong with a workload, for people who wrote words and know no fields: what was said, what is possible, what to write. */
import { bounds, type InputName } from "./inputs.ts";
import { labels } from "./labels.ts";
import type { Dialect } from "./read-inputs.ts";
import { countText } from "./sentences.ts";

interface Plain {
  /** The number with its unit, as somebody would say it. */
  readonly said: (value: number) => string;
  /** From where to where it may be. */
  readonly possible: string;
  readonly write: string;
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(4))}%`;
/** Nobody reads thirty digits. */
const count = (n: number): string => (Math.abs(n) >= 1e15 ? "that many" : countText(n));
const counted =
  (unit: string) =>
  (n: number): string =>
    `${count(n)} ${unit}`;

const sayable: Readonly<Record<string, Plain>> = {
  requestsPerDay: {
    said: counted("requests a day"),
    possible: "between one a month and 10 billion a day",
    write: "40k requests a day",
  },
  tokensPerMonth: {
    said: counted("tokens a month"),
    possible: "at least 1 a month",
    write: "300 million tokens a month",
  },
  inputTokens: {
    said: counted("tokens in"),
    possible: "between 1 and 10 million for each request",
    write: "1500 tokens in",
  },
  outputTokens: {
    said: counted("tokens out"),
    possible: "between 1 and 1 million for each request",
    write: "400 tokens out",
  },
  reasoningMultiple: {
    said: (n) => `hidden reasoning of ${count(n)} times the answer`,
    possible: "between 0 and 100 times",
    write: "reasoning 5x",
  },
  cachedShare: {
    said: (n) => `${percent(n)} of the input cached`,
    possible: "between 0% and 100%",
    write: "30% cached",
  },
  batchShare: {
    said: (n) => `${percent(n)} of the requests in batches`,
    possible: "between 0% and 100%",
    write: "half of it can wait",
  },
  peakToAverage: {
    said: (n) => `a peak of ${count(n)} times the average`,
    possible: "between 1 (always the same) and 100 times",
    write: "peak 3x",
  },
  growthPerMonth: {
    said: (n) => `growth of ${percent(n)} a month`,
    possible: "between -50% and 200% a month, three times as much each month",
    write: "growing 10% a month",
  },
  selfHostedPeopleFte: {
    said: (n) => `${count(n)} people to run the machines`,
    possible: "between 0 and 1,000, parts of a person too",
    write: "0.5 engineers to run it",
  },
  usdPerFteYear: {
    said: (n) => `$${count(n)} a year for one of the people`,
    possible: "between $0 and $5 million",
    write: "engineers cost $120,000 a year",
  },
  usdPerKwh: { said: (n) => `power at $${n} per kWh`, possible: "between $0 and $5", write: "power at $0.15 per kWh" },
  tpotLimitS: {
    said: (n) => `${Number((1_000 * n).toPrecision(6))} ms for each token`,
    possible: "between 0.1 ms and 100 seconds (people who read along need about 50 ms)",
    write: "50 ms per token",
  },
  ttftLimitS: {
    said: (n) => `${Number(n.toPrecision(6))} seconds until the first token`,
    possible: "between 0.001 seconds and an hour",
    write: "first token within 2 seconds",
  },
  usdPerUnit: {
    said: (n) => `a rate of ${Number(n.toPrecision(6))}`,
    possible: "how many dollars one unit of the currency buys",
    write: "in EUR at 1.08",
  },
  gpusAtHand: { said: counted("GPUs"), possible: "a whole number between 1 and 1 million", write: "on our 2 H100s" },
};

const other = (name: string, least: number, most: number): Plain => {
  const label = Object.hasOwn(labels, name) ? labels[name as keyof typeof labels] : name;
  const unit = Object.hasOwn(bounds, name) ? ` ${bounds[name as InputName].unit}` : "";
  return {
    said: (n) => `${label}: ${count(n)}${unit}`,
    possible: `between ${count(least)} and ${count(most)}`,
    write: "",
  };
};

function tooMuch(value: number, least: number): string {
  if (value < 0 && least >= 0) return "is less than nothing";
  return value < least ? "is too little to reckon with" : "is more than I reckon with";
}

export const plainDialect: Dialect = {
  field: (name) => (Object.hasOwn(labels, name) ? labels[name as keyof typeof labels] : name),
  takesRange: () => false,
  listOfEndpoints: "GPT-5.5 vs Claude Haiku 4.5",
  plain: {
    outOfBounds: (name, value, { least, most }) => {
      const { said, possible, write } = sayable[name] ?? other(name, least, most);
      const subject = said(value);
      const example = write === "" ? "" : `, for example “${write}”`;
      return `${subject.charAt(0).toUpperCase()}${subject.slice(1)} ${tooMuch(value, least)}. Write ${possible}${example}.`;
    },
    noVolume: "How many requests are there? Write, for example, “40k requests a day” or “300 million tokens a month”.",
    noRate: (code, usual = 1) =>
      `All prices are in US dollars, and I keep no rates of exchange. Write how many dollars one ${code} buys, for example “in ${code} at ${usual}”, or leave the currency out.`,
    noGpu: "Which GPUs are they? Write, for example, “on our 2 H100s”.",
  },
};
