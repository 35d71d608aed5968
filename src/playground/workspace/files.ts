import { post } from "./chat.ts";
import { type Args, failed, type Methods } from "./types.ts";
import type { Workspace } from "./workspace.ts";

/** A file between its first call and its last: only what was sent to its address can be completed. */
export interface UploadedFile {
  readonly id: string;
  readonly filename: string;
  readonly length: number;
  /** What was sent, as text; undefined before. */
  content?: string;
  bytes?: Buffer;
  /** Its upload was completed; where in no channel, it is the app's alone. */
  isComplete?: boolean;
  title?: string;
}
export interface Canvas {
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
  readonly users: string[];
}

const longestCanvas = 100_000; // no limit is documented

/** A file as a message shows it. */
export const shownFile = (file: UploadedFile | undefined): Args => ({
  id: file?.id,
  name: file?.filename,
  title: file?.title ?? file?.filename,
  size: file?.length,
  content: file?.content, // Slack gives an address instead
});

/** Files and canvases. @param address of the workspace, with `/` at its end */
export function fileMethods(workspace: Workspace, address: () => string): Methods {
  const filesWrite = (): readonly string[] => ["files:write"];
  const canvasesWrite = (): readonly string[] => ["canvases:write"];
  return {
    "files.getUploadURLExternal": {
      scopes: filesWrite,
      run: ({ filename, length }) => {
        if (typeof filename !== "string" || filename === "" || !(Number(length) > 0))
          return failed("invalid_arguments");
        const id = `F${workspace.next()}`;
        workspace.files.set(id, { id, filename, length: Number(length) });
        return { ok: true, file_id: id, upload_url: `${address()}upload/${id}` };
      },
    },
    "files.completeUploadExternal": {
      scopes: filesWrite,
      run: (args, by) => {
        const { files, channel_id: asked, thread_ts, initial_comment: text } = args;
        if (!Array.isArray(files) || files.length === 0) return failed("invalid_arguments");
        const found = (files as Args[]).map(({ id, title }) => ({ file: workspace.files.get(String(id)), title }));
        if (found.some(({ file }) => file?.content === undefined)) return failed("file_not_found");
        const complete = (): Args[] =>
          found.map(({ file, title }) => {
            if (file !== undefined) file.isComplete = true;
            if (file !== undefined && typeof title === "string") file.title = title;
            return shownFile(file);
          });
        if (asked === undefined) return { ok: true, files: complete() };
        // People's ids are taken by chat.postMessage only.
        if (typeof asked !== "string" || !/^[CDG]\w+$/.test(asked)) return failed("invalid_channel");
        const channel = workspace.channel(asked);
        if (!channel.is_member) return failed("not_in_channel");
        const thread = thread_ts === undefined ? {} : { thread_ts };
        const shown = complete();
        const message = post(workspace, { channel: asked, text: text ?? "", ...thread }, by);
        Object.assign(message, { files: shown });
        return { ok: true, files: shown };
      },
    },
    "canvases.create": {
      scopes: canvasesWrite,
      run: ({ title, document_content: content }) => {
        const { type, markdown } = (content ?? {}) as Args;
        if (type !== "markdown" || typeof markdown !== "string" || markdown.length > longestCanvas)
          return failed("invalid_arguments");
        const id = `F${workspace.next()}`;
        workspace.canvases.set(id, { id, title: typeof title === "string" ? title : "", markdown, users: [] });
        return { ok: true, canvas_id: id };
      },
    },
    "canvases.access.set": {
      scopes: canvasesWrite,
      run: ({ canvas_id: id, access_level: level, user_ids: users }) => {
        const canvas = workspace.canvases.get(String(id));
        if (canvas === undefined) return failed("canvas_not_found");
        if (!["read", "write"].includes(String(level)) || !Array.isArray(users)) return failed("invalid_arguments");
        canvas.users.push(...users.map(String));
        return { ok: true };
      },
    },
  };
}
