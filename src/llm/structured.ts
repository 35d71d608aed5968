/** One object from a model: asked for by a schema that servers enforce, else by a tool call, else by words with one repair. */
import { z } from "zod";
import { fill, type OutputName, type Prompt } from "../core/prompt.ts";
import type { BackendName } from "../core/route/policy.ts";
import type { Models } from "./models.ts";
import { outputSchemas } from "./outputs.ts";
import type { Failure, Message, Shape } from "./types.ts";

type Structured = Exclude<OutputName, "sentences">;
type Output<K extends Structured> = z.infer<(typeof outputSchemas)[K]>;

export type Told<T> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly by: { readonly backend: BackendName; readonly model: string } | undefined;
    }
  | { readonly ok: false; readonly why: Failure };

export interface StructuredRequest<K extends Structured> {
  readonly output: K;
  readonly prompt: Prompt;
  readonly inputs: Readonly<Record<string, string>>;
  readonly order: readonly BackendName[];
  readonly signal?: AbortSignal | undefined;
}

const rungs = ["json_schema", "tool", "words"] as const;
type Rung = (typeof rungs)[number];

/** Remembers which rung a server stands on, so that it is not climbed each time. */
export type Ladder = Map<string, Rung>;

export async function structured<K extends Structured>(
  models: Models,
  request: StructuredRequest<K>,
  ladder: Ladder,
): Promise<Told<Output<K>>> {
  const { prompt, order } = request;
  let why: Failure = "absent";
  for (const name of prompt.backend === "any" ? order : order.filter((one) => one === prompt.backend)) {
    const known = ladder.get(name);
    const told = await climb(models, request, name, known === undefined ? rungs : rungs.slice(rungs.indexOf(known)));
    if (told.ok) {
      ladder.set(name, told.rung);
      return { ok: true, value: told.value as Output<K>, by: told.by };
    }
    why = told.why;
    if (request.signal?.aborted) break;
  }
  return { ok: false, why };
}

type Climbed =
  | {
      readonly ok: true;
      readonly value: unknown;
      readonly rung: Rung;
      readonly by: { readonly backend: BackendName; readonly model: string } | undefined;
    }
  | { readonly ok: false; readonly why: Failure };

async function climb(
  models: Models,
  request: StructuredRequest<Structured>,
  name: BackendName,
  from: readonly Rung[],
): Promise<Climbed> {
  const { output, prompt, inputs, signal } = request;
  const { system, user } = fill(prompt, inputs);
  const schema = z.toJSONSchema(outputSchemas[output], { target: "draft-7" });
  let why: Failure = "bad-answer";
  for (const rung of from) {
    const words = `${system}\n\nAnswer with the object alone, as JSON of this schema:\n${JSON.stringify(schema)}`;
    let messages: Message[] = [
      { role: "system", content: rung === "words" ? words : system },
      { role: "user", content: user },
    ];
    const shape: Shape | undefined = rung === "words" ? undefined : { kind: rung, name: output, schema };
    for (let tries = rung === "words" ? 2 : 1; tries > 0; tries -= 1) {
      const called = await models.ask([name], { messages, maxTokens: prompt.maxTokens, shape }, { signal });
      if (!called.ok) {
        why = called.why;
        // Only a server that does not know how it was asked, or said too much of nothing, is asked another way.
        if (why === "not-understood" || why === "bad-answer") break;
        return { ok: false, why };
      }
      const read = outputSchemas[output].safeParse(objectIn(called.text));
      if (read.success) return { ok: true, value: read.data, rung, by: called.by };
      why = "bad-answer";
      messages = [
        ...messages,
        { role: "assistant", content: called.text.slice(0, 2_000).toWellFormed() },
        { role: "user", content: repair(read.error) },
      ];
    }
  }
  return { ok: false, why };
}

const repair = (error: z.ZodError): string =>
  `That is no object of the schema (${error.issues
    .slice(0, 3)
    .map(({ path, code }) => `${path.join(".") || "the whole"}: ${code}`)
    .join("; ")}). Answer with the corrected object alone.`;

/** The object in a text: models put fences and words around it. */
export function objectIn(text: string): unknown {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  if (start < 0 || end <= start) return undefined;
  try {
    return JSON.parse(text.slice(start, end + 1));
  } catch {
    return undefined;
  }
}
