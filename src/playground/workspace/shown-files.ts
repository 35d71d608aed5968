/** Pictures in blocks: Slack shows files that are uploaded, are pictures, and that it has looked at. */
import type { Problem } from "../shape.ts";
import { isObject } from "../shape.ts";
import type { Workspace } from "./workspace.ts";

const isPicture = /\.(?:png|jpe?g|gif)$/i;

/** Every file by its id that is shown somewhere in these blocks, with where. */
export function filesIn(value: unknown, at = "/blocks"): { readonly id: string; readonly at: string }[] {
  if (Array.isArray(value)) return value.flatMap((each, i) => filesIn(each, `${at}/${i}`));
  if (!isObject(value)) return [];
  const file = value["slack_file"];
  const id = isObject(file) && typeof file["id"] === "string" ? [{ id: file["id"], at: `${at}/slack_file` }] : [];
  return [...id, ...Object.entries(value).flatMap(([key, each]) => filesIn(each, `${at}/${key}`))];
}

/** What Slack says of a file that is not there, was never completed, is no picture, or came only just now. */
export function fileProblems(workspace: Workspace, blocks: unknown, at = "/blocks"): Problem[] {
  return filesIn(blocks, at).flatMap(({ id, at: pointer }) => {
    const file = workspace.files.get(id);
    const isSeen = file?.isComplete === true && isPicture.test(file.filename) && !isFresh(workspace, id);
    return isSeen ? [] : [{ pointer, code: "invalid_blocks" as const, message: "invalid slack file" }];
  });
}

/** Counts down how often a file is still refused. */
function isFresh(workspace: Workspace, id: string): boolean {
  const left = workspace.unreadyUses.get(id) ?? workspace.usesUntilReady;
  workspace.unreadyUses.set(id, Math.max(0, left - 1));
  return left > 0;
}
