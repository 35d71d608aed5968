/** The `doctor` command: what works, what does not, and what to do. */
import { send, toJson } from "./json-lines.ts";
import { clean, lookOf, type Output, paragraph } from "./layout.ts";

export type Verdict = "ok" | "warning" | "failure";
export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  readonly what: string;
  /** What to do; none where all is well. */
  readonly remedy?: string;
}

/** Prints every finding and a closing line. Returns the exit code: 1 when anything fails, else 0. */
export async function runDoctor({
  findings,
  json,
  io,
}: {
  readonly findings: readonly Finding[];
  readonly json: boolean;
  readonly io: { readonly stdout: Output };
}): Promise<number> {
  const of = (verdict: Verdict): number => findings.filter((finding) => finding.verdict === verdict).length;
  const good = of("failure") === 0;
  const look = lookOf(io.stdout);
  const lines = findings.map(({ check, verdict, what, remedy }) =>
    paragraph(
      clean(`${check}: ${what}${remedy === undefined ? "" : ` To do: ${remedy}`}`),
      look,
      `${verdict}${" ".repeat(9 - verdict.length)}`,
    ),
  );
  const closing = `${of("ok")} ok, ${of("warning")} to look at, ${of("failure")} failed`;
  await send(io.stdout, json ? `${toJson({ good, checks: findings })}\n` : `${[...lines, closing].join("\n")}\n`);
  return good ? 0 : 1;
}
