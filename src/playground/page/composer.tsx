/** The message field: what is typed, whom it names, which command it is, which files go along. */
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import type { Place } from "../protocol.ts";
import { lengthOf } from "../shape.ts";
import { type Completion, completionsAt } from "./completion.ts";
import { usePage } from "./context.ts";
import { type Attached, AttachedFiles } from "./files.tsx";
import { Icon } from "./icons.tsx";
import { titleOf, toWire } from "./names.ts";

interface Props {
  readonly place: Place;
  readonly thread?: string | undefined;
  readonly onSent?: ((ts: string | undefined) => void) | undefined;
  /** Beside the main one, to which the page leads. */
  readonly isAside?: boolean;
  /** A message that is changed instead. */
  readonly edits?: { readonly ts: string; readonly text: string; readonly onDone: () => void };
}

const longest = 40_000;
const long = 4_000;
const largestFile = 1_000_000;
/** What somebody has begun to write in a place stays there while they look elsewhere. */
const drafts = new Map<string, string>();

/** Puts words into the message field. */
export function putIntoComposer(text: string): void {
  const field = document.querySelector<HTMLTextAreaElement>("#composer");
  if (!field) return;
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

export function Composer({ place, thread, onSent, isAside = false, edits }: Props) {
  const { shown, act, tell } = usePage();
  const key = `${shown.me.id}/${place.id}/${thread ?? ""}`;
  const [text, setText] = useState(edits?.text ?? drafts.get(key) ?? "");
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const [offered, setOffered] = useState<readonly Completion[]>([]);
  const [at, setAt] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number>(undefined);
  const picker = useRef<HTMLInputElement>(null);
  const listId = useId();
  const isMain = thread === undefined && edits === undefined && !isAside;
  const count = lengthOf(text);

  const change = (next: string, caret: number): void => {
    setText(next);
    if (edits === undefined) drafts.set(key, next);
    setOffered(completionsAt(next, caret, shown, thread === undefined && edits === undefined));
    setAt(0);
  };
  const complete = ({ from, to, insert }: Completion): void => {
    const next = `${text.slice(0, from)}${insert}${text.slice(to)}`;
    caret.current = from + insert.length;
    change(next, caret.current); // and what may follow it
    field.current?.focus();
  };
  // As soon as it is drawn: a caret set a frame later would undo what was selected meanwhile.
  useLayoutEffect(() => {
    if (caret.current !== undefined) field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  });
  const attach = async (list: Iterable<File>): Promise<void> => {
    for (const file of list) {
      if (file.size > largestFile) tell(`${file.name} has more than a million bytes.`);
      else {
        const read = { name: file.name, text: await file.text() };
        setFiles((before) => [...before, read].slice(0, 10));
      }
    }
  };
  const clear = (): void => {
    change("", 0);
    setFiles([]);
  };
  const send = async (): Promise<void> => {
    const words = text.trim();
    if (words === "" && files.length === 0) return;
    if (edits) {
      if (await act({ does: "edits", channel: place.id, ts: edits.ts, text: toWire(words, shown) })) edits.onDone();
      return;
    }
    const [, command = "", rest = ""] = /^(\/[\w-]+)(?:\s+([^]*))?$/.exec(words) ?? [];
    if (command !== "") {
      const isKnown = command === "/invite" || shown.app.commands.some((each) => each.command === command);
      if (!isKnown) tell(`${command} is no command here. To send it as a message, put a space before it.`);
      else if (thread !== undefined)
        tell(`${command} does not work in threads. Slack takes commands in channels only.`);
      else {
        clear();
        await act({ does: "runs", channel: place.id, command, text: toWire(rest, shown) });
      }
      return;
    }
    clear();
    const done = await act({
      does: "says",
      channel: place.id,
      text: toWire(words, shown),
      ...(thread === undefined ? {} : { thread }),
      files,
    });
    if (done) onSent?.(done.ts);
    else change(words, words.length); // what was typed is not lost
  };

  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const chosen = offered[at];
    if (offered.length > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp"))
      setAt((at + (event.key === "ArrowDown" ? 1 : -1) + offered.length) % offered.length);
    else if (chosen && (event.key === "Tab" || (event.key === "Enter" && !chosen.isWhole))) complete(chosen);
    else if (event.key === "Escape" && (offered.length > 0 || edits)) {
      if (offered.length > 0) setOffered([]);
      else edits?.onDone();
    } else if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) void send();
    else return;
    event.preventDefault();
  };

  const title = titleOf(place, shown);
  const label = edits
    ? "Edit the message"
    : thread === undefined
      ? `Message ${place.kind === "im" ? title : `#${title}`}`
      : "Reply in the thread";
  return (
    <form
      className={`composer ${edits ? "editing" : ""}`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void attach(event.dataTransfer.files);
      }}
    >
      {offered.length === 0 ? null : (
        <ul className="completions" id={listId} role="listbox" aria-label="Suggestions">
          {offered.map((each, i) => (
            <li
              key={each.insert}
              id={`${listId}-${i}`}
              role="option"
              aria-selected={i === at}
              onPointerDown={(event) => {
                event.preventDefault();
                complete(each);
              }}
            >
              <strong>{each.label}</strong> <span>{each.about}</span>
            </li>
          ))}
        </ul>
      )}
      <textarea
        ref={field}
        id={isMain ? "composer" : undefined}
        rows={Math.min(8, Math.max(1, text.split("\n").length))}
        value={text}
        aria-label={label}
        placeholder={label}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? listId : undefined}
        aria-activedescendant={offered.length > 0 ? `${listId}-${at}` : undefined}
        autoFocus={edits !== undefined}
        onChange={({ target }) => change(target.value, target.selectionStart)}
        onKeyDown={onKey}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return;
          event.preventDefault();
          void attach(event.clipboardData.files);
        }}
      />
      <AttachedFiles files={files} onRemove={(file) => setFiles(files.filter((each) => each !== file))} />
      <div className="composer-tools">
        {edits ? null : (
          <>
            <button
              type="button"
              className="icon-button"
              aria-label="Attach a file"
              title="Attach a file"
              onClick={() => picker.current?.click()}
            >
              <Icon name="plus" />
            </button>
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              aria-label="File to attach"
              onChange={({ target }) => void attach(target.files ?? []).then(() => (target.value = ""))}
            />
          </>
        )}
        {count > long ? (
          <span className={count > longest ? "count-over" : "count-note"} role="status">
            {count.toLocaleString("en")} of {longest.toLocaleString("en")} characters.{" "}
            <button
              type="button"
              className="link"
              onClick={() => {
                setFiles([...files, { name: "pasted.txt", text }]);
                change("", 0);
              }}
            >
              Send it as a file
            </button>
          </span>
        ) : null}
        <span className="grow" />
        {edits ? (
          <button type="button" className="bk-button" onClick={edits.onDone}>
            Cancel
          </button>
        ) : null}
        <button
          type="submit"
          className="send"
          aria-label={edits ? "Save" : "Send"}
          disabled={(text.trim() === "" && files.length === 0) || count > longest}
        >
          {edits ? "Save" : <Icon name="send" />}
        </button>
      </div>
    </form>
  );
}
