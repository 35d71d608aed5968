/** Registers the forms of assessments, of the quiz and of costs, and the jobs that they leave behind. */
import type { App } from "@slack/bolt";
import type { Actor } from "./at.ts";
import { askCallback, askJob, askSubmitted } from "./colleague.ts";
import { publishHome, renameCallback, renamed } from "./home.ts";
import { type Job, jobCallback } from "./jobs.ts";
import { manyCallbacks, manyJob, manySubmitted } from "./many.ts";
import { isStep, notSaved, type Submission, type Submitted, submitted } from "./modals.ts";
import { postResult, refreshPosts } from "./post.ts";
import { rankCallback, ranked } from "./rank.ts";
import { readJob } from "./second.ts";
import { recordCallback, recordJob, recordSubmitted } from "./record.ts";
import { shareCallback, shareJob, shareSubmitted } from "./share.ts";
import { valuesOf } from "./state.ts";
import { codeOf } from "../api.ts";
import type { Desk } from "../asking.ts";
import { costJob, formCallbacks, formSubmitted } from "../cost/forms.ts";
import { clickerOf, teamOf, userKey } from "../events.ts";
import type { Front } from "../listeners.ts";
import type { Run } from "../ports.ts";
import { quizCallback, quizJob, quizSubmitted } from "../quiz.ts";

const forms: Readonly<Record<string, (given: Submission, viewId: string) => Promise<Submitted>>> = {
  [rankCallback]: ranked,
  [askCallback]: askSubmitted,
  [shareCallback]: shareSubmitted,
  [recordCallback]: recordSubmitted,
  [renameCallback]: renamed,
  [manyCallbacks.compare]: (given, id) => manySubmitted(given, "compare", id),
  [manyCallbacks.portfolio]: (given, id) => manySubmitted(given, "portfolio", id),
  [quizCallback]: quizSubmitted,
  [formCallbacks.cost]: (given, id) => formSubmitted(given, "cost", id),
  [formCallbacks.compare]: (given, id) => formSubmitted(given, "compare", id),
};

const jobs: { readonly [K in Job["do"]]: (actor: Actor, job: Extract<Job, { do: K }>, front: Front) => Promise<void> } =
  {
    result: (actor, { id, thread }) => postResult(actor, id, thread),
    refresh: (actor, { id }) => refreshPosts(actor, id),
    ask: askJob,
    share: shareJob,
    record: recordJob,
    read: readJob,
    many: manyJob,
    home: (actor, _, front) => publishHome(actor, front),
    quiz: quizJob,
    cost: costJob,
  };

export function listenToAssessments(app: App, desk: Desk, front: Front): void {
  app.view(/^(?:assess|quiz|cost)\./, async ({ ack, view, body, context, client }) => {
    const { run } = context as { readonly run?: Run };
    const team = teamOf(body);
    const { id } = body.user;
    const who = { id, key: run?.event.userKey ?? userKey(clickerOf(body), id) };
    if (view.callback_id === jobCallback) {
      // From the inbox only: what Slack brings is never a job.
      if (run === undefined) return;
      const job = JSON.parse(view.private_metadata) as Job;
      await (jobs[job.do] as (actor: Actor, job: Job, front: Front) => Promise<void>)(
        { desk, run, client, team, who, body: body },
        job,
        front,
      );
      return;
    }
    const given: Submission = {
      desk,
      team,
      who,
      body: body,
      callback: view.callback_id,
      metadata: view.private_metadata,
      values: valuesOf(view),
    };
    const answer = await answerTo(given, view.id);
    await (answer === undefined ? ack() : ack(answer));
  });
}

async function answerTo(given: Submission, viewId: string): Promise<Submitted> {
  if (isStep(given.callback)) return submitted(given, viewId);
  try {
    return await forms[given.callback]?.(given, viewId);
  } catch (error) {
    given.desk.log("slack-assess-not-saved", { error: codeOf(error) });
    return notSaved(given.values);
  }
}
