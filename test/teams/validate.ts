/** What Teams would refuse, or not draw: Microsoft's own parser for cards, beside the rules that the playground shows. */
import { createRequire } from "node:module";
import type * as Cards from "adaptivecards";
import {
  cardsOf,
  charts,
  problemsOfActivity,
  problemsOfCard as brokenRules,
  unreadByTeams,
} from "../../src/playground/teams-rules.ts";
import type { Args } from "../fakes/teams.ts";

// Its ES module does not load in Node.
const cards = createRequire(import.meta.url)("adaptivecards/dist/adaptivecards.js") as typeof Cards;

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

function unread(content: Args): string[] {
  const context = registries();
  const card = new cards.AdaptiveCard();
  card.parse(content, context);
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i));
  return unreadByTeams([...events, ...card.validateProperties().validationEvents].map(({ message }) => message));
}

/** Everything that is wrong with a card. */
export const problemsOfCard = (content: unknown): string[] =>
  isPart(content) ? [...brokenRules(content), ...unread(content)] : ["no card"];

/** Everything that is wrong with a message, as its bytes go over the wire. */
export const problemsOf = (activity: Args): string[] => [
  ...problemsOfActivity(activity),
  ...cardsOf(activity).flatMap(unread),
];
