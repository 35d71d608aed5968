/** What the bot says, before any platform has a say in how it looks. */
export interface Reply {
  readonly kind: ReplyKind;
  /** At most 150 characters: Slack's header limit, the tightest we serve. */
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Empty only where nothing is claimed. */
  readonly citations: readonly Citation[];
  readonly knowledgeVersion: string;
  /** A language model chose the words: platforms that have a label for it show it. */
  readonly byModel?: boolean;
  /** The workload that a cost summary is of: buttons change one thing of it and have it reckoned again. */
  readonly workload?: Readonly<Record<string, unknown>> | undefined;
}

export type ReplyKind =
  | "answer"
  | "abstain"
  | "refuse"
  | "start_flow"
  | "assessment"
  | "cost"
  | "table"
  | "help"
  | "smalltalk";

/** Text with `**bold**` as its only mark. Numbers in `cites` count from 1 into the reply's citations. */
export interface Cited {
  readonly text: string;
  readonly cites: readonly number[];
}

export type Block =
  | ({ readonly kind: "text" } & Cited)
  | { readonly kind: "points"; readonly points: readonly Cited[] }
  | { readonly kind: "steps"; readonly steps: readonly Cited[] }
  /** What qualifies the answer: a date, a contested point, an assumption. */
  | { readonly kind: "note"; readonly text: string }
  | {
      readonly kind: "table";
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Numbers as a picture; a stack is what a whole consists of. A platform that cannot draw it shows `chartAsTable`. */
  | {
      readonly kind: "chart";
      readonly shape: "line" | "bar" | "area" | "stack";
      readonly caption: string;
      /** What the axes count, with units; a stack has none. */
      readonly x: string;
      readonly y: string;
      readonly categories: readonly string[];
      /** One value for each category; a stack has one series. */
      readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
      /** A category to point out. */
      readonly mark?: { readonly at: string; readonly label: string } | undefined;
    }
  /** Questions to ask next; a platform with buttons makes them buttons. */
  | { readonly kind: "next"; readonly label: string; readonly questions: readonly string[] };

export interface Citation {
  readonly entry: string;
  readonly title: string;
  /** Titles of the documents, which people see. */
  readonly documents: readonly string[];
  /** Their file names, for machines. */
  readonly sources: readonly string[];
  readonly reviewed: string;
}

/** One drawing for each kind of block: a new kind compiles nowhere until every platform draws it. */
export type Drawings<Out> = { readonly [K in Block["kind"]]: (block: Extract<Block, { kind: K }>) => Out };

export const draw = <Out>(block: Block, by: Drawings<Out>): Out => (by[block.kind] as (block: Block) => Out)(block);

/** Categories as they stand on an axis that draws no mark: the one to point out says so itself. */
export const axisOf = ({ categories, mark }: Extract<Block, { kind: "chart" }>): string[] =>
  categories.map((category) => (category === mark?.at ? `${category}: ${mark.label}` : category));

/** A chart's numbers as a table: a row for each category, a column for each series. */
export const chartAsTable = (chart: Extract<Block, { kind: "chart" }>): Extract<Block, { kind: "table" }> => ({
  kind: "table",
  caption: chart.y === "" ? chart.caption : `${chart.caption} (${chart.y})`,
  columns: [chart.x, ...chart.series.map(({ name }) => name)],
  rows: axisOf(chart).map((category, i) => [
    category,
    ...chart.series.map(({ values }) => (Number.isFinite(values[i]) ? (values[i]?.toLocaleString("en") ?? "") : "")),
  ]),
});

/** Whether somebody may find the reply right or wrong. */
export const claims: Readonly<Record<ReplyKind, boolean>> = {
  answer: true,
  table: true,
  assessment: true,
  cost: true,
  start_flow: false,
  abstain: true,
  refuse: false,
  help: false,
  smalltalk: false,
};
