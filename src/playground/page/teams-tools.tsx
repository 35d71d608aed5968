/** What can be done with a message in Teams, and changing the words of one's own. */
import { type KeyboardEvent, useState } from "react";
import type { TeamsSaid } from "../teams/protocol.ts";
import { usePage } from "./context.ts";
import { Icon } from "./icons.tsx";
import { useTeamsAct } from "./teams-use.ts";

export function TeamsTools({ message, edit }: { readonly message: TeamsSaid; readonly edit: () => void }) {
  const { shown, open, isDeveloper } = usePage();
  const run = useTeamsAct();
  const { id, isApp, user } = message;
  const isMine = !isApp && user === shown.me.id;
  if (!isMine && !isDeveloper) return null;
  const tool = (label: string, icon: "hood" | "edit" | "trash", act: () => void) => (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={act}>
      <Icon name={icon} />
    </button>
  );
  return (
    <div className="tools" role="group" aria-label="What to do with this message">
      {isDeveloper ? tool("Under the hood", "hood", () => open({ kind: "teams-hood", message: id })) : null}
      {isMine ? (
        <>
          {tool("Edit", "edit", edit)}
          {tool("Delete", "trash", () => void run({ does: "deletes", message: id }))}
        </>
      ) : null}
    </div>
  );
}

export function TeamsEdit({ message, onDone }: { readonly message: TeamsSaid; readonly onDone: () => void }) {
  const run = useTeamsAct();
  const [text, setText] = useState(String(message.activity["text"]));
  const save = async (): Promise<void> => {
    if (text.trim() !== "" && (await run({ does: "edits", message: message.id, text }))) onDone();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onDone();
    else if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) void save();
    else return;
    event.preventDefault();
  };
  return (
    <form
      className="composer editing"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        rows={Math.min(8, text.split("\n").length)}
        value={text}
        aria-label="Edit the message"
        autoFocus
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKey}
      />
      <div className="composer-tools">
        <span className="grow" />
        <button type="button" className="bk-button" onClick={onDone}>
          Cancel
        </button>
        <button type="submit" className="send" aria-label="Save" disabled={text.trim() === ""}>
          Save
        </button>
      </div>
    </form>
  );
}

/** What stands in place of words that were taken back. */
export function TeamsDeleted({ message: { id, user } }: { readonly message: TeamsSaid }) {
  const { shown } = usePage();
  const run = useTeamsAct();
  return (
    <p className="teams-none">
      This message has been deleted.{" "}
      {user === shown.me.id ? (
        <button type="button" className="link" onClick={() => void run({ does: "restores", message: id })}>
          Undo
        </button>
      ) : null}
    </p>
  );
}
