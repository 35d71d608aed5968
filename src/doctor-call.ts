/** One call to Slack as the doctor needs it: what came back, headers and all, or why nothing did. */
const patienceMs = 10_000;

export type Answer =
  | {
      readonly kind: "answer";
      readonly body: Readonly<Record<string, unknown>>;
      readonly scopes: string | null;
      readonly dateMs: number;
    }
  | { readonly kind: "none"; readonly why: string };

export async function call(apiUrl: string, method: string, token: string): Promise<Answer> {
  try {
    const response = await fetch(new URL(method, apiUrl), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/x-www-form-urlencoded" },
      signal: AbortSignal.timeout(patienceMs),
    });
    const dateMs = Date.parse(response.headers.get("date") ?? "");
    const body: unknown = await response.json().catch(() => undefined);
    if (body === null || typeof body !== "object") return { kind: "none", why: `HTTP ${response.status}, no answer` };
    return {
      kind: "answer",
      body: body as Record<string, unknown>,
      scopes: response.headers.get("x-oauth-scopes"),
      dateMs,
    };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined)?.code : undefined;
    return { kind: "none", why: typeof cause === "string" ? cause : error instanceof Error ? error.name : "unknown" };
  }
}

export const errorOf = (answer: Answer): string | undefined => {
  if (answer.kind === "none") return answer.why;
  return answer.body["ok"] === true ? undefined : String(answer.body["error"]).slice(0, 60);
};
export const teamOf = (answer: Answer): string | undefined =>
  answer.kind === "answer" && answer.body["ok"] === true ? String(answer.body["team_id"]) : undefined;
