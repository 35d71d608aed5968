/** Whether somebody asks for an assessment, and with what. */
import type { Assessor } from "../ports.ts";

const command =
  /^\W*\/?(?:weigh\s+)?(?:assess(?:ment)?|interview)(?:\s+(?:me|us|(?:my|our|this|the)(?:\s+(?:case|workload|project))?))?\s*(?:[.!]*\s*$|:\s*([^]+)$)/i;
/** What follows `assess` when that is what was said; undefined when it was something else. */
export function assessWords(text: string): string | undefined {
  const found = command.exec(text.trim());
  return found ? (found[1] ?? "").trim() : undefined;
}

/** A text that states anything of a workload is worth beginning with; a question that states nothing is not. */
export const worthTelling = ({ read }: Assessor, text: string): string => (read(text).understood ? text : "");
