/** What a model read is taken or declined, where the interview stands or at its result. */
import { chosenBeside } from "../../core/assess/choose.ts";
import { shown } from "../../core/assess/flow.ts";
import { factIn, type Ref } from "../../core/assess/refs.ts";
import { assessmentOf } from "../../core/assess/result.ts";
import { chosen, held, wantsSecond } from "../../core/assess/second.ts";
import { verdictSays } from "../../core/assess/words.ts";
import { tick, tickedIn as tickedAlready } from "../../core/decide/draft.ts";
import { channelKey } from "../events.ts";
import { type Acting, type Actor, changed, say } from "./at.ts";
import { type Deed, stepping } from "./interview.ts";
import { refreshLater } from "./jobs.ts";
import { answersIn, tickedIn, valuesOf } from "./state.ts";

const choice = (take: boolean): Deed => {
  const step = stepping(
    (acting, doc, _, { args }) => chosenBeside(acting.assessor, doc, args, take, filled(acting)),
    ({ assessor: { model }, body }, doc) => {
      const ticks = tickedIn(valuesOf(body.view ?? body));
      return tick(doc.draft, model, [...ticks, ...tickedAlready(doc.draft, model)]).facts;
    },
  );
  return (acting, ref) => (acting.doc.page === "done" ? atResult(acting, ref, take) : step(acting, ref));
};

const filled = ({ assessor, doc, body }: Acting) =>
  shown(assessor, doc).kind === "ask" ? answersIn(valuesOf(body.view ?? body)) : [];

async function atResult(acting: Acting, { args }: Ref, take: boolean): Promise<void> {
  const { assessor, desk, row } = acting;
  const given = factIn(args);
  const now = await changed(
    desk,
    row.id,
    (doc) => given && chosen(assessor, doc, given, take),
    () => ({ kbVersion: assessor.knowledgeVersion }),
  );
  if (!now) return;
  await refreshLater(acting, now.row);
  if (take)
    await say(
      acting,
      `Taken, and the result is up to date. It says now: ${verdictSays(assessmentOf(assessor, now.doc), assessor.model)}.`,
    );
}

export const choosing = { take: choice(true), leave: choice(false) } satisfies Readonly<Record<string, Deed>>;

/** Somebody ticks boxes in a message, which counts when "Next" is pressed: what a model reads does not take their place. */
export async function ticking({ desk, team, who, body }: Actor): Promise<void> {
  const { channel_id: channel, message_ts: message } = body.container ?? {};
  if (!desk.second || channel === undefined || message === undefined) return;
  const row = await desk.store.assessments.byPost(channelKey(team, channel), message);
  if (row?.owner !== who.key) return;
  await changed(desk, row.id, (doc, { rev }) => (wantsSecond(doc) ? held(doc, rev + 1) : undefined));
}
