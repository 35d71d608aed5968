/** People who have cases assessed on cards, as they would in Teams: by what they see, and never by what is kept. */
import { reallyAssessing } from "../support/real-knowledge.ts";
import { nodes } from "../support/replies.ts";
import { type Args, chatWith, type Human, message, person, type Place, pressOn } from "../fakes/teams.ts";
import { run, type Running } from "./harness.ts";
import { problemsOfCard } from "./validate.ts";
import type { TeamsOptions } from "../../src/teams/app.ts";

export const [dana, eli] = [person(1), person(2)];
export const clinic =
  "Clinic: patient letters must not leave the building. Two ML engineers, about 20 million tokens a month.";

/** What somebody sees after a press: the card in its place, or a sentence below it. */
export interface Seen {
  readonly card: Args;
  readonly says: string | undefined;
  /** The message that the card stands in. */
  readonly on: string;
}
export interface People {
  readonly on: Running;
  /** Says something and returns the card of the last message that came of it. */
  readonly say: (text: string, by?: Human, place?: Place, more?: Args) => Promise<Seen>;
  /** Presses a button by its label. @param values what stands in the fields */
  readonly press: (seen: Seen, label: string, values?: Args, by?: Human, place?: Place) => Promise<Seen>;
  /** Through all steps to the result, with "I don't know" for an answer. */
  readonly finished: (text?: string, by?: Human) => Promise<Seen>;
}

const decision = reallyAssessing();

export async function startPeople(
  options: Partial<TeamsOptions> & { readonly dataDir?: string } = {},
): Promise<People> {
  const on = await run({ assessing: await decision, ...options });
  const people: People = {
    on,
    say: async (text, by = dana, place = chatWith(by), more = {}) => {
      await on.send(message(on.fake, by, place, text, more));
      const last = on.posted().at(-1);
      return { card: cardIn(last?.activity), says: undefined, on: last?.id ?? "" };
    },
    press: async (seen, label, values = {}, by = dana, place = chatWith(by)) => {
      const { verb, data } = buttonOn(seen.card, label);
      const response = await on.send(pressOn(on.fake, by, place, seen.on, verb, { ...data, ...values }));
      return after(seen, response);
    },
    finished: async (text = clinic, by = dana) => {
      const first = await people.say("assess", by);
      const read = await people.press(first, "Next", { name: "Letters", text }, by);
      return people.press(read, "Finish now", {}, by);
    },
  };
  return people;
}

/** @throws when Teams would not take it */
async function after(seen: Seen, response: Response): Promise<Seen> {
  const { statusCode, type, value } = (await response.json()) as { statusCode: number; type: string; value: unknown };
  if (response.status !== 200 || statusCode !== 200) throw new Error(`${response.status} ${statusCode}`);
  if (type === "application/vnd.microsoft.activity.message") return { ...seen, says: String(value) };
  const wrong = problemsOfCard(value);
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  return { ...seen, card: value as Args, says: undefined };
}

export const cardIn = (activity: Args | undefined): Args =>
  (activity?.["attachments"] as { content: Args }[] | undefined)?.[0]?.content ?? {};
/** What can be pressed, by its whole label. */
const buttonsOn = (card: Args) =>
  nodes(card["body"])
    .filter(({ type }) => type === "Action.Execute")
    .map(({ title, tooltip, verb, data }) => ({
      label: String(tooltip ?? title),
      verb: String(verb),
      data: data as Args,
    }));
export const labelsOn = ({ card }: Seen): string[] => buttonsOn(card).map(({ label }) => label);
export function buttonOn(card: Args, label: string) {
  const found = buttonsOn(card).find((each) => each.label === label || each.label.startsWith(label));
  if (!found)
    throw new Error(
      `Nothing here says “${label}”, but: ${buttonsOn(card)
        .map((b) => b.label)
        .join(" · ")}`,
    );
  return found;
}
/** What can be read. */
export const read = ({ card }: Pick<Seen, "card">): string =>
  nodes(card["body"])
    .flatMap(({ type, text, label }) =>
      ["TextBlock", "TextRun"].includes(String(type)) ? [String(text)] : typeof label === "string" ? [label] : [],
    )
    .filter((words) => words !== "")
    .join("\n");
/** The fields of a card, by their ids, with what stands in them. */
export const fieldsOn = ({ card }: Seen): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    nodes(card["body"])
      .filter(({ type }) => String(type).startsWith("Input."))
      .map(({ id, value }) => [String(id), value]),
  );
