/** What Teams would refuse, or not draw: Microsoft's own parser for cards, beside the rules that the playground shows. */
import { createRequire } from "node:module";
import type * as Cards from "adaptivecards";
import {
  cardsOf,
  charts,
  problemsOfActivity,
  problemsOfCard as brokenRules,
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

/** Teams draws it in cards of 1.2 and later: learn.microsoft.com/microsoftteams/platform, "People Picker in Adaptive Cards". */
const peoplePicker = {
  isNewer: 'Property "choices.data" is supported in version 1.6, but you are using version 1.5.',
  isEmpty: "An Input.ChoiceSet must have at least one choice defined.",
} as const;

function unread(content: Args): string[] {
  const context = registries();
  const card = new cards.AdaptiveCard();
  card.parse(content, context);
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i));
  const found = [...events, ...card.validateProperties().validationEvents].map(({ message }) => message);
  if (found.includes(peoplePicker.isNewer))
    for (const allowed of [peoplePicker.isNewer, peoplePicker.isEmpty]) found.splice(found.indexOf(allowed), 1);
  return found;
}

/** Everything that is wrong with a card. */
export const problemsOfCard = (content: unknown): string[] =>
  isPart(content) ? [...brokenRules(content), ...unread(content)] : ["no card"];

/** Everything that is wrong with a message, as its bytes go over the wire. */
export const problemsOf = (activity: Args): string[] => [
  ...problemsOfActivity(activity),
  ...cardsOf(activity).flatMap(unread),
];
