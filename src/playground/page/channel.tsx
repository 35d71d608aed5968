/** A channel, or the direct messages with the app. */
import { useEffect, useState } from "react";
import type { Place, Said } from "../protocol.ts";
import { Composer } from "./composer.tsx";
import { usePage } from "./context.ts";
import { TeamsButton } from "./in-teams.tsx";
import { MessageList } from "./message-list.tsx";
import { titleOf } from "./names.ts";
import type { Where } from "./sidebar.tsx";
import { Suggestions } from "./suggestions.tsx";

const isWide = (): boolean => window.matchMedia("(min-width: 1000px)").matches;

export function Channel({
  place,
  said,
  go,
}: {
  readonly place: Place;
  readonly said: ReadonlyMap<string, Said>;
  readonly go: (where: Where) => void;
}) {
  const { shown, act, open, side } = usePage();
  const inHere = [...said.values()].filter(({ channel }) => channel === place.id);
  const roots = inHere.filter(({ thread, isPrivate }) => thread === undefined || isPrivate);
  const [asked, setAsked] = useState<string>();
  const isDirect = place.kind === "im";

  useEffect(() => {
    if (isDirect) void act({ does: "opens", tab: "messages" });
  }, [isDirect]);
  // An answer stands in a thread. Whoever has just asked sees it open, where there is room. The answer may be here
  // before the page knows which message it has sent.
  useEffect(() => {
    if (asked === undefined || !inHere.some(({ thread, isApp }) => isApp && thread === asked)) return;
    setAsked(undefined);
    if (side?.kind !== "hood" && isWide()) open({ kind: "thread", channel: place.id, ts: asked });
  }, [said, asked]);

  const title = titleOf(place, shown);
  return (
    <section className="conversation">
      <header className="conversation-head">
        <h1>{place.kind === "im" ? title : `# ${title}`}</h1>
        {isDirect ? (
          <div className="tabs" role="group" aria-label={shown.app.name}>
            <button type="button" onClick={() => go("home")}>
              Home
            </button>
            <button type="button" aria-current="page">
              Messages
            </button>
          </div>
        ) : (
          <p>
            {place.topic}
            {place.hasApp ? "" : ` (without ${shown.app.name})`}
          </p>
        )}
        {side === undefined || side.kind === "hood" ? <TeamsButton /> : null}
      </header>
      <MessageList
        label={`Messages in ${title}`}
        messages={roots}
        all={inHere}
        empty={
          isDirect ? (
            <Prompts place={place} />
          ) : place.hasApp ? (
            <Suggestions />
          ) : (
            <p className="empty">
              {shown.app.name} is not in this channel. Say /invite @{shown.app.name} here, and mention it.
            </p>
          )
        }
      />
      <Composer place={place} onSent={setAsked} />
    </section>
  );
}

/** What the app suggests to begin with. */
export function Prompts({
  place,
  onSent,
}: {
  readonly place: Place;
  readonly onSent?: (ts: string | undefined) => void;
}) {
  const { shown, act } = usePage();
  const { app, prompts } = shown;
  const offered = prompts.length > 0 ? prompts : app.starters.map((message) => ({ title: message, message }));
  return (
    <div className="prompts">
      <p>
        <strong>{app.name}</strong>: {app.about}. Ask me, for example
      </p>
      {offered.map(({ title, message }) => (
        <button
          key={title}
          type="button"
          className="prompt"
          onClick={() =>
            void act({ does: "says", channel: place.id, text: message }).then((done) => onSent?.(done?.ts))
          }
        >
          {title}
        </button>
      ))}
    </div>
  );
}
