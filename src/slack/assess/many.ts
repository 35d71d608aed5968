/** Several of one's assessments together: side by side, or as the portfolio of a company. */
import type { NamedAssessment } from "../../core/ports.ts";
import { type Actor, openOrSay, say } from "./at.ts";
import { form, optionOf, plain, says, type View } from "./blocks.ts";
import { readDoc } from "./doc.ts";
import { type Job, later } from "./jobs.ts";
import { note, type Submission, type Submitted } from "./modals.ts";
import type { Row } from "./ports.ts";
import { sendTo } from "./post.ts";
import { assessmentOf } from "./result.ts";
import { rightOf } from "./rights.ts";
import { selectedAll } from "./state.ts";
import { broken } from "./words.ts";
import { saying } from "../private.ts";
import { render } from "../render.ts";

type How = Extract<Job, { do: "many" }>["how"];
export const manyCallbacks: Readonly<Record<How, string>> = {
  compare: "assess.compare",
  portfolio: "assess.portfolio",
};
const block = "which";
const mostListed = 100;
const most: Readonly<Record<How, number>> = { compare: 4, portfolio: 20 };
const intro: Readonly<Record<How, string>> = {
  compare: "Choose two, and up to four: I set them side by side and say what differs.",
  portfolio:
    "Choose the workloads of your company: I say which goes where, whether a router pays, and what it sums to.",
};

function chooseView(how: How, rows: readonly Row[]): View {
  const options = rows.map(({ id, name }) => optionOf(name || "Without a name", id));
  return form({
    callback: manyCallbacks[how],
    metadata: "",
    title: how === "compare" ? "Compare" : "Portfolio",
    submit: how === "compare" ? "Compare" : "Sum it up",
    close: "Cancel",
    blocks: [
      says(intro[how]),
      {
        type: "input",
        block_id: block,
        label: plain("Which of your assessments?"),
        element: { type: "multi_static_select", action_id: "value", options, max_selected_items: most[how] },
      },
    ],
  });
}

export async function chooseMany(actor: Actor, how: How): Promise<void> {
  const rows = await actor.desk.store.assessments.listOf(actor.who.key, { states: ["final"], limit: mostListed });
  await (rows.length < 2
    ? say(actor, "That takes two assessments that are finished. `/weigh assess` begins one.")
    : openOrSay(actor, chooseView(how, rows)));
}

export async function manySubmitted(given: Submission, how: How, viewId: string): Promise<Submitted> {
  const ids = selectedAll(given.values, block).slice(0, most[how]);
  if (ids.length < 2) return { response_action: "errors", errors: { [block]: "Choose at least two." } };
  await later(given, `many:${viewId}`, { do: "many", how, ids });
  return note(how === "compare" ? "Compare" : "Portfolio", "It is on its way to our direct messages.");
}

export async function manyJob(actor: Actor, { how, ids }: Extract<Job, { do: "many" }>): Promise<void> {
  const { desk, who, team } = actor;
  const assessor = desk.assessing();
  const rows = (await Promise.all(ids.map((id) => desk.store.assessments.get(id)))).filter((row) => row !== undefined);
  const rights = await Promise.all(rows.map((row) => rightOf(desk.store.assessments, row, { id: who.id, team })));
  const own = rows.filter((_, i) => rights[i] === "owner");
  if (!assessor || own.length < 2) {
    await sendTo(
      actor,
      who.id,
      saying(assessor ? "Fewer than two of them are still there, so there is nothing to set side by side." : broken),
    );
    return;
  }
  const names = namesOf(own);
  const all = own.map(
    (row, i): NamedAssessment => ({ name: names[i] ?? "", assessment: assessmentOf(assessor, readDoc(row.doc)) }),
  );
  await sendTo(actor, who.id, render(assessor[how](all)));
}

const longestColumn = 40;
/** Names of columns: short, and no two the same. */
function namesOf(rows: readonly Row[]): string[] {
  const seen = new Map<string, number>();
  return rows.map(({ name }) => {
    // What people wrote is no mark of ours.
    const plainName = Array.from(name.replaceAll("*", "")).slice(0, longestColumn).join("").trim() || "Without a name";
    const count = (seen.get(plainName) ?? 0) + 1;
    seen.set(plainName, count);
    return count === 1 ? plainName : `${plainName} (${count})`;
  });
}
