/** People who have cases assessed, as they would in Slack: by what they see, and never by what is kept. */
import type { Delivery } from "../fakes/slack.ts";
import type { Args, FakeSlack, Message, View } from "../fakes/slack.ts";
import { one, reallyAssessing, run, type Running } from "./harness.ts";
import type { SlackOptions } from "../../src/slack/app.ts";

export const [user, other, stranger] = ["U0A", "U0B", "U0C"];
export const [channel, dm, otherDm] = ["C0CHAN", "D0A", "D0B"];
export const clinic =
  "Clinic: patient letters must not leave the building. Two ML engineers, about 20 million tokens a month.";

export interface Field {
  readonly [block: string]: Args;
}
const chosen = (value: string): Args => ({ value: { type: "static_select", selected_option: { value } } });
export const text = (value: string): Args => ({ text: { type: "plain_text_input", value } });
export const ticks = (...values: string[]): Args => ({
  "assess.boxes.0": { selected_options: values.map((value) => ({ value })) },
});
export const pick = chosen;
export const person = (id: string): Args => ({ value: { type: "users_select", selected_user: id } });
export const place = (id: string): Args => ({ value: { type: "conversations_select", selected_conversation: id } });
export const day = (date: string): Args => ({ value: { type: "datepicker", selected_date: date } });
export const several = (...values: string[]): Args => ({
  value: { selected_options: values.map((value) => ({ value })) },
});

export interface People {
  readonly on: Running;
  readonly fake: FakeSlack;
  readonly weigh: (words: string, by?: { user?: string; channel?: string }) => Promise<Delivery>;
  /** The modal on top. */
  readonly modal: (who?: string) => View;
  readonly submit: (values?: Args, who?: string) => Promise<Delivery>;
  /** Presses what stands there under this label. */
  readonly press: (target: Message | View, label: string, by?: { user?: string; state?: Args }) => Promise<Delivery>;
  readonly writes: (words: string, thread?: string, by?: { user?: string; channel?: string }) => Promise<Message>;
  /** What the bot said in a channel, oldest first. */
  readonly said: (channel: string) => Message[];
  readonly whispered: (who?: string) => Message;
  /** Opens the home tab. */
  readonly home: (who?: string) => Promise<View>;
  /** Answers every question of the form with "I don't know" until it ends. */
  readonly throughWith: (value?: string, who?: string) => Promise<void>;
  /** A finished assessment, with its result. */
  readonly finished: (words?: string, name?: string, by?: { user?: string; channel?: string }) => Promise<Message>;
}

export async function assessing(
  options: Partial<SlackOptions> & { socket?: boolean; dataDir?: string } = {},
): Promise<People> {
  const on = await run({ assessing: await reallyAssessing(), ...options });
  const { fake } = on;
  const modal: People["modal"] = (who = user) => {
    const top = fake.modals(who).at(-1);
    if (!top) throw new Error(`${who} has no modal open.`);
    return top;
  };
  const weigh: People["weigh"] = (words, by = {}) =>
    on.settled(on.people.runs("/weigh", words, { user, channel, ...by }));
  const submit: People["submit"] = (values = {}, who = user) => on.settled(on.people.submits(who, values));
  const said: People["said"] = (where) => [...fake.messages(where)].filter(({ bot_id }) => bot_id !== undefined);
  const press: People["press"] = (target, label, { user: who = user, state } = {}) => {
    const found = pressable(target.blocks ?? [], label);
    return on.settled(
      on.people.clicks(target, found.id, {
        user: who,
        ...(found.value === undefined ? {} : { value: found.value }),
        ...(state === undefined ? {} : { state }),
      }),
    );
  };
  return {
    on,
    fake,
    weigh,
    modal,
    submit,
    press,
    said,
    writes: async (words, thread_ts, by = {}) => {
      const asked = { user, channel, ...by, text: words, ...(thread_ts === undefined ? {} : { thread_ts }) };
      const { message } = await on.settled(on.people.writes(asked));
      return message;
    },
    whispered: (who = user) => {
      const last = fake.ephemeral(who).at(-1);
      if (!last) throw new Error(`${who} was told nothing.`);
      return last;
    },
    home: async (who = user) => {
      const before = fake.home(who)?.hash;
      await on.people.opensHome(who);
      return fake.until(() => (fake.home(who)?.hash === before ? undefined : fake.home(who)));
    },
    throughWith: async (value = "unknown", who = user) => {
      for (let step = 0; step < 15 && modal(who)["submit"] !== undefined; step += 1)
        await submit(Object.fromEntries(asked(modal(who)).map((block) => [block, chosen(value)])), who);
    },
    finished: async (words = clinic, name = "Letters", by = {}) => {
      const who = by.user ?? user;
      await weigh("assess", by);
      await submit({ name: text(name), text: text(words) }, who);
      await press(modal(who), "Finish now", { user: who });
      return said(`D${who.slice(1)}`).at(-1) as Message;
    },
  };
}

interface Pressable {
  readonly id: string;
  readonly label: string;
  readonly value?: string;
}
function pressables(blocks: readonly Args[]): Pressable[] {
  return blocks.flatMap((block) => {
    const elements = [...((block["elements"] ?? []) as (Args | undefined)[]), block["accessory"] as Args | undefined];
    return elements.flatMap((element): Pressable[] => {
      if (element?.["type"] === "button")
        return [{ id: String(element["action_id"]), label: String((element["text"] as Args)["text"]) }];
      if (element?.["type"] !== "overflow") return [];
      return (element["options"] as Args[]).map((option) => ({
        id: String(element["action_id"]),
        label: String((option["text"] as Args)["text"]),
        value: String(option["value"]),
      }));
    });
  });
}
function pressable(blocks: readonly Args[], label: string): Pressable {
  const found = pressables(blocks).find((each) => each.label === label || each.label.startsWith(label));
  if (!found) throw new Error(`Nothing here says “${label}”, but: ${labelsIn({ blocks }).join(" · ")}`);
  return found;
}
export const labelsIn = (target: { blocks?: readonly Args[] }): string[] =>
  pressables(target.blocks ?? []).map(({ label }) => label);

/** What people read, block by block. */
export function read(target: Args | undefined): string {
  const lines: string[] = [];
  const of = (part: unknown, name = ""): void => {
    if (typeof part === "string" && ["text", "title"].includes(name)) lines.push(part);
    else if (Array.isArray(part)) for (const each of part) of(each, name);
    else if (part !== null && typeof part === "object") {
      if ("user_id" in part) lines.push(`@${String(part.user_id)}`);
      for (const [key, value] of Object.entries(part)) of(value, key);
    }
  };
  of({
    title: target?.["title"],
    blocks: target?.["blocks"],
    text: target?.["blocks"] === undefined ? target?.["text"] : undefined,
  });
  return lines.join("\n");
}

/** The values of the options of a select in a form. */
export const optionsIn = (view: View, block: string): string[] => {
  const found = view.blocks.find(({ block_id: id }) => id === block);
  const { options = [] } = (found?.["element"] ?? {}) as { options?: { value: string }[] };
  return options.map(({ value }) => value);
};
/** What a field of a form shows at first. */
export const initialIn = (view: View, block: string): unknown => {
  const found = view.blocks.find(({ block_id: id }) => id === block);
  return ((found?.["element"] ?? {}) as Args)["initial_option"];
};

/** The blocks that ask in a form, by the fact. */
export const asked = (view: View): string[] =>
  view.blocks.flatMap(({ block_id: id }) => (typeof id === "string" && id.startsWith("fact:") ? [id] : []));
export { one };
