/** What botbuilder's connector throws or gets, as a refusal of ours. */
import { Refused } from "../transport.ts";

interface Answer {
  readonly status?: unknown;
  readonly headers?: { readonly get?: (name: string) => string | undefined };
  readonly bodyAsText?: unknown;
}

const longestDetail = 500;
const isWord = (value: unknown): value is string => typeof value === "string" && /^[A-Za-z][\w.-]{1,79}$/.test(value);

/** Seconds, or a date. */
function waitOf(header: string | undefined): number | undefined {
  if (header === undefined || header === "") return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}

export function refusalIn(error: unknown): Refused {
  if (error instanceof Refused) return error;
  const { response, statusCode, code, name } = error as {
    response?: Answer;
    statusCode?: unknown;
    code?: unknown;
    name?: unknown;
  };
  const status = Number(response?.status ?? statusCode ?? 0) || 0;
  const text = typeof response?.bodyAsText === "string" ? response.bodyAsText : "";
  const said = saidIn(text);
  const given = isWord(code) ? code : isWord(name) ? name : "unknown";
  return new Refused(
    status,
    isWord(said?.code) ? said.code : status > 0 ? `http_${status}` : given,
    waitOf(response?.headers?.get?.("retry-after")),
    typeof said?.message === "string" ? said.message.slice(0, longestDetail) : "",
  );
}

/** `{error: {code, message}}`, in one of Teams' spellings; undefined for a proxy's page. */
function saidIn(text: string): { readonly code?: unknown; readonly message?: unknown } | undefined {
  try {
    const body = JSON.parse(text) as { error?: unknown; errorCode?: unknown; code?: unknown; message?: unknown };
    const { error } = body;
    if (typeof error === "object" && error !== null) return error;
    return { code: body.code, message: body.message };
  } catch {
    return undefined;
  }
}
