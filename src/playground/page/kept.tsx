/** Conversations that were kept, to be played again. */
import { useEffect, useState } from "react";
import type { Kept, Replayed } from "../protocol.ts";
import { Dialog } from "./dialog.tsx";
import { ask } from "./store.ts";

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
