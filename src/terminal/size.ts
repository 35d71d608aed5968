/** The `size` command: what one replica serves, one question a line. */
import type { CostDesk } from "../core/cost/desk.ts";
import { size } from "../core/cost/size.ts";
import { readSizeRequest, sizeShape } from "../core/cost/size-request.ts";
import type { Rate } from "../core/cost/throughput.ts";
import { type Io, type Json, objectLines, send } from "./json-lines.ts";

export interface SizeCommand {
  readonly jsonl: boolean;
  readonly io: Io;
  readonly desk: CostDesk;
}

/** Returns the exit code: 0, or 2 for wrong use. */
export async function runSize({ jsonl, io, desk }: SizeCommand): Promise<number> {
  if (!jsonl) {
    await send(io.stderr, `size reads one object a line from standard input: add --jsonl and write ${sizeShape}\n`);
    return 2;
  }
  await objectLines(io, sizeShape, (object) => sizeLine(object, desk));
  return 0;
}

export function sizeLine({ id = null, ...given }: Json, desk: CostDesk): Json {
  const read = readSizeRequest(given, desk);
  if (!read.ok) return { id, error: read.problems.join("; ") };
  const sized = size(read.request, desk);
  if (sized.kind === "refused") return { id, fits: false, refused: true, reason: sized.reason };
  if (sized.kind === "no") return { id, fits: false, reason: sized.reason };
  const { rate, weightGb, stackFactor, caveats } = sized;
  return {
    id,
    fits: true,
    tokensPerSecond: rounded(rate.outputTokensPerS * stackFactor),
    requestsPerSecond: rounded(rate.requestsPerS * stackFactor),
    tpotMs: rounded(1e3 * rate.tpotS),
    batch: rounded(rate.batch),
    weightsGb: rounded(weightGb),
    batchMemoryLimit: rounded(rate.batchMemoryLimit),
    ...termsOf(rate),
    stackFactor,
    caveats,
  };
}

/** Milliseconds of one decode step; of weights and computing the longer counts, for experts and the rest apart. */
const termsOf = ({ step, prefillS }: Rate): Json => ({
  tWeightsMs: rounded(1e3 * step.t_weights),
  tComputeMs: rounded(1e3 * step.t_compute),
  tNMs: rounded(1e3 * step.t_N),
  tEMs: rounded(1e3 * step.t_E),
  tKvMs: rounded(1e3 * step.t_kv),
  tCommMs: rounded(1e3 * step.t_c),
  tFixedMs: rounded(1e3 * step.t_f),
  stepMs: rounded(1e3 * step.step),
  prefillMs: rounded(1e3 * prefillS),
  ttftMs: rounded(1e3 * (prefillS + step.step)),
});

/** Six digits: more is not known, and fewer would hide small rates. */
const rounded = (value: number): number => Number(value.toPrecision(6));
