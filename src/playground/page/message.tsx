/** One message, and what can be done with it. */
import { memo, useRef, useState } from "react";
import { keyOf, type Said } from "../protocol.ts";
import { Avatar } from "./avatar.tsx";
import { Blocks, Marked } from "./blocks.tsx";
import { Composer } from "./composer.tsx";
import { type Page, usePage } from "./context.ts";
import { type Held, hold } from "./fields.ts";
import { Files } from "./files.tsx";
import { Icon } from "./icons.tsx";
import { InTeamsView } from "./in-teams.tsx";
import { Menu } from "./menu.tsx";
import { isoOf, timeOf, toTyped } from "./names.ts";
import { RefusedNote, UndeliveredNote } from "./notes.tsx";

interface Props {
  readonly message: Said;
  readonly goesOn: boolean;
  readonly replies: readonly Said[];
}

export const MessageView = memo(function MessageView({ message, goesOn, replies }: Props) {
  const page = usePage();
  const { shown } = page;
  const [isEditing, setEditing] = useState(false);
  const { user, ts, isApp, isPrivate, isEdited, isStreaming, refused, undelivered } = message;
  const person = shown.people.find(({ id }) => id === user);
  const place = shown.places.find(({ id }) => id === message.channel);
  const name = person?.name ?? "Slackbot";
  return (
    <article
      className={`message ${goesOn ? "goes-on" : ""} ${isPrivate ? "private" : ""} ${refused ? "refused" : ""}`}
      aria-label={`${name}, ${timeOf(ts)}${isPrivate ? ", only visible to you" : ""}`}
    >
      {goesOn ? <span className="gutter" /> : <Avatar person={person} />}
      <div className="message-body">
        {isPrivate ? <p className="only-you">Only visible to you</p> : null}
        {goesOn ? null : (
          <p className="by">
            <strong>{name}</strong>
            {isApp ? <span className="tag">App</span> : null}
            {person?.isStranger ? <span className="tag">{person.company}</span> : null}
            <time dateTime={isoOf(ts)}>{timeOf(ts)}</time>
          </p>
        )}
        {refused ? <RefusedNote refused={refused} /> : null}
        {isEditing && place ? (
          <Composer place={place} edits={{ ts, text: toTyped(message.text, shown), onDone: () => setEditing(false) }} />
        ) : hasTeamsForm(message) && page.teams.shows(keyOf(message)) ? (
          <div className="forms">
            <div className="both">
              <section aria-label="As in Slack" className="in-slack">
                <p className="form-name">As in Slack</p>
                <Content message={message} page={page} />
              </section>
              <InTeamsView message={message} />
            </div>
          </div>
        ) : (
          <Content message={message} page={page} />
        )}
        {isStreaming ? <span className="streaming" role="status" aria-label="More is coming" /> : null}
        {isEdited ? <span className="edited">(edited)</span> : null}
        <Files message={message} />
        {undelivered ? <UndeliveredNote undelivered={undelivered} message={message} /> : null}
        <Replies message={message} replies={replies} />
      </div>
      {refused ? null : <Tools message={message} edit={() => setEditing(true)} />}
    </article>
  );
});

/** Only what the app says is said in Teams, too; a picture alone is part of a card there. */
const hasTeamsForm = ({ isApp, refused, text, blocks }: Said): boolean =>
  isApp && refused === undefined && (text !== "" || blocks.length > 0);

function Content({ message, page: { shown, act } }: { readonly message: Said; readonly page: Page }) {
  /** What stands in the fields, by block and element, for when something is clicked. */
  const fields = useRef<Held>({});
  const { blocks, text, channel, ts } = message;
  if (blocks.length === 0) return <Marked text={text} shown={shown} />;
  return (
    <Blocks
      blocks={blocks}
      shown={shown}
      use={(block, element, given, isAction) => {
        const action = hold(fields.current, block, element, given);
        if (isAction) void act({ does: "clicks", channel, ts, action, given, state: fields.current });
      }}
    />
  );
}

function Replies({ message, replies }: { readonly message: Said; readonly replies: readonly Said[] }) {
  const { open, shown } = usePage();
  const { channel, ts } = message;
  const status = shown.threads.find((each) => each.channel === channel && each.thread === ts)?.status;
  const last = replies.at(-1);
  return (
    <>
      {status === undefined ? null : (
        <p className="status" role="status">
          {shown.app.name} {status}
        </p>
      )}
      {last === undefined ? null : (
        <button type="button" className="replies" onClick={() => open({ kind: "thread", channel, ts })}>
          {[...new Set(replies.map(({ user }) => user))].slice(0, 3).map((user) => (
            <Avatar key={user} small person={shown.people.find(({ id }) => id === user)} />
          ))}
          <span>
            {replies.length} {replies.length === 1 ? "reply" : "replies"}
          </span>{" "}
          <small>last at {timeOf(last.ts)}</small>
        </button>
      )}
    </>
  );
}

function Tools({ message, edit }: { readonly message: Said; readonly edit: () => void }) {
  const { shown, act, open, side, isDeveloper, teams } = usePage();
  const { channel, ts, thread, user, isApp, isPrivate } = message;
  const isMine = user === shown.me.id && !isApp;
  const inThread = side?.kind === "thread" && side.ts === (thread ?? ts);
  const others = shown.me.isStranger
    ? []
    : shown.app.shortcuts.map(({ id, name }) => ({
        label: name,
        act: () => void act({ does: "takes", shortcut: id, channel, ts }),
      }));
  return (
    <div className="tools" role="group" aria-label="What to do with this message">
      {isPrivate || inThread ? null : (
        <button
          type="button"
          className="icon-button"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => open({ kind: "thread", channel, ts: thread ?? ts })}
        >
          <Icon name="thread" />
        </button>
      )}
      {hasTeamsForm(message) ? (
        <button
          type="button"
          className="icon-button"
          aria-label="As in Teams"
          title="As in Teams"
          aria-pressed={teams.shows(keyOf(message))}
          onClick={() => teams.flip(keyOf(message))}
        >
          <Icon name="teams" />
        </button>
      ) : null}
      {isDeveloper ? (
        <button
          type="button"
          className="icon-button"
          aria-label="Under the hood"
          title="Under the hood"
          onClick={() => open({ kind: "hood", channel, ts })}
        >
          <Icon name="hood" />
        </button>
      ) : null}
      {isMine ? (
        <>
          <button type="button" className="icon-button" aria-label="Edit" title="Edit" onClick={edit}>
            <Icon name="edit" />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label="Delete"
            title="Delete"
            onClick={() => void act({ does: "deletes", channel, ts })}
          >
            <Icon name="trash" />
          </button>
        </>
      ) : null}
      {isPrivate || others.length === 0 ? null : (
        <Menu label="More" icon={<Icon name="dots" />}>
          {others}
        </Menu>
      )}
    </div>
  );
}
