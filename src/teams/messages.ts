/** Messages: asked, edited, brought back, deleted. */
import { asksQuiz } from "../core/quiz.ts";
import { answerThere, type Desk, earlierTurns, isTooFast, type Limits, retract } from "./asking.ts";
import { commands, type Office, parse, type Parsed } from "./commands.ts";
import { saying } from "./activity.ts";
import type { Incoming } from "./incoming.ts";
import { wordsOf } from "./inbound.ts";
import { unknownButton } from "./invokes.ts";
import { channelKey, isPrivate } from "./place.ts";
import { answerPrivately, tell } from "./private.ts";
import { readerOf } from "./reader.ts";
import type { Run } from "./ports.ts";

export interface Heard {
  readonly desk: Desk;
  readonly office: Office;
  readonly run: Run;
  readonly limits: Limits;
}

const nothingSaid = "I got no words. Write your question, for example: is open-weight cheaper than a closed API?";

const editRunsNothing = "An edit runs no command. Say it anew, in a message of its own.";

async function isQuizOpen({ desk, run }: Heard, { where }: Incoming): Promise<boolean> {
  const last = (await earlierTurns(desk, where, run.receivedAt, undefined)).at(-1);
  return last?.role === "bot" && asksQuiz(last.text);
}

/** Answers a message, answers it again after an edit, or takes the answer back when it was deleted. */
export async function hear(heard: Heard, incoming: Incoming): Promise<void> {
  const { desk, office, run, limits } = heard;
  const { where, id } = incoming;
  if (run.event.kind === "teams-delete") return retract(desk, run, incoming);
  const reader = readerOf(incoming);
  await desk.places.keep(where, reader.key);
  const isEdit = run.event.kind === "teams-edit";
  const words = wordsOf(incoming);
  const said = parse(words);
  // "Cost" is also what somebody would consider, when the quiz asks that.
  const isAnswer = said.kind === "command" && said.name === "cost" && (await isQuizOpen(heard, incoming));
  const parsed: Parsed = isAnswer ? { kind: "question", text: words } : said;
  const command = parsed.kind === "command" && !isEdit ? commands[parsed.name] : undefined;
  const hint = (text: string) => tell(desk, run, reader, saying(text));
  if (await isTooFast(desk, run, where.tenant, hint, limits)) return;
  if (isEdit && parsed.kind === "command" && parsed.name !== "help") return void (await hint(editRunsNothing));
  if (command && parsed.kind === "command") return command({ desk, office, run, reader, rest: parsed.rest });
  const text = parsed.kind === "question" ? parsed.text : words;
  if (text === "" && !isEdit) {
    // A card of an old kind sends its values as a message without words.
    await tell(
      desk,
      run,
      reader,
      saying(typeof incoming.value === "object" && incoming.value !== null ? unknownButton : nothingSaid),
    );
    return;
  }
  if (incoming.isTargeted && !isPrivate(where)) {
    await answerPrivately(desk, run, reader, { text, quoted: true, label: incoming.label });
    return;
  }
  const [before] = isEdit ? await desk.store.answers.byQuestion(channelKey(where), id) : [];
  await answerThere(desk, run, { where, reader, text, message: id, before, label: incoming.label });
}
