/** Keeping a conversation for the tests. */
import { useState } from "react";
import type { Done } from "../protocol.ts";
import { usePage } from "./context.ts";
import { Dialog } from "./dialog.tsx";
import { ask } from "./store.ts";

export function SaveDialog({
  channel,
  thread,
  onClose,
}: {
  readonly channel: string;
  readonly thread?: string;
  readonly onClose: () => void;
}) {
  const { tell } = usePage();
  const [name, setName] = useState("");
  const [wrong, setWrong] = useState<string>();
  const save = async (): Promise<void> => {
    const done = await ask<Done>("save", { name, channel, thread });
    if (done?.ok) {
      tell(`Kept as ${name}. The tests play it from now on.`);
      onClose();
    } else setWrong(done?.what ?? "The playground does not answer.");
  };
  return (
    <Dialog title="Keep this conversation" onClose={onClose} className="small">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className="dialog-body">
          <p>
            What was done here, and what stands here, goes into a folder under test/conversations. The tests do it again
            and compare.
          </p>
          <label className="bk-field">
            <span className="bk-label">Name</span>
            <input
              className="bk-input"
              value={name}
              placeholder="asks-and-shares"
              onChange={({ target }) => setName(target.value)}
            />
          </label>
          {wrong === undefined ? null : (
            <p className="bk-error" role="alert">
              {wrong}
            </p>
          )}
        </div>
        <footer>
          <button type="button" className="bk-button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="bk-button primary">
            Keep
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
