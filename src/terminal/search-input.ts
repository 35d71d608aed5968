/** Reads documents and queries as people and scripts write them; a mistake becomes one sentence that says what to write. */
import type { Doc } from "../core/retrieve/types.ts";

/** What was read, or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly error: string };

export type Json = { readonly [name: string]: unknown };

export type Operation =
  | { readonly op: "index" | "upsert"; readonly docs: readonly Doc[] }
  | { readonly op: "remove"; readonly ids: readonly string[] }
  | { readonly op: "search"; readonly q: string; readonly k: number };

const DOCUMENT = `{"id": "…", "title": "…", "text": "…", "aliases": ["…"]}, where title and aliases may be left out`;
const DEFAULT_HITS = 10;
const MOST_HITS = 10_000;

export function readObject(line: string): Read<Json> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return {
      error: "This line is not JSON; write one JSON object per line, with double quotes around names and texts.",
    };
  }
  return isObject(value) ? { value } : { error: "This line is not a JSON object; write {…} with named fields." };
}

export function readDoc(value: unknown): Read<Doc> {
  if (!isObject(value)) return { error: `A document must be an object; write ${DOCUMENT}.` };
  const { id, title, text, aliases } = value;
  if (typeof id !== "string" || id === "")
    return { error: `A document's "id" must be a text that is not empty; write ${DOCUMENT}.` };
  const wrong = (field: string, kind: string): Read<Doc> => ({
    error: `"${field}" of document "${id}" must be ${kind}; write ${DOCUMENT}.`,
  });
  if (typeof text !== "string") return wrong("text", "a text");
  if (title != null && typeof title !== "string") return wrong("title", "a text");
  if (aliases != null && !isTexts(aliases)) return wrong("aliases", "a list of texts");
  return { value: { id, text, title: title ?? undefined, aliases: aliases ?? undefined } };
}

export function readOperation(value: Json): Read<Operation> {
  const { op } = value;
  switch (op) {
    case "index":
    case "upsert": {
      if (!Array.isArray(value["docs"]))
        return { error: `"${op}" needs "docs", a list of documents; write "docs": [${DOCUMENT}].` };
      const docs = readDocs(value["docs"]);
      return "error" in docs ? docs : { value: { op, docs: docs.value } };
    }
    case "remove": {
      const { ids } = value;
      return isTexts(ids)
        ? { value: { op, ids } }
        : { error: '"remove" needs "ids", a list of document ids; write "ids": ["…"].' };
    }
    case "search": {
      const { q, k = DEFAULT_HITS } = value;
      if (typeof q !== "string") return { error: '"search" needs "q", the question as text; write "q": "…".' };
      return isCount(k)
        ? { value: { op, q, k } }
        : { error: `"k" is the number of hits; write a whole number from 1 to ${MOST_HITS}.` };
    }
    default:
      return { error: 'A line needs "op"; write "op": "index", "upsert", "remove" or "search".' };
  }
}

function readDocs(values: readonly unknown[]): Read<Doc[]> {
  const docs: Doc[] = [];
  const ids = new Set<string>();
  for (const value of values) {
    const doc = readDoc(value);
    if ("error" in doc) return doc;
    if (ids.has(doc.value.id)) return { error: `Two documents have the id "${doc.value.id}"; give each its own.` };
    ids.add(doc.value.id);
    docs.push(doc.value);
  }
  return { value: docs };
}

export function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= MOST_HITS;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
