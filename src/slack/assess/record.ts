/** A decision record: a Markdown file in the thread of the result, and a canvas where the workspace has them. */
import { againAsks, inSixMonths, isStatus, recordOf, statusAsks, statuses } from "../../core/assess/record.ts";
import { codeOf, isFinal } from "../api.ts";
import { type Actor, changed, openOrSay } from "./at.ts";
import { form, optionOf, plain, says, type View } from "./blocks.ts";
import { readRef, refOf } from "../../core/assess/refs.ts";
import type { Deed } from "./interview.ts";
import { type Job, later } from "./jobs.ts";
import { note, type Submission, type Submitted } from "./modals.ts";
import type { Row } from "../../core/assess/ports.ts";
import { directWith, refreshPosts, resultOf, sendTo } from "./post.ts";
import { ownerIn, gone, may, refusalOf, rightOf } from "./rights.ts";
import { selected } from "./state.ts";
import { broken, isoDay } from "../../core/assess/words.ts";
import { partsOf } from "../events.ts";
import { clip } from "../limits.ts";
import { Later } from "../ports.ts";
import { saying } from "../private.ts";
import { literal } from "../safe.ts";

export const recordCallback = "assess.record";
const blocks = { status: "status", again: "again" } as const;
function recordView(row: Row, now: number): View {
  const options = statuses.map(({ label, value }) => optionOf(label, value));
  const initial = options.find(({ value }) => value === row.status) ?? options[0];
  return form({
    callback: recordCallback,
    metadata: refOf(row),
    title: "Decision record",
    submit: "Write it",
    close: "Cancel",
    blocks: [
      says(
        "I write down the facts, the verdict, the alternatives, the reasons and the dissent, and put the file into our direct messages.",
      ),
      {
        type: "input",
        block_id: blocks.status,
        label: plain(statusAsks),
        element: {
          type: "radio_buttons",
          action_id: blocks.status,
          options,
          ...(initial ? { initial_option: initial } : {}),
        },
      },
      {
        type: "input",
        block_id: blocks.again,
        label: plain(againAsks),
        element: {
          type: "datepicker",
          action_id: blocks.again,
          initial_date: isoDay(row.revisitBy ?? inSixMonths(now)),
        },
      },
    ],
  });
}

export const recording = {
  record: (acting) => openOrSay(acting, recordView(acting.row, acting.run.receivedAt)),
} satisfies Readonly<Record<string, Deed>>;

export async function recordSubmitted(given: Submission, viewId: string): Promise<Submitted> {
  const { desk, team, who, values } = given;
  const ref = readRef(given.metadata);
  const row = ref && (await desk.store.assessments.get(ref.id));
  if (!row) return note("Counterweight", gone);
  const right = await rightOf(desk.store, row, { ...who, team });
  if (!may(right, "record")) return note("Counterweight", refusalOf(right));
  const [status, again] = [selected(values, blocks.status), Date.parse(selected(values, blocks.again))];
  if (Number.isNaN(again)) return { response_action: "errors", errors: { [blocks.again]: "Choose a day." } };
  await changed(
    desk,
    row.id,
    (doc) => doc,
    () => ({ revisitBy: again, ...(isStatus(status) ? { status } : {}) }),
  );
  await later(given, `record:${viewId}`, { do: "record", id: row.id });
  return note("Decision record", "I am writing it now. You will find it in our direct messages, below the result.");
}

export async function recordJob(actor: Actor, { id }: Extract<Job, { do: "record" }>): Promise<void> {
  const { desk, run } = actor;
  const row = await desk.store.assessments.get(id);
  if (!row) return;
  const result = resultOf(actor, row);
  const owner = await ownerIn(desk.store, row);
  if (owner === undefined) return;
  if (!result) {
    await sendTo(actor, owner, saying(broken));
    return;
  }
  const markdown = recordOf(result, run.receivedAt);
  await refreshPosts(actor, id);
  // What an earlier try made: a canvas, a file.
  const [canvas = "", file = ""] = (run.replyRef ?? "").split("|");
  if (file !== "") return;
  const made = canvas === "" ? await makeCanvas(actor, owner, row.name, markdown) : { id: canvas };
  if (made.id !== undefined) await run.setReplyRef(`${made.id}|`);
  const said = made.id === undefined ? noCanvas : await linkTo(actor, made.id);
  const posts = await desk.store.assessments.postsOf(id);
  const at = posts
    .filter(({ kind }) => kind === "result")
    .toSorted((a, b) => Number(a.message) - Number(b.message))
    .at(-1);
  const place = at
    ? { channel: partsOf(at.channel).id, thread: at.thread ?? at.message }
    : { channel: await directWith(actor, owner), thread: undefined };
  await upload(actor, owner, place, { name: row.name, markdown, said, canvas: made.id ?? "" });
}

const noCanvas =
  "Here is the decision record. This workspace gives me no canvas to write it on, so it is a file alone.";

async function makeCanvas(
  { desk, team, client }: Actor,
  owner: string,
  name: string,
  markdown: string,
): Promise<{ readonly id: string | undefined }> {
  try {
    const asked = {
      title: name || "Decision record",
      document_content: { type: "markdown" as const, markdown: unping(markdown) },
    };
    const { canvas_id: id } = await desk.courtesy(team, "canvases.create", () => client.canvases.create(asked));
    if (id === undefined) return { id };
    // A canvas of ours is nobody else's until they are let in.
    const access = { canvas_id: id, access_level: "write" as const, user_ids: [owner] as [string] };
    await desk.courtesy(team, "canvases.access.set", () => client.canvases.access.set(access));
    return { id };
  } catch (error) {
    if (error instanceof Later) throw error;
    desk.log("slack-canvas-refused", { error: codeOf(error) });
    return { id: undefined };
  }
}

/** On a canvas, `![](@U123)` would name a person, or a channel: what people wrote names nobody. */
const unping = (markdown: string): string => literal(markdown).replaceAll("![", "! [");

async function linkTo({ desk, team, client }: Actor, canvas: string): Promise<string> {
  const words = "Here is the decision record, as a file and as a canvas";
  try {
    const { url, team_id: id } = await desk.courtesy(team, "auth.test", () => client.auth.test());
    return url === undefined || id === undefined
      ? `${words}.`
      : `${words}: <${url}docs/${id}/${canvas}|open the canvas>.`;
  } catch (error) {
    if (error instanceof Later) throw error;
    return `${words}.`;
  }
}

const mostTries = 3;
interface Written {
  readonly name: string;
  readonly markdown: string;
  readonly said: string;
  readonly canvas: string;
}

/** Uploads the file; where files are refused, the record comes as a message, so that nothing is lost. */
async function upload(
  actor: Actor,
  owner: string,
  place: { readonly channel: string; readonly thread: string | undefined },
  { name, markdown, said, canvas }: Written,
): Promise<void> {
  const { desk, team, client, run } = actor;
  const filename = `decision-${slug(name)}.md`;
  const where = { channel_id: place.channel, ...(place.thread === undefined ? {} : { thread_ts: place.thread }) };
  const asked = { ...where, filename, title: name || "Decision record", content: markdown, initial_comment: said };
  try {
    const uploaded = await desk.courtesy(team, "files.uploadV2", () => client.files.uploadV2(asked as never));
    await run.setReplyRef(`${canvas}|${fileIn(uploaded)}`);
  } catch (error) {
    if (error instanceof Later) throw error;
    const code = codeOf(error);
    desk.log("slack-file-refused", { error: code });
    if (!isFinal(error) && run.attempts < mostTries)
      throw new Later(`files.uploadV2: ${code}`, 1_000 * 2 ** run.attempts);
    const intro = "I could not upload the decision record as a file here, so this is its text:";
    const text = clip(literal(markdown), 10_000);
    await sendTo(
      actor,
      owner,
      {
        text: intro,
        blocks: [
          says(intro),
          { type: "rich_text", elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }] },
        ],
      },
      place.thread,
    );
  }
}

const fileIn = (uploaded: unknown): string => {
  const { files } = uploaded as { files?: readonly { readonly files?: readonly { readonly id?: string }[] }[] };
  return files?.[0]?.files?.[0]?.id ?? "done";
};
const slug = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 40) || "record";
