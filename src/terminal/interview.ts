/** The interview at the terminal: one question at a time, with a way back, and a verdict whenever somebody has enough. */
import { createInterface } from "node:readline/promises";
import { answer, back, describe, type Draft, emptyDraft, groupWeights, next, tick } from "../core/decide/draft.ts";
import { type Doc, emptyDoc } from "../core/assess/doc.ts";
import { chosen, nothingAddedSays, offered, offerSays, offersSay, openOffers } from "../core/assess/second.ts";
import { type FactName, type FactValue, isFactValue } from "../core/decide/facts.ts";
import type { Question } from "../core/decide/model.ts";
import type { Assessor, ModelReading, SecondReader } from "../core/ports.ts";
import { understoodLines } from "./assess.ts";
import { lookOf, type Output } from "./layout.ts";
import { send } from "./json-lines.ts";
import { render } from "./render.ts";

export interface Interview {
  readonly io: { readonly stdin: NodeJS.ReadableStream; readonly stdout: Output & NodeJS.WritableStream };
  readonly assessor: Assessor;
  /** A model that reads the description beside the rules, where one may. */
  readonly second?: SecondReader | undefined;
}

const here = { platform: "terminal" };
const commands = "a number · s skip · w why · b back · f finish now · q quit";

/** Returns the exit code: 0 with a verdict, 1 when nothing is left or somebody left. */
export async function runInterview({ io: { stdin, stdout }, assessor, second }: Interview): Promise<number> {
  const lines = createInterface({ input: stdin, output: stdout });
  const say = (text: string): Promise<void> => send(stdout, `${text}\n`);
  const reading = lines[Symbol.asyncIterator]();
  const hear = async (prompt: string): Promise<string | undefined> => {
    await send(stdout, prompt);
    const { value, done } = await reading.next();
    return done === true ? undefined : value.trim();
  };
  const gone = new AbortController();
  try {
    await say(
      "Let us weigh one workload. Describe it in a sentence or two (data, volume, team, deadline), or just press Enter.",
    );
    const told = await hear("> ");
    if (told === undefined) return 1;
    const read = assessor.read(told);
    let draft = describe(emptyDraft, told, read.facts);
    // Nobody waits for a model: what it read is offered before the next question, or the verdict.
    let came: ModelReading | undefined;
    if (told !== "") void second?.read(told, here, gone.signal).then((reading) => (came = reading));
    if (told !== "") await say(understoodLines(read, assessor).trimEnd());
    for (;;) {
      if ((await offerAll()) === "quit") return 1;
      const step = next(assessor.model, draft);
      if (step.kind === "done" || step.kind === "describe") break;
      const done = step.kind === "checklist" ? await askList(step.questions) : await askOne(step.question, step.left);
      if (done === "quit") return 1;
      if (done === "finish") break;
    }
    if ((await offerAll()) === "quit") return 1;
    const assessment = assessor.assess(draft.facts, { weights: groupWeights(assessor.model, draft) });
    await say(`\n${render(assessor.reply(assessment, { detail: "full" }), lookOf(stdout))}`);
    return assessment.recommended === undefined ? 1 : 0;

    async function offerAll(): Promise<"quit" | "on"> {
      const reading = came;
      if (!reading) return "on";
      came = undefined;
      const before: Doc = { ...emptyDoc, draft, page: "ask" };
      let doc = offered(before, draft.text, reading, 1) ?? before;
      const open = openOffers(assessor, doc);
      await say(`\n${open.length > 0 ? offersSay(reading.by) : nothingAddedSays(reading.by)}`);
      for (const offer of open) {
        const { text, take, leave } = offerSays(assessor, offer);
        await say(`  ${text.replace("\n", "\n    ")}`);
        for (let typed: string | undefined; typed === undefined || !/^[yn]/i.test(typed); ) {
          typed = await hear(`y ${take.toLowerCase()} · n ${leave.toLowerCase()} > `);
          if (typed === undefined || typed === "q") return "quit";
          if (/^y/i.test(typed)) doc = chosen(assessor, doc, [offer.fact, offer.value], true) ?? doc;
        }
      }
      ({ draft } = doc);
      return "on";
    }

    async function askList(questions: readonly Question[]): Promise<"finish" | "quit" | "on"> {
      await say("\nDoes any of this apply? Type the numbers, or press Enter for none.");
      for (const [i, { title, ask }] of questions.entries()) await say(`  ${i + 1}. ${title}: ${ask}`);
      for (;;) {
        const typed = await hear("> ");
        if (typed === undefined || typed === "q") return "quit";
        if (typed === "f") return "finish";
        const picked = (isNone.test(typed) ? "" : typed)
          .split(/[\s,]+/)
          .filter(Boolean)
          .map((word) => questions[Number(word) - 1]);
        if (picked.every((one) => one !== undefined)) {
          draft = tick(
            draft,
            assessor.model,
            picked.map(({ fact }) => fact),
          );
          return "on";
        }
        await say(`Type numbers from 1 to ${questions.length}, e.g. 1 3, or press Enter for none.`);
      }
    }

    async function askOne(question: Question, left: number): Promise<"finish" | "quit" | "on"> {
      const { ask, why, options, fact } = question;
      const answered = draft.steps.filter(({ of }) => of !== "text").length;
      await say(`\n${ask}  (${answered} answered, about ${left} to go)`);
      for (const [i, { label }] of options.entries()) await say(`  ${i + 1}. ${label}`);
      for (;;) {
        const typed = await hear("> ");
        if (typed === undefined || typed === "q") return "quit";
        if (typed === "f") return "finish";
        if (typed === "w") await say(why);
        else if (typed === "b") {
          draft = steppedBack(draft);
          return "on";
        } else {
          const value = typed === "s" ? "unknown" : valueOf(question, typed);
          if (value !== undefined) {
            draft = answer(draft, fact, value);
            return "on";
          }
          await say(`I did not get that. Type ${commands}.`);
        }
      }
    }
  } finally {
    gone.abort();
    lines.close();
  }
}

const isNone = /^(?:s|n|no|none|nothing|skip|0|-|(?:i )?(?:do not|don'?t) know)$/i;

/** The description stays: without it there would be nothing to go back to. */
const steppedBack = (draft: Draft): Draft => (draft.steps.length > 1 ? back(draft) : draft);

function valueOf({ fact, options }: Question, typed: string): FactValue | undefined {
  const byNumber = options[Number(typed) - 1]?.value;
  if (byNumber !== undefined) return byNumber;
  const given: unknown = fact === ("volume_tokens_per_month" satisfies FactName) ? Number(typed) : typed;
  return typed !== "" && isFactValue(fact, given) ? given : undefined;
}
