/** One message in Teams: what somebody said, or the app's words and card, whose buttons work. */
import { useState } from "react";
import type { TeamsSaid } from "../teams/protocol.ts";
import { Avatar } from "./avatar.tsx";
import { usePage } from "./context.ts";
import { isoOf, timeOf } from "./names.ts";
import { Drawn, type Reaction } from "./teams-drawn.tsx";
import { TeamsDeleted, TeamsEdit, TeamsTools } from "./teams-tools.tsx";
import { useTeamsAct } from "./teams-use.ts";

export function TeamsMessageView({
  message,
  vote,
}: {
  readonly message: TeamsSaid;
  readonly vote: (reaction: Reaction) => void;
}) {
  const { shown } = usePage();
  const run = useTeamsAct();
  const [isBusy, setBusy] = useState(false);
  const [isEditing, setEditing] = useState(false);
  const { id, user, isApp, activity, isPrivate, isEdited, isDeleted, problems, notice, undelivered } = message;
  const person = shown.people.find((each) => (isApp ? each.isApp : each.id === user));
  const name = person?.name ?? "Somebody";
  const at = String(Number(id) / 1_000);
  const press = async (verb: string, data: Readonly<Record<string, unknown>>): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    await run({ does: "presses", message: id, verb, data });
    setBusy(false);
  };
  return (
    <article
      className={`message ${isPrivate ? "private" : ""}`}
      data-message={id}
      aria-label={`${name}, ${timeOf(at)}${isPrivate ? ", only visible to you" : ""}`}
      aria-busy={isBusy}
    >
      <Avatar person={person} />
      <div className="message-body">
        {isPrivate ? <p className="only-you">Only you can see this</p> : null}
        <p className="by">
          <strong>{name}</strong>
          {isApp ? <span className="tag">App</span> : null}
          {person?.isStranger ? <span className="tag">Guest</span> : null}
          <time dateTime={isoOf(at)}>{timeOf(at)}</time>
        </p>
        {isApp ? (
          <Drawn
            activity={activity}
            problems={problems}
            live={{ press: (verb, data) => void press(verb, data), vote }}
          />
        ) : (
          <Words message={message} isEditing={isEditing} onDone={() => setEditing(false)} />
        )}
        {isEdited && !isDeleted ? <span className="edited">Edited</span> : null}
        <div role="status">{notice === undefined ? null : <p className="teams-notice">{notice}</p>}</div>
        {undelivered === undefined ? null : (
          <p className="bk-error" role="alert">
            That did not arrive ({undelivered}). Say it again.
          </p>
        )}
      </div>
      {isDeleted ? null : <TeamsTools message={message} edit={() => setEditing(true)} />}
    </article>
  );
}

function Words({
  message,
  isEditing,
  onDone,
}: {
  readonly message: TeamsSaid;
  readonly isEditing: boolean;
  readonly onDone: () => void;
}) {
  if (message.isDeleted) return <TeamsDeleted message={message} />;
  if (isEditing) return <TeamsEdit message={message} onDone={onDone} />;
  return <p className="teams-plain">{String(message.activity["text"])}</p>;
}
