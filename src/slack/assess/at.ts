/** Who acts, where they are told what comes of it, and how an assessment is changed when others may change it too. */
import type { Assessor } from "../../core/ports.ts";
import { type Client, codeOf } from "../api.ts";
import { type View } from "./blocks.ts";
import { form } from "./blocks.ts";
import { type Doc, readDoc, writeDoc } from "./doc.ts";
import type { Row, RowChanges } from "./ports.ts";
import { tooLate } from "./words.ts";
import type { Desk } from "../asking.ts";
import type { Body } from "../events.ts";
import { Later, type Run } from "../ports.ts";
import { saying, tell } from "../private.ts";
import { section } from "../render-blocks.ts";
import type { Message } from "../render.ts";
import { respondTo } from "../response-url.ts";
import { safe } from "../safe.ts";

export interface Actor {
  readonly desk: Desk;
  readonly run: Run;
  readonly client: Client;
  /** Who has us installed there. */
  readonly team: string;
  readonly who: { readonly id: string; readonly key: string };
  readonly body: Body;
}

/** Somebody with an assessment in front of them. */
export interface Acting extends Actor {
  readonly assessor: Assessor;
  readonly row: Row;
  readonly doc: Doc;
  readonly isOwner: boolean;
}

/** False when it could not be opened: a trigger lives for three seconds, and a click may be dealt with after a restart. */
export async function openView(actor: Actor, view: object): Promise<boolean> {
  const { desk, team, client, body } = actor;
  const asked = { trigger_id: body.trigger_id ?? "", view: view as never };
  try {
    if (body.view?.type === "modal") await desk.courtesy(team, "views.push", () => client.views.push(asked));
    else await desk.courtesy(team, "views.open", () => client.views.open(asked));
    return true;
  } catch (error) {
    desk.log("slack-modal-not-opened", { error: codeOf(error) });
    return false;
  }
}

export async function openOrSay(actor: Actor, view: object): Promise<void> {
  if (!(await openView(actor, view))) await say(actor, tooLate);
}

/** Puts another page into the modal that was clicked. One that was changed or closed meanwhile is left alone. */
export async function updateView({ desk, team, client, body }: Actor, view: View): Promise<void> {
  const { id, hash } = body.view ?? {};
  if (id === undefined) return;
  const asked = { view_id: id, ...(hash === undefined ? {} : { hash }), view: view as never };
  try {
    await desk.courtesy(team, "views.update", () => client.views.update(asked));
  } catch (error) {
    if (error instanceof Later) throw error;
    desk.log("slack-modal-not-updated", { error: codeOf(error) });
  }
}

/** Tells whoever acted, and nobody else: below the message that was clicked, or in a modal where there is none. */
export async function show(actor: Actor, message: Message, more = {}): Promise<void> {
  const { desk, run, body } = actor;
  if (body.response_url !== undefined) {
    await tell(desk, run, respondTo(body.response_url), message, more);
    return;
  }
  const inViews = message.blocks.filter(
    ({ type }) => !["table", "data_visualization", "context_actions"].includes(type),
  );
  const blocks = inViews.length > 0 ? inViews : [section(safe(message.text))];
  if (body.trigger_id !== undefined)
    await openView(actor, form({ callback: "assess.note", metadata: "", title: "Counterweight", blocks }));
}
export const say = (actor: Actor, sentence: string): Promise<void> => show(actor, saying(sentence));

const mostTries = 5;

/**
 * Changes an assessment as it is now; when somebody else was quicker, the change is made to what they left.
 * @param change undefined when there is nothing to change
 * @returns how it stands then; undefined when it is gone
 */
export async function changed(
  desk: Desk,
  id: string,
  change: (doc: Doc, row: Row) => Doc | undefined,
  more: (doc: Doc, row: Row) => RowChanges = () => ({}),
): Promise<{ readonly row: Row; readonly doc: Doc } | undefined> {
  const { assessments } = desk.store;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const row = await assessments.get(id);
    if (!row) return undefined;
    const before = readDoc(row.doc);
    const doc = change(before, row);
    if (doc === undefined) return { row, doc: before };
    const saved = await assessments.save(id, row.rev, { ...more(doc, row), doc: writeDoc(doc), name: doc.draft.name });
    if (saved) return { row: saved, doc };
  }
  throw new Later("others change the same assessment", 500);
}
