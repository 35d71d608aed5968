import type { Entry } from "../core/catalog.ts";
import { readFrontMatter } from "./front-matter.ts";
import type { Outcome } from "./parse.ts";
import { errorAt, fileStart, firstOf, type Place, type Problem } from "./problems.ts";
import { entryHeadSchema } from "./schema.ts";
import { idPattern } from "./schema-parts.ts";

const longestAnswer = 60; // words: what a chat message shows without scrolling

/** Reads `entries/<id>.md`: YAML between two `---` lines, then the answer, then a list of points. */
export function parseEntry(file: string, id: string, text: string): Outcome<Entry> {
  const problems: Problem[] = [];
  if (!idPattern.test(id)) {
    const remedy = "rename it to lower-case words joined by hyphens, e.g. vendor-lock-in.md";
    problems.push(errorAt(file, fileStart, "the file name can't be an id", remedy));
  }
  const fronted = readFrontMatter(file, text, entryHeadSchema, {
    whole: "an answer and points; knowledge/README.md shows one",
    first: "the answer",
  });
  if (!fronted.ok) return { ok: false, problems: [fronted.problem] };
  const { lines, head } = fronted;
  const body = readBody(file, lines, fronted.from);
  problems.push(...(head.ok ? [] : head.problems), ...body.problems);
  if (!head.ok || problems.length > 0) return { ok: false, problems };
  const inBody = (path: readonly PropertyKey[]): Place | undefined =>
    path[0] === "answer" || path[0] === "points" ? body.answerAt : undefined;
  const placeOf = (path: readonly PropertyKey[]): Place => inBody(path) ?? head.parsed.placeOf(path);
  const keyOf = (path: readonly PropertyKey[]): Place => inBody(path) ?? head.parsed.keyOf(path);
  return {
    ok: true,
    parsed: { file, data: { id, ...head.parsed.data, answer: body.answer, points: body.points }, placeOf, keyOf },
  };
}

interface Body {
  readonly answer: string;
  readonly answerAt: Place;
  readonly points: readonly string[];
  readonly problems: readonly Problem[];
}

/** Where each line goes: the first paragraph is the answer, every line with a dash a point. */
function readBody(file: string, lines: readonly string[], from: number): Body {
  const flaws: Problem[] = [];
  const fail = (index: number, what: string, remedy: string, column = 1): void => {
    flaws.push(errorAt(file, { line: index + 1, column }, what, remedy));
  };
  const paragraph: string[] = [];
  const points: string[] = [];
  let answerAt = from;
  let gap = false;
  for (let i = from; i < lines.length; i++) {
    const raw = lines[i] ?? "";
    const line = raw.trim();
    const indent = raw.length - raw.trimStart().length;
    const point = /^[-*](?:\s+(.*))?$/.exec(line);
    const afterGap = gap;
    gap = line === "";
    if (gap) continue;
    if (line.split("**").length % 2 === 0)
      fail(i, "a ** here has no partner", "write ** before and after the bold words, on one line");
    if (point && indent > 0) fail(i, "a point stands inside another", "begin it at the start of the line", indent + 1);
    else if (point) {
      if (!point[1]) fail(i, "a point is empty", "write it, or take the dash out");
      points.push(point[1] ?? "");
    } else if (/^(#{1,6}\s|```|\||>|\d+[.)]\s)/.test(line))
      fail(i, "only a paragraph and a list of points are shown", "rewrite this line as one of them");
    else if (points.length > 0) {
      if (indent > 0 && !afterGap) points.push(`${points.pop() ?? ""} ${line}`);
      else
        fail(i, "there is text after the list of points", "move it into the answer or make it a point with - in front");
    } else if (paragraph.length > 0 && afterGap)
      fail(i, "the answer has a second paragraph", "make it a point with - in front");
    else {
      if (paragraph.length === 0) answerAt = i;
      paragraph.push(line);
    }
  }
  const answer = paragraph.join(" ");
  const words = answer.split(/\s+/).filter(Boolean).length;
  if (words === 0 && flaws.length === 0)
    fail(
      Math.min(from, lines.length - 1),
      "the answer is missing",
      `write one paragraph of at most ${longestAnswer} words that answers by itself`,
    );
  if (words > longestAnswer)
    fail(answerAt, `the answer has ${words} words`, `shorten it to ${longestAnswer} and move the rest into points`);
  return { answer, answerAt: { line: answerAt + 1, column: 1 }, points, problems: firstOf(flaws, (flaw) => flaw) };
}
