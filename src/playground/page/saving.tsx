/** Keeping a conversation for the tests, and playing kept ones again. */
import { useEffect, useState } from "react";
import type { Done, Kept, Replayed } from "../protocol.ts";
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

export function KeptDialog({ onClose }: { readonly onClose: () => void }) {
  const [kept, setKept] = useState<readonly Kept[]>();
  const [playing, setPlaying] = useState<string>();
  const [results, setResults] = useState<Readonly<Record<string, Replayed | undefined>>>({});
  useEffect(() => void ask<readonly Kept[]>("kept", {}).then(setKept), []);
  const play = async (name: string): Promise<void> => {
    setPlaying(name);
    const result = await ask<Replayed>("replay", { name });
    setResults((before) => ({ ...before, [name]: result }));
    setPlaying(undefined);
  };
  return (
    <Dialog title="Recorded conversations" onClose={onClose}>
      <div className="dialog-body" tabIndex={0} role="group" aria-label="Recorded conversations">
        {kept?.length === 0 ? <p className="empty">None yet. Keep one from a thread's menu.</p> : null}
        <ul className="kept">
          {(kept ?? []).map(({ name, acts }) => {
            const result = results[name];
            return (
              <li key={name}>
                <strong>{name}</strong> <small>{acts} acts</small>{" "}
                <button
                  type="button"
                  className="bk-button"
                  disabled={playing !== undefined}
                  onClick={() => void play(name)}
                >
                  {playing === name ? "Playing…" : "Play it again"}
                </button>
                {result === undefined ? null : (
                  <div role="status">
                    {result.ok ? "The same as it was recorded." : "It differs from what was recorded:"}
                    {result.ok ? null : (
                      <pre tabIndex={0} aria-label="Differences">
                        {result.differences.join("\n")}
                      </pre>
                    )}
                  </div>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </Dialog>
  );
}
