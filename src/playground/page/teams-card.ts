/** A card, drawn by Microsoft's own library, with what Teams adds to it: its charts, and its look by the page's colours. */
import {
  ActionSet,
  AdaptiveCard,
  CardElement,
  CardObjectRegistry,
  ExecuteAction,
  GlobalRegistry,
  HostConfig,
  OpenUrlAction,
  SerializationContext,
  SubmitAction,
  Table,
  ToggleVisibilityAction,
  Versions,
} from "adaptivecards";
import { isObject, type Json } from "../shape.ts";
import { charts, unreadByTeams } from "../teams-rules.ts";
import { chartOf } from "./teams-chart.ts";
import { look } from "./teams-look.ts";
import { toHtml } from "./teams-words.ts";

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = toHtml(text);
  result.didProcess = true;
};

/** Teams' own element: the chart, and folded below it the table that stands there where charts are not drawn. */
const chartElement = (name: string) =>
  class extends CardElement {
    #source: Json = {};
    #fallback: Table | undefined;
    override getJsonTypeName(): string {
      return name;
    }
    protected override internalParse(source: Json, context: SerializationContext): void {
      super.internalParse(source, context);
      this.#source = source;
      if (!isObject(source["fallback"])) return;
      this.#fallback = new Table();
      this.#fallback.setParent(this);
      this.#fallback.parse(source["fallback"], context);
    }
    protected override internalRender(): HTMLElement {
      const figure = chartOf(name, this.#source);
      const table = this.#fallback?.render();
      if (table) {
        const folded = document.createElement("details");
        const says = document.createElement("summary");
        says.textContent = "As a table, where Teams does not draw charts";
        folded.append(says, table);
        figure.append(folded);
      }
      return figure;
    }
  };

/** Bundlers drop what registers itself: everything that we send is named here. */
function contextOf(): SerializationContext {
  const elements = new CardObjectRegistry<CardElement>();
  GlobalRegistry.populateWithDefaultElements(elements);
  elements.register("Table", Table, Versions.v1_5);
  elements.register("ActionSet", ActionSet, Versions.v1_2);
  for (const name of charts) elements.register(name, chartElement(name), Versions.v1_5);
  const actions = new CardObjectRegistry<InstanceType<typeof ExecuteAction>>();
  GlobalRegistry.populateWithDefaultActions(actions);
  actions.register("Action.Execute", ExecuteAction, Versions.v1_4);
  const context = new SerializationContext(Versions.v1_5);
  context.setElementRegistry(elements);
  context.setActionRegistry(actions);
  return context;
}

/** Ids of elements become ids of the page, where other cards have theirs. */
function withOwnIds(value: unknown, prefix: string): unknown {
  if (Array.isArray(value)) return value.map((each) => withOwnIds(each, prefix));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      if (name === "id" && typeof each === "string") return [name, `${prefix}${each}`];
      if (name === "targetElements" && Array.isArray(each))
        return [name, each.map((target: unknown) => (typeof target === "string" ? `${prefix}${target}` : target))];
      return [name, withOwnIds(each, prefix)];
    }),
  );
}

export const inert = "Only to look at: in the list of places, Microsoft Teams has cards whose buttons work.";
let drawn = 0;

export interface Drawn {
  readonly element: HTMLElement | undefined;
  /** What the library did not understand. */
  readonly problems: readonly string[];
}

/** Takes what a button sends: its verb, and its data with what stands in the card's fields. */
export type Press = (verb: string, data: Json) => void;

/** @param press without it, the card is only looked at */
export function drawCard(content: Json, press?: Press): Drawn {
  const context = contextOf();
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(look);
  drawn += 1;
  const prefix = `card${drawn}-`;
  card.parse(withOwnIds(content, prefix), context);
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i));
  const complaints = [...events, ...card.validateProperties().validationEvents].map(({ message }) => message);
  const problems = unreadByTeams(complaints);
  card.onExecuteAction = (action) => {
    if (press && action instanceof ExecuteAction) press(action.verb ?? "", withoutPrefix(action.data, prefix));
    else if (press && action instanceof SubmitAction) press("", withoutPrefix(action.data, prefix));
    else if (press && action instanceof OpenUrlAction && /^https?:/.test(action.url ?? ""))
      window.open(action.url, "_blank", "noopener,noreferrer");
  };
  const element = card.render();
  if (element && !press) quiet(element, card);
  return { element, problems };
}

/** What fields hold goes by the names that the app gave them. */
const withoutPrefix = (data: unknown, prefix: string): Json =>
  isObject(data)
    ? Object.fromEntries(
        Object.entries(data).map(([name, value]) => [
          name.startsWith(prefix) ? name.slice(prefix.length) : name,
          value,
        ]),
      )
    : {};

/** What would be sent to the app says that it is not; what only opens and closes works. */
function quiet(element: HTMLElement, card: AdaptiveCard): void {
  const works = new Set(
    card
      .getAllActions()
      .filter((action) => action instanceof ToggleVisibilityAction)
      .map(({ renderedElement }) => renderedElement),
  );
  for (const button of element.querySelectorAll<HTMLElement>(".ac-pushButton, .ac-selectable")) {
    if (works.has(button)) continue;
    button.title = inert;
    button.setAttribute("aria-disabled", "true");
  }
}
