import { validateMessage } from "../payloads.ts";
import { change, post, refusalOf } from "./chat.ts";
import { fileProblems } from "./shown-files.ts";
import { type Answered, type Args, failed } from "./types.ts";
import { token, type Workspace } from "./workspace.ts";

/** What comes back from a `response_url`; Bolt's `respond` throws on everything but 2xx. `ts` is of what it became. */
export function respond(
  workspace: Workspace,
  id: string,
  args: Args,
): { status: number; body: Answered; ts?: string; channel?: string } {
  const refused = (status: number, error: Answered) => ({ status, body: error });
  const grant = workspace.answerable.get(id);
  const by = workspace.installs.get(token);
  if (grant === undefined || by === undefined) return refused(404, failed("no_such_url"));
  if (workspace.now > grant.until) return refused(404, failed("expired_url"));
  grant.uses += 1;
  if (grant.uses > 5) return refused(404, failed("used_url"));
  const done = { status: 200, body: { ok: true } };
  if (args["delete_original"] === true) {
    if (grant.original !== undefined) workspace.remove(grant.original);
    return done;
  }
  // The status of a refused message is not documented; 400 is what webhooks answer.
  const wrong = refusalOf([...validateMessage(args), ...fileProblems(workspace, args["blocks"])]);
  if (wrong !== undefined) return refused(400, wrong);
  if (args["replace_original"] === true && grant.original !== undefined) {
    change(workspace, grant.original, { blocks: [], ...args });
    return { ...done, ts: grant.original.ts, channel: grant.channel };
  }
  const person = args["response_type"] === "in_channel" ? undefined : grant.user;
  const { ts } = post(workspace, { ...args, channel: grant.channel }, by, person);
  return { ...done, ts, channel: grant.channel };
}
