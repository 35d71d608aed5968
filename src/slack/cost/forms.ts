/** `/weigh cost` and `/weigh compare` without more: short forms. What they say becomes words, read like those that people type. */
import { compareForm } from "../../core/compare-form.ts";
import { costForm } from "../../core/cost/form.ts";
import { type Field, type Form, type FormName, noChoices } from "../../core/form.ts";
import { type Actor, openOrSay, say } from "../assess/at.ts";
import { form, optionOf, plain, small, words, type ViewBlock } from "../assess/blocks.ts";
import { type Job, later } from "../assess/jobs.ts";
import { note, type Submission, type Submitted } from "../assess/modals.ts";
import { filledIn } from "../assess/state.ts";
import { tellCase } from "../cases.ts";
import { projectOf } from "../../core/assess/project.ts";

const forms: Readonly<
  Record<FormName, { readonly form: Form; readonly done: readonly [title: string, says: string] }>
> = {
  cost: { form: costForm, done: ["Reckoned", "The summary comes as a direct message."] },
  compare: { form: compareForm, done: ["Compared", "The table comes as a direct message."] },
};
export const formCallbacks = { cost: "cost.told", compare: "cost.compare" } as const satisfies Record<FormName, string>;
const mostOptions = 100;

function blockOf(field: Field): ViewBlock {
  if (field.kind === "words") {
    const { name, label, hint, initial, most, optional = false } = field;
    return words({ block: name, label, hint, initial, most, optional });
  }
  const { kind, name, label, choices, initial, most, optional } = field;
  const options = choices.slice(0, mostOptions).map((one) => optionOf(one.label, one.value));
  const chosen = options.filter(({ value }) => initial.includes(value));
  const element =
    kind === "several"
      ? {
          type: "multi_static_select",
          options,
          ...(chosen.length > 0 ? { initial_options: chosen } : {}),
          max_selected_items: most,
        }
      : { type: "static_select", options, ...(chosen[0] ? { initial_option: chosen[0] } : {}) };
  return {
    type: "input",
    block_id: name,
    optional,
    label: plain(label),
    element: { ...element, action_id: name },
  } as ViewBlock;
}

export async function beginShortForm(actor: Actor, name: FormName): Promise<void> {
  const { title, submit, fields, note: below, nothing } = forms[name].form;
  const all = fields(actor.desk.costing?.choices() ?? noChoices);
  if (all.length === 0) return say(actor, nothing);
  const blocks = [...all.map(blockOf), small(below)];
  const view = { callback: formCallbacks[name], metadata: "", title, submit, close: "Not now", blocks };
  await openOrSay(actor, form(view));
}

export async function formSubmitted(given: Submission, name: FormName, viewId: string): Promise<Submitted> {
  const { desk, values } = given;
  const { form: asked, done } = forms[name];
  const told = asked.told(filledIn(values), desk.costing ?? { problemsIn: () => [] });
  if (!told.ok) return { response_action: "errors", errors: told.problems };
  await later(given, `${name}:${viewId}`, { do: "cost", text: told.text });
  return note(...done);
}

/** Also what the form of a comparison says: direct messages are its person's alone, so their project may stand in it. */
export const costJob = async (actor: Actor, { text }: Extract<Job, { do: "cost" }>): Promise<void> => {
  const { desk, run, body, client } = actor;
  await tellCase(desk, run, body, text, client, [], await projectOf(desk.store, actor.who.key));
};
