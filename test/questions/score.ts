import { toPlain } from "../../src/core/plain.ts";
import type { Answered } from "../../src/core/ports.ts";

/** A recorded question, in the form that the project uses to check the bot. */
export interface Recorded {
  readonly id: string;
  readonly question: string;
  readonly context?: readonly { readonly role: "user" | "bot"; readonly text: string }[];
  readonly intent: string;
  readonly difficulty: string;
  readonly style?: string;
  readonly expect: "answer" | "abstain" | "refuse" | "answer_safely" | "start_flow";
  readonly must: readonly (readonly string[])[];
  readonly must_not: readonly string[];
  readonly fallback?: readonly string[];
  readonly sources: readonly string[];
  readonly format?: string;
}

export interface Score {
  readonly verdict: "right" | "fallback" | "wrong";
  readonly sourceCited: boolean;
  readonly why: string;
}

const normalise = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[‘’‛]/g, "'")
    .replaceAll(/[“”„]/g, '"')
    .replaceAll(/[‐‑‒–—]/g, "-")
    .replaceAll(/[*_~`]/g, "")
    .replaceAll(/\s+/g, " ");

/** Judges a reply: key points found, nothing forbidden, a right source cited, a table where one was asked for. */
export function score(asked: Recorded, { reply }: Answered): Score {
  const raw = toPlain(reply);
  const text = normalise(raw);
  const any = (patterns: readonly string[], where: string): string | undefined =>
    patterns.find((p) => new RegExp(p, "i").test(where));
  const forbidden = any(asked.must_not, text) ?? any(asked.must_not, raw);
  const missing = asked.must.filter((point) => any(point, text) === undefined);
  const cited = new Set(reply.citations.flatMap((citation) => citation.sources));
  const needsSource = asked.sources.length > 0 && asked.expect === "answer" && reply.kind !== "abstain";
  const sourceCited = !needsSource || asked.sources.some((file) => cited.has(file));
  const table = asked.format !== "table" || reply.blocks.some((block) => block.kind === "table");
  const abstained = asked.expect !== "abstain" || reply.kind === "abstain" || reply.kind === "refuse";
  const why = [
    forbidden === undefined ? "" : `says ${forbidden}`,
    missing.length > 0 ? `misses ${missing.map((m) => m.join("|")).join(" and ")}` : "",
    sourceCited ? "" : "cites no right source",
    table ? "" : "has no table",
    abstained ? "" : `answers (${reply.kind}) where the sources hold nothing`,
  ].filter(Boolean);
  if (why.length === 0) return { verdict: "right", sourceCited, why: "" };
  const honest = forbidden === undefined && asked.fallback !== undefined && any(asked.fallback, text) !== undefined;
  return { verdict: honest ? "fallback" : "wrong", sourceCited, why: why.join("; ") };
}
