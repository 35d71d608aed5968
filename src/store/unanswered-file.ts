/** The file that questions asked in vain were kept in before there were tables; it is read once, and then set aside. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One question; who asked it is not kept. */
export interface UnansweredQuestion {
  /** At most 500 characters, without mentions and control characters. */
  readonly text: string;
  /** When it was asked, as in 2026-07-01T09:30:00.000Z. */
  readonly at: string;
  readonly platform: string;
  readonly knowledgeVersion: string;
  /** Id of the entry that came nearest; null when none was near. */
  readonly nearest: string | null;
}

export const unansweredFile = (dataDir: string): string => join(dataDir, "unanswered.jsonl");

/** Every line that can be read, oldest first; a half-written one is left out. */
export function readUnanswered(path: string): UnansweredQuestion[] {
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  return content.split("\n").flatMap(questionOf);
}

function questionOf(line: string): UnansweredQuestion[] {
  try {
    const row: unknown = JSON.parse(line);
    if (!isObject(row)) return [];
    const { text, at, platform, knowledgeVersion, nearest } = row;
    if (typeof text !== "string" || typeof at !== "string" || Number.isNaN(Date.parse(at))) return [];
    return [
      { text, at, platform: said(platform), knowledgeVersion: said(knowledgeVersion), nearest: said(nearest) || null },
    ];
  } catch {
    return [];
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const said = (value: unknown): string => (typeof value === "string" ? value : "");
