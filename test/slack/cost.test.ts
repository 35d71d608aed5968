import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { costingOn } from "../../src/coster.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
import { assessing, channel, dm, type People, pick, read, several, text } from "./assess-support.ts";

const kb = await realKnowledge();
let p: People;
beforeEach(async () => {
  p = await assessing({ answer: answererOf(kb), costing: costingOn(() => kb) });
});
afterEach(() => p.on.stop());
const typed = "cost 40k requests/day, 1500 in, 400 out, gpt-5.5 vs llama 70b on our H100s";

describe("/weigh cost with a workload", () => {
  test("answers for one person alone: a sentence, a table, a chart, drivers, break-even, what was assumed, dates", async () => {
    await p.weigh(typed);
    const told = read(p.whispered());
    for (const words of [
      "At 40,000 requests a day your machines (Llama 3.3 70B on 1 x NVIDIA H100 SXM (TP1, fp8), bought) cost about",
      "What moves the difference between",
      "Break-even of machines of your own",
      "Taken as usual, for you said nothing of it",
      "Prices are list prices in US dollars, read from 2026-",
    ])
      expect(told).toContain(words);
    const kinds = p.whispered().blocks?.map(({ type }) => type);
    expect(kinds?.filter((kind) => kind === "table" || kind === "data_visualization")).toEqual([
      "table",
      "data_visualization",
      "data_visualization",
    ]);
    expect(p.said(channel)).toEqual([]);
  });

  test("says what is wrong, and what there is", async () => {
    await p.weigh("cost 0 requests a day on gpt-5.5");
    expect(read(p.whispered())).toContain(
      "0 requests a day is too little to reckon with. Write between one a month and 10 billion a day",
    );
    await p.weigh("cost 1k requests a day on gpt-99");
    expect(read(p.whispered())).toContain("I have no prices for “gpt-99”; the nearest I have is GPT-5");
    await p.weigh("cost 1k requests a day in EUR");
    expect(read(p.whispered())).toContain("for example “in EUR at 1.15”");
  });
});

describe("a button of a summary", () => {
  test.for([
    { label: "Double the volume", says: "At 80,000 requests a day" },
    { label: "Batch half of it", says: "Batch half of it:" },
    { label: "Cache 80%", says: "Cache 80%:" },
    { label: "Smaller models", says: "GPT-5.4 at OpenAI costs about" },
    { label: "Committed GPUs", says: "rented committed" },
    { label: "No on-call", says: "No on-call:" },
  ])("changes the summary where it stands: $label", async ({ label, says }) => {
    const asked = await p.writes(`<@U0BOT> what would ${typed}?`);
    const [before] = p.said(channel);
    expect(asked.ts).toBe(before?.thread_ts);
    await p.press(before as never, label);
    const [after, ...others] = p.said(channel);
    expect(others).toEqual([]);
    expect(after?.ts).toBe(before?.ts);
    expect(read(after as never)).toContain(says);
    expect(read(after as never)).toContain("the cheapest of each kind, a month: closed API $");
  });

  test("adds to what was pressed before, and counts once however often Slack brings it", async () => {
    await p.weigh(typed);
    const sent = await p.press(p.whispered(), "Double the volume");
    await p.on.settled(p.on.people.again(sent));
    expect(read(p.whispered())).toContain("At 80,000 requests a day");
    await p.press(p.whispered(), "Double the volume");
    expect(read(p.whispered())).toContain("At 160,000 requests a day");
  });

  test("that would change nothing says so", async () => {
    await p.weigh(`${typed}, committed`);
    await p.press(p.whispered(), "Committed GPUs");
    expect(read(p.whispered())).toContain("That is so already, or it would change nothing here.");
  });

  test("shows the formula of every figure, with values, dates and sources, to whoever pressed", async () => {
    await p.writes(`<@U0BOT> what would ${typed}?`);
    await p.press(p.said(channel)[0] as never, "Show the formula");
    const told = read(p.whispered());
    for (const words of [
      "output tokens: $14,611 = requestsPerDay × days × (1 + retryShare) × tokenizerFactor ÷ 1e6 × outputTokens × usdPerMTok; usdPerMTok 30 USD per million tokens",
      "usdPerMTok 5 USD per million tokens, as of 2026-07-01: anomalyco/models.dev",
      "requestsPerDay 40,000 requests a day: you said so",
      "peakToAverage 3 (1.5 to 6) times: ",
      "Break-even: the lowest requestsPerDay",
      "Low and high are the 10th and 90th percentile",
    ])
      expect(told.replaceAll("*", "")).toContain(words);
    expect(told).not.toContain("longer than a Slack message");
  });

  test("draws the cost by volume as a picture in the thread", async () => {
    await p.writes(`<@U0BOT> what would ${typed}?`);
    await p.press(p.said(channel)[0] as never, "Chart as picture");
    expect(JSON.stringify(p.said(channel).at(-1))).toContain('"name":"cost.png"');
  });

  test("exports every line as a file in the thread", async () => {
    await p.writes(`<@U0BOT> what would ${typed}?`);
    await p.press(p.said(channel)[0] as never, "Export CSV");
    expect(JSON.stringify(p.said(channel).at(-1))).toContain('"name":"cost.csv"');
  });
});

describe("/weigh cost without more", () => {
  test("asks which GPUs are there, and reckons with these", async () => {
    await p.weigh("cost");
    const sizes = { volume: text("20k a day"), input: text("1500"), output: text("400"), open: pick("Llama 3.3 70B") };
    await p.submit({ ...sizes, machines: text("4 H100") });
    expect(read(p.said(dm)[0])).toContain("Of your 4 x NVIDIA H100 SXM 2 serve the whole peak");
  });

  test("opens a form; what it says is reckoned and told in a direct message", async () => {
    await p.weigh("cost");
    expect(read(p.modal())).toContain("a page is about 600 tokens");
    await p.submit({
      volume: text("20k a day"),
      input: text("2 pages"),
      output: text("300 words"),
      load: pick("only at night"),
      cached: pick("0% cached"),
      latency: pick("50 ms per token"),
      growth: pick("growing 10% a month"),
      closed: several("GPT-5.5", "Claude Sonnet 4.6"),
      open: pick("Llama 3.1 8B"),
    });
    expect(read(p.modal())).toContain("The summary comes as a direct message.");
    const [summary] = p.said(dm);
    const told = read(summary);
    expect(told).toContain("At 20,000 requests a day GPT-5.5 at OpenAI costs about");
    expect(told).toContain("Llama 3.1 8B");
    expect(told).toMatch(/When the requests come:\*? Only at night\. The busiest hour has 3\.0 times the average/);
    expect(told).not.toMatch(/Taken as usual.*\b(?:tokens in|the busiest hour)/);
    await p.press(summary as never, "Double the volume");
    const doubled = read(p.said(dm)[0]);
    expect(doubled).toContain("At 40,000 requests a day");
    expect(doubled).toMatch(/When the requests come:\*? Only at night\./);
  });

  test("says below the field what is wrong in it", async () => {
    await p.weigh("cost");
    const { body } = await p.submit({ volume: text("-3 a day"), input: text("0"), output: text("400") });
    const banana = await p.submit({ volume: text("2.500 a day"), input: text("banana"), output: text("400") });
    expect(banana.body).toMatchObject({
      errors: { input: expect.stringContaining("“banana in”: write tokens in as a number") as string },
    });
    expect(body).toMatchObject({
      response_action: "errors",
      errors: {
        volume: expect.stringContaining("-3 requests a day is less than nothing") as string,
        input: expect.stringContaining("0 tokens in is too little to reckon with") as string,
      },
    });
  });
});

describe("/weigh compare", () => {
  test("with words answers at once", async () => {
    await p.weigh("compare gpt-5.5 and llama 3.3 70b");
    const told = read(p.whispered());
    for (const words of ["Llama 3.3 Community License", "not published", "bf16 141 GB, fp8 70.6 GB"])
      expect(told).toContain(words);
  });

  test.for([
    {
      is: "sides by a factor",
      chosen: { ways: several("open", "closed"), rows: several("privacy") },
      says: ["Privacy and residency"],
    },
    {
      is: "two ways of building",
      chosen: { ways: several("closed api", "rag on open") },
      says: ["Deployment", "Support"],
    },
    {
      is: "models",
      chosen: { models: several("GPT-5.5", "Kimi K2.6") },
      says: ["1,050,000 tokens", "Modified MIT License"],
    },
    {
      is: "a table of the documents",
      chosen: { table: pick("TAB-9") },
      says: ["What goes where in a hybrid", "CRM sync with customer data"],
    },
  ])("without words opens a form: $is", async ({ chosen, says }) => {
    await p.weigh("compare");
    await p.submit(chosen);
    expect(read(p.modal())).toContain("The table comes as a direct message.");
    const told = read(p.said(dm)[0]);
    for (const words of says) expect(told).toContain(words);
  });

  test("says in the form what does not go together", async () => {
    await p.weigh("compare");
    const { body } = await p.submit({ ways: several("open"), models: several("GPT-5.5") });
    expect(body).toMatchObject({
      response_action: "errors",
      errors: { models: expect.stringContaining("either") as string },
    });
  });
});

describe("/weigh draw", () => {
  test("says who sends what where, and sends the picture", async () => {
    await p.weigh("draw hybrid router");
    expect(read(p.whispered())).toContain("Router → Closed API: complex requests (leaves the company)");
    expect(p.on.logged).toEqual([]);
    expect(JSON.stringify(p.said(dm))).toContain('"name":"flow.png"');
  });

  test.for([
    ["draw hybird router", "Did you mean hybrid router?"],
    ["draw", "I can draw: "],
  ] as const)("“%s” says what there is", async ([typed, says]) => {
    await p.weigh(typed);
    expect(read(p.whispered())).toContain(says);
    expect(p.said(dm)).toEqual([]);
  });
});
