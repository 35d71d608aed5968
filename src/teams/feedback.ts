/** Thumbs below an answer: `message/submitAction`, and before it the form that asks why. */
import type { Desk } from "./asking.ts";
import { card, cardType, says, small } from "./cards.ts";
import type { Incoming } from "./incoming.ts";
import { channelKey, userKey } from "./place.ts";
import type { Handled } from "./transport.ts";
import type { Posted } from "./ports.ts";

type Part = Readonly<Record<string, unknown>>;
const partOf = (value: unknown): Part =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Part) : {};

const longestReason = 1_000;

interface Vote {
  readonly verdict: "up" | "down";
  readonly reason: string;
}

/** Teams says it in `actionValue`, at the root or below `data`; what was typed is JSON in a string. */
export function readVote(value: unknown): Vote | undefined {
  const root = partOf(value);
  const said = [root, partOf(root["data"])]
    .map((part) => partOf(part["actionValue"]))
    .find((part) => "reaction" in part);
  const { reaction, feedback } = said ?? {};
  if (reaction !== "like" && reaction !== "dislike") return undefined;
  return { verdict: reaction === "like" ? "up" : "down", reason: typedIn(feedback) };
}

function typedIn(feedback: unknown): string {
  const form = typeof feedback === "string" ? parsed(feedback) : feedback;
  if (typeof form === "string") return form.trim().slice(0, longestReason);
  // Of our form comes also what its button carries.
  const words = Object.entries(partOf(form)).flatMap(([name, each]) =>
    typeof each === "string" && name !== "actionName" ? [each] : [],
  );
  return words.join("\n").trim().slice(0, longestReason);
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The answer below whose words somebody pressed a thumb. */
async function answerBelow({ store }: Desk, { where, replyTo }: Incoming): Promise<Posted | undefined> {
  if (replyTo === undefined) return undefined;
  const channel = channelKey(where);
  return (await store.answers.byMessage(channel, replyTo)) ?? store.answers.byMessage(channel, `private:${replyTo}`);
}

/** An empty object, or Teams calls it an error. A vote on what is no longer kept is taken and forgotten. */
export async function vote(desk: Desk, incoming: Incoming): Promise<Handled> {
  const given = readVote(incoming.value);
  if (!given || !incoming.from) return { status: 400, body: { error: "That is no vote that I can read." } };
  const posted = await answerBelow(desk, incoming);
  if (posted) {
    const person = userKey(incoming.where.tenant, incoming.from);
    await desk.store.feedback.vote({
      answerId: posted.id,
      userKey: person,
      verdict: given.verdict,
      reason: given.reason || null,
    });
  }
  return { status: 200, body: {} };
}

const questions = { up: "What was useful about it?", down: "What was not right?" } as const;

/** The form that asks why. The thumb itself counts at once, for many close the form. */
export async function askWhy(desk: Desk, incoming: Incoming): Promise<Handled> {
  const given = readVote(incoming.value);
  if (!given) return { status: 400, body: { error: "That is no vote that I can read." } };
  await vote(desk, incoming);
  const form = card(
    [
      says(given.verdict === "up" ? "Noted as useful. Thank you." : "Noted as not right. Thank you."),
      {
        type: "Input.Text",
        id: "reason",
        label: questions[given.verdict],
        isMultiline: true,
        maxLength: longestReason,
        placeholder: "You may leave this empty",
      },
      small("Admins read this, without your name. Leave out what is confidential."),
    ],
    { actions: [{ type: "Action.Submit", title: "Send", data: { actionName: "feedback" } as never }] },
  );
  return {
    status: 200,
    body: {
      task: {
        type: "continue",
        value: {
          title: "Your feedback",
          height: "medium",
          width: "small",
          card: { contentType: cardType, content: form },
        },
      },
    },
  };
}
