/** PostgreSQL reads and plans a statement each time that it comes; one with a name only once a connection. */

const usesBefore = 10; // what is rarely said need not be remembered
const mostNames = 100;

/** SQLSTATE: the connection does not know the name, or knows it already: somebody (PgBouncer, pooling transactions) shares it out. */
const shared = new Set(["26000", "42P05"]);

export interface StatementNames {
  /** Undefined for a statement that is to be sent whole. */
  readonly of: (text: string) => string | undefined;
  /** Whether names do not work here, so that the statement may be sent again without; nothing was done. */
  readonly failed: (error: unknown) => boolean;
}

export function statementNames(): StatementNames {
  const uses = new Map<string, number>();
  const names = new Map<string, string>();
  let usable = true;
  return {
    of: (text) => {
      const name = names.get(text);
      if (!usable || name !== undefined || names.size >= mostNames) return usable ? name : undefined;
      const count = (uses.get(text) ?? 0) + 1;
      if (count <= usesBefore) uses.set(text, count);
      else {
        uses.delete(text);
        names.set(text, `counterweight-${names.size}`);
      }
      return names.get(text);
    },
    failed: (error) => {
      if (!(error instanceof Error && "code" in error && shared.has(String(error.code)))) return false;
      usable = false;
      return true;
    },
  };
}
