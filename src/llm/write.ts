/** Has a model put passages into words. What is given out is verified, sentence by sentence, in the order of the stream. */
import { fill, type Prompt } from "../core/prompt.ts";
import type { BackendName } from "../core/route/policy.ts";
import type { Veil } from "../core/sensitive/veil.ts";
import type { Worded } from "./dress.ts";
import { lineReader } from "./lines.ts";
import type { Models } from "./models.ts";
import type { Failure, Usage } from "./types.ts";
import { type Flaw, type Passage, type Verified, verify, type Vocabulary } from "./verify.ts";

export interface WriteRequest {
  readonly question: string;
  /** The first one holds the gist: without a sentence of it there is no answer. */
  readonly passages: readonly Passage[];
  readonly order: readonly BackendName[];
  readonly prompt: Prompt;
  readonly vocabulary: Vocabulary;
  /** What is sent goes through it, and what comes back too. */
  readonly veil: Veil;
  readonly signal?: AbortSignal | undefined;
  /** Told of each sentence that may be shown; none before the gist. */
  readonly onSentence?: ((sentence: Sentence) => void) | undefined;
}

export interface Sentence {
  readonly text: string;
  readonly cites: readonly number[];
}

export interface Written {
  /** Empty when the answer has to be composed without a model. */
  readonly sentences: readonly Sentence[];
  readonly by: Worded | undefined;
  /** Why there are none, or fewer than there could be. */
  readonly why?: Failure | "gist-gone" | undefined;
  readonly dropped: Readonly<Partial<Record<Flaw | "repeated", number>>>;
  readonly usage: Usage;
}

const mostSentences = 8;
const fewestSentences = 2;
/** Of what a model said, at least this much must have held: one that lies in most of it is not believed in the rest. */
const leastKept = 0.5;

export async function write(models: Models, request: WriteRequest): Promise<Written> {
  const { prompt, order, veil, signal } = request;
  const wanted = prompt.backend === "any" ? order : order.filter((name) => name === prompt.backend);
  const { system, user } = fill(prompt, {
    question: veil.cover(request.question),
    passages: request.passages.map(passageText).join("\n\n"),
  });
  const messages = [{ role: "system", content: system } as const, { role: "user", content: user } as const];
  let last: Written = {
    sentences: [],
    by: undefined,
    why: "absent",
    dropped: {},
    usage: { inputTokens: 0, outputTokens: 0 },
  };
  for (const name of wanted) {
    const take = taker(request);
    const lines = lineReader(take.line);
    const called = await models.ask([name], { messages, maxTokens: prompt.maxTokens }, { signal, onText: lines.push });
    if (called.ok) lines.end();
    const { sentences, dropped, said, shown } = take.taken();
    const holds = sentences.length >= fewestSentences && sentences.length >= said * leastKept;
    const why = called.ok ? (holds ? undefined : "gist-gone") : called.why;
    // What was shown was verified: whoever stopped keeps it, and a stream that was cut leaves it standing.
    const keeps = holds || (shown > 0 && why === "aborted");
    last = { sentences: keeps ? sentences : [], by: called.by, why, dropped, usage: called.usage };
    if (keeps || called.ok || shown > 0 || signal?.aborted) return last;
  }
  return last;
}

export const passageText = ({ number, title, text }: Passage): string =>
  `[${number}] ${title}. ${text.replaceAll("**", "")}`;

function taker({ passages, vocabulary, veil, onSentence }: WriteRequest) {
  const sentences: Sentence[] = [];
  const dropped: Partial<Record<Flaw | "repeated", number>> = {};
  const drop = (why: Flaw | "repeated"): void => void (dropped[why] = (dropped[why] ?? 0) + 1);
  let said = 0;
  let shown = 0;
  return {
    line: (line: string): void => {
      if (sentences.length >= mostSentences) return;
      said += 1;
      const verified: Verified = verify(line, passages, vocabulary);
      if (!verified.ok) return drop(verified.why);
      const { text, cites } = verified;
      if (sentences.some((one) => one.text === text)) return drop("repeated");
      sentences.push({ text: veil.lift(text), cites });
      const gist = sentences.findIndex((one) => one.cites.includes(passages[0]?.number ?? 1));
      if (gist < 0) return;
      // Those that came before the gist are shown behind it.
      if (shown === 0 && gist > 0) sentences.unshift(...sentences.splice(gist, 1));
      for (; shown < sentences.length; shown += 1) onSentence?.(sentences[shown] as Sentence);
    },
    taken: () => ({ sentences: shown === 0 ? [] : sentences, dropped, said, shown }),
  };
}
