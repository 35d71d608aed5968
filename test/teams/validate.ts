/** What Teams would refuse, or not draw: Microsoft's own parser for cards, and rules of Teams beside it. */
import { createRequire } from "node:module";
import type * as Cards from "adaptivecards";
import type { Args } from "../fakes/teams.ts";

// Its ES module does not load in Node.
const cards = createRequire(import.meta.url)("adaptivecards/dist/adaptivecards.js") as typeof Cards;

/** Teams draws these; the open library does not know them. */
const charts = ["Chart.Line", "Chart.VerticalBar", "Chart.VerticalBar.Grouped", "Chart.Pie", "Chart.Donut"];

/** A stand-in that takes what the real element takes. */
const standIn = (name: string) =>
  class extends cards.CardElement {
    override getJsonTypeName(): string {
      return name;
    }
    protected override internalRender(): undefined {
      return undefined;
    }
  };

function registries(): Cards.SerializationContext {
  const elements = new cards.CardObjectRegistry<Cards.CardElement>();
  cards.GlobalRegistry.populateWithDefaultElements(elements);
  elements.register("Table", cards.Table, cards.Versions.v1_5);
  elements.register("ActionSet", cards.ActionSet, cards.Versions.v1_2);
  for (const name of charts) elements.register(name, standIn(name), cards.Versions.v1_5);
  const actions = new cards.CardObjectRegistry<Cards.Action>();
  cards.GlobalRegistry.populateWithDefaultActions(actions);
  actions.register("Action.Execute", cards.ExecuteAction, cards.Versions.v1_4);
  const context = new cards.SerializationContext(cards.Versions.v1_5);
  context.setElementRegistry(elements);
  context.setActionRegistry(actions);
  return context;
}

const isPart = (value: unknown): value is Args => typeof value === "object" && value !== null && !Array.isArray(value);
const walk = (value: unknown, see: (part: Args) => void): void => {
  if (Array.isArray(value)) for (const each of value) walk(each, see);
  else if (isPart(value)) {
    see(value);
    for (const each of Object.values(value)) walk(each, see);
  }
};

const mostBytes = 100 * 1_024;
const mostActions = 6;
/** Teams draws it in cards of 1.2 and later: learn.microsoft.com/microsoftteams/platform, "People Picker in Adaptive Cards". */
const peoplePicker = {
  isNewer: 'Property "choices.data" is supported in version 1.6, but you are using version 1.5.',
  isEmpty: "An Input.ChoiceSet must have at least one choice defined.",
} as const;

/** Everything that is wrong with a card. */
export function problemsOfCard(content: unknown): string[] {
  if (!isPart(content)) return ["no card"];
  const problems: string[] = [];
  if (content["version"] !== "1.5") problems.push(`version ${String(content["version"])}`);
  const context = registries();
  const card = new cards.AdaptiveCard();
  card.parse(content, context);
  for (let i = 0; i < context.eventCount; i += 1) problems.push(context.getEventAt(i).message);
  for (const { failures } of card.validateProperties().validationEvents.map((event) => ({ failures: [event.message] })))
    problems.push(...failures);
  if (problems.includes(peoplePicker.isNewer))
    for (const allowed of [peoplePicker.isNewer, peoplePicker.isEmpty]) problems.splice(problems.indexOf(allowed), 1);
  const ids = new Set<string>();
  walk(content, (part) => {
    const { type, id } = part;
    if (typeof type === "string" && type.startsWith("Chart.") && part["fallback"] === undefined)
      problems.push(`${type} without a fallback`);
    if (type === "TextBlock" && part["wrap"] !== true) problems.push("a text that is cut off at the edge");
    if (type === "TextBlock" && String(part["text"]).trim() === "") problems.push("an empty text");
    if (type === "ActionSet" && (part["actions"] as unknown[]).length > mostActions)
      problems.push("a row of too many buttons");
    if (typeof id === "string") {
      if (ids.has(id)) problems.push(`id ${id} twice`);
      ids.add(id);
    }
    if (type === "Table") {
      const widths = (part["rows"] as { cells: unknown[] }[]).map(({ cells }) => cells.length);
      if (new Set([...widths, (part["columns"] as unknown[]).length]).size > 1)
        problems.push("rows of different lengths");
    }
    if (type === "Action.Execute" && typeof part["verb"] !== "string") problems.push("a button without a verb");
    for (const [key, value] of Object.entries(part))
      if (value === undefined || value === null || Number.isNaN(value)) problems.push(`${key} is ${String(value)}`);
  });
  const refreshed = (content["refresh"] as { userIds?: unknown[] } | undefined)?.userIds ?? [];
  if (refreshed.length > 60) problems.push("refreshed for more than 60 people");
  return problems;
}

/** Everything that is wrong with a message, as its bytes go over the wire. */
export function problemsOf(activity: Args): string[] {
  const problems: string[] = [];
  if (JSON.stringify(activity).length * 2 > mostBytes) problems.push("more than 100 KB");
  const text = typeof activity["text"] === "string" ? activity["text"] : "";
  const attachments = (activity["attachments"] ?? []) as { contentType?: string; content?: unknown }[];
  if (text.trim() === "" && attachments.length === 0) problems.push("nothing in it");
  if (/<(?!https?:)[^>]*>/.test(text)) problems.push("a tag in the text");
  for (const { contentType, content } of attachments) {
    if (contentType !== "application/vnd.microsoft.card.adaptive")
      problems.push(`an attachment of ${String(contentType)}`);
    problems.push(...problemsOfCard(content));
  }
  const roots = ((activity["entities"] ?? []) as Args[]).filter(
    (each) => each["type"] === "https://schema.org/Message",
  );
  if (roots.length > 1) problems.push("more than one root entity");
  const claims = (roots[0]?.["citation"] ?? []) as {
    position?: number;
    appearance?: { name?: string; abstract?: string };
  }[];
  if (claims.length > 20) problems.push("more than 20 citations");
  for (const { position = 0, appearance = {} } of claims) {
    if (!text.includes(`[${position}]`)) problems.push(`citation ${position} is not in the text`);
    if ((appearance.name ?? "").length === 0 || (appearance.name ?? "").length > 80) problems.push("a citation's name");
    if ((appearance.abstract ?? "").length === 0 || (appearance.abstract ?? "").length > 160)
      problems.push("a citation's abstract");
  }
  return problems;
}
