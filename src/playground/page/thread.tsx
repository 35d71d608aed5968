/** A thread, beside its channel. */
import { useState } from "react";
import { keyOf, type Said } from "../protocol.ts";
import { Composer } from "./composer.tsx";
import { usePage } from "./context.ts";
import { Icon } from "./icons.tsx";
import { TeamsButton } from "./in-teams.tsx";
import { Menu } from "./menu.tsx";
import { SaveDialog } from "./saving.tsx";
import { MessageList } from "./message-list.tsx";
import { titleOf } from "./names.ts";
import { SideHead } from "./side.tsx";

export function Thread({
  channel,
  root,
  said,
}: {
  readonly channel: string;
  readonly root: string;
  readonly said: ReadonlyMap<string, Said>;
}) {
  const { shown, isDeveloper } = usePage();
  const [isSaving, setSaving] = useState(false);
  const place = shown.places.find(({ id }) => id === channel);
  const top = said.get(keyOf({ channel, ts: root }));
  const all = [...said.values()].filter(
    (each) => each.channel === channel && (each.ts === root || each.thread === root),
  );
  const note = shown.threads.find((each) => each.channel === channel && each.thread === root);
  return (
    <aside className="side" aria-label="Thread">
      <SideHead title={note?.title ?? "Thread"} under={place === undefined ? "" : titleOf(place, shown)}>
        <TeamsButton />
        {isDeveloper && shown.canSave ? (
          <Menu label="This thread" icon={<Icon name="dots" />}>
            {[{ label: "Keep it for the tests", act: () => setSaving(true) }]}
          </Menu>
        ) : null}
      </SideHead>
      {isSaving ? <SaveDialog channel={channel} thread={root} onClose={() => setSaving(false)} /> : null}
      <MessageList
        label="Messages in this thread"
        messages={all}
        all={[]}
        isThread
        empty={<p className="empty">What was said here is gone.</p>}
      />
      {note?.status === undefined ? null : (
        <p className="status" role="status">
          {shown.app.name} {note.status}
        </p>
      )}
      {place === undefined || (top === undefined && all.length === 0) ? null : <Composer place={place} thread={root} />}
    </aside>
  );
}
