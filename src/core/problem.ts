/** One mistake in a knowledge file, said so that its writer can mend it without asking. */
export interface Problem {
  /** Path inside the knowledge folder, with `/` between names. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly remedy: string;
  /** An error keeps an edit from being served; a warning only wants attention. */
  readonly severity: "error" | "warning";
}

/** `file:line:column: what is wrong; what to write`, the form that editors turn into a link. */
export const formatProblem = (p: Problem): string => `${p.file}:${p.line}:${p.column}: ${p.what}; ${p.remedy}`;
