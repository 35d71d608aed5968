/** The agent pane: one conversation with the app, beside whatever else is open. */
import { useEffect } from "react";
import type { Said } from "../protocol.ts";
import { Prompts } from "./channel.tsx";
import { Composer } from "./composer.tsx";
import { usePage } from "./context.ts";
import { Icon } from "./icons.tsx";
import { TeamsButton } from "./in-teams.tsx";
import { Menu } from "./menu.tsx";
import { MessageList } from "./message-list.tsx";
import { SideHead } from "./side.tsx";

export function Pane({
  thread,
  said,
}: {
  readonly thread: string | undefined;
  readonly said: ReadonlyMap<string, Said>;
}) {
  const { shown, act, open } = usePage();
  const place = shown.places.find(({ kind }) => kind === "im");
  useEffect(() => void act({ does: "opens", tab: "messages" }), []);
  if (place === undefined) return null;
  const inHere = [...said.values()].filter(({ channel }) => channel === place.id);
  const talk = inHere.filter(({ ts, thread: root }) => thread !== undefined && (ts === thread || root === thread));
  const notes = shown.threads.filter(({ channel }) => channel === place.id);
  const note = notes.find((each) => each.thread === thread);
  const begin = (ts: string | undefined): void => {
    if (ts !== undefined) open({ kind: "pane", thread: ts });
  };
  const earlier = notes
    .filter(({ title }) => title !== undefined)
    .toReversed()
    .slice(0, 12);
  return (
    <aside className="side" aria-label={`Ask ${shown.app.name}`}>
      <SideHead title={note?.title ?? shown.app.name} under="agent">
        <TeamsButton />
        <Menu label="Conversations" icon={<Icon name="dots" />}>
          {[
            { label: "New conversation", act: () => open({ kind: "pane" }) },
            ...earlier.map((each) => ({
              label: each.title ?? "",
              act: () => open({ kind: "pane", thread: each.thread }),
            })),
          ]}
        </Menu>
      </SideHead>
      <MessageList
        label={`Conversation with ${shown.app.name}`}
        messages={talk}
        all={[]}
        isThread
        empty={<Prompts place={place} onSent={begin} />}
      />
      {note?.status === undefined ? null : (
        <p className="status" role="status">
          {shown.app.name} {note.status}
        </p>
      )}
      <Composer place={place} thread={thread} isAside onSent={thread === undefined ? begin : undefined} />
    </aside>
  );
}
