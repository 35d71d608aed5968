/** What Teams would refuse of a message, or not draw. Microsoft's parser knows the rest, of cards: see `page/teams-card.ts`. */
import { isObject, type Json } from "./shape.ts";

/** Teams draws these; Microsoft's open library does not know them. */
export const charts = [
  "Chart.Line",
  "Chart.VerticalBar",
  "Chart.VerticalBar.Grouped",
  "Chart.HorizontalBar.Stacked",
  "Chart.Pie",
  "Chart.Donut",
];

const isPoint = (point: Json, ...numbers: readonly string[]): boolean =>
  numbers.every((name) => Number.isFinite(point[name]));
/** What each of them is drawn from (`@microsoft/teams.cards`): of anything else Teams draws an empty frame. */
const dataOf: Readonly<Record<string, (data: readonly Json[]) => boolean>> = {
  "Chart.Line": (data) => data.every(({ values }) => listOf(values).every((one) => isPoint(one, "y"))),
  "Chart.VerticalBar.Grouped": (data) => data.every(({ values }) => listOf(values).every((one) => isPoint(one, "y"))),
  "Chart.HorizontalBar.Stacked": (data) =>
    data.every(({ data: parts }) => listOf(parts).length > 0 && listOf(parts).every((one) => isPoint(one, "value"))),
  "Chart.Pie": (data) => data.every((one) => isPoint(one, "value")),
  "Chart.Donut": (data) => data.every((one) => isPoint(one, "value")),
  "Chart.VerticalBar": (data) => data.every((one) => isPoint(one, "y")),
};

/** Teams draws it in cards of 1.2 and later: learn.microsoft.com/microsoftteams/platform, "People Picker in Adaptive Cards". */
const peoplePicker = 'Property "choices.data" is supported in version 1.6, but you are using version 1.5.';
const noChoices = "An Input.ChoiceSet must have at least one choice defined.";
/** Of what Microsoft's parser complains of in a card, what Teams would, too. */
export function unreadByTeams(complaints: readonly string[]): string[] {
  if (!complaints.includes(peoplePicker)) return [...complaints];
  const found = [...complaints];
  for (const allowed of [peoplePicker, noChoices]) if (found.includes(allowed)) found.splice(found.indexOf(allowed), 1);
  return found;
}

const cardType = "application/vnd.microsoft.card.adaptive";
const mostBytes = 100 * 1_024; // of UTF-16, all of the JSON counted
const mostActions = 6;
const mostRefreshed = 60;
const mostCitations = 20;
const longestName = 80;
const longestAbstract = 160;

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);

/** Every object in a piece of JSON, itself among them. */
function* partsIn(value: unknown): Generator<Json> {
  if (isObject(value)) yield value;
  const inside = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  for (const each of inside) yield* partsIn(each);
}

/** Of the card alone. */
export function problemsOfCard(content: Json): string[] {
  const problems: string[] = [];
  if (content["version"] !== "1.5") problems.push(`version ${String(content["version"])}`);
  const ids = new Set<string>();
  for (const part of partsIn(content)) {
    const { type, id } = part;
    if (typeof type === "string" && type.startsWith("Chart.") && part["fallback"] === undefined)
      problems.push(`${type} without a fallback`);
    if (typeof type === "string" && dataOf[type]?.(listOf(part["data"])) === false)
      problems.push(`${type} with data of another chart`);
    if (type === "TextBlock" && part["wrap"] !== true) problems.push("a text that is cut off at the edge");
    if (type === "TextBlock" && String(part["text"]).trim() === "") problems.push("an empty text");
    if (type === "ActionSet" && listOf(part["actions"]).length > mostActions)
      problems.push("a row of too many buttons");
    if (typeof id === "string") {
      if (ids.has(id)) problems.push(`id ${id} twice`);
      ids.add(id);
    }
    if (type === "Table") {
      const widths = listOf(part["rows"]).map(({ cells }) => listOf(cells).length);
      if (new Set([...widths, listOf(part["columns"]).length]).size > 1) problems.push("rows of different lengths");
    }
    if (type === "Action.Execute" && typeof part["verb"] !== "string") problems.push("a button without a verb");
    for (const [key, value] of Object.entries(part))
      if (value === undefined || value === null || Number.isNaN(value)) problems.push(`${key} is ${String(value)}`);
  }
  const refreshed = listOf((content["refresh"] as Json | undefined)?.["userIds"]);
  if (refreshed.length > mostRefreshed) problems.push(`refreshed for more than ${mostRefreshed} people`);
  return problems;
}

/** Its cards, and what is no card among them. */
export const cardsOf = (activity: Json): readonly Json[] =>
  listOf(activity["attachments"]).map(({ content }) => (content ?? {}) as Json);

/** Of a message as its bytes go over the wire: its words, signs of trust and size, and its cards. */
export function problemsOfActivity(activity: Json): string[] {
  const problems: string[] = [];
  const bytes = JSON.stringify(activity).length * 2;
  if (bytes > mostBytes) problems.push(`more than 100 KB: ${Math.ceil(bytes / 1_024)} KB`);
  const text = typeof activity["text"] === "string" ? activity["text"] : "";
  const attachments = listOf(activity["attachments"]);
  if (text.trim() === "" && attachments.length === 0) problems.push("nothing in it");
  if (/<(?!https?:)[^>]*>/.test(text)) problems.push("a tag in the text");
  for (const { contentType } of attachments)
    if (contentType !== cardType) problems.push(`an attachment of ${String(contentType)}`);
  problems.push(...cardsOf(activity).flatMap(problemsOfCard));
  const roots = listOf(activity["entities"]).filter(({ type }) => type === "https://schema.org/Message");
  if (roots.length > 1) problems.push("more than one root entity");
  const claims = listOf(roots[0]?.["citation"]);
  if (claims.length > mostCitations) problems.push(`more than ${mostCitations} citations`);
  for (const { position, appearance } of claims) {
    const { name, abstract } = (appearance ?? {}) as Json;
    if (!text.includes(`[${String(position)}]`)) problems.push(`citation ${String(position)} is not in the text`);
    if (!isWithin(name, longestName)) problems.push("a citation's name");
    if (!isWithin(abstract, longestAbstract)) problems.push("a citation's abstract");
  }
  return problems;
}

const isWithin = (words: unknown, most: number): boolean =>
  typeof words === "string" && words.length > 0 && words.length <= most;
