/** Messages one below the other, the last in view. */
import { type ReactNode, useEffect, useRef } from "react";
import { keyOf, type Said } from "../protocol.ts";
import { MessageView } from "./message.tsx";
import { dayOf } from "./names.ts";

interface Props {
  readonly label: string;
  readonly messages: readonly Said[];
  /** Among these are the replies. */
  readonly all: readonly Said[];
  readonly empty?: ReactNode;
  readonly isThread?: boolean;
}

const near = 120; // pixels from the end that count as being there
const together = 300; // seconds within which somebody goes on talking

export function MessageList({ label, messages, all, empty, isThread = false }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const inOrder = messages.toSorted((a, b) => Number(a.ts) - Number(b.ts));
  useEffect(() => {
    const list = box.current;
    if (list === null || !isAtEnd.current) return;
    // A long answer is read from its beginning.
    const last = list.lastElementChild as HTMLElement | null;
    const top = last === null ? 0 : last.offsetTop - list.offsetTop - 40;
    list.scrollTo({ top: Math.min(top, list.scrollHeight - list.clientHeight) });
  }, [messages.length]);
  const replies = new Map<string, Said[]>();
  for (const each of all)
    if (each.thread !== undefined && !each.isPrivate)
      replies.set(each.thread, [...(replies.get(each.thread) ?? []), each]);
  return (
    <div
      className="messages"
      ref={box}
      role="log"
      aria-label={label}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        const last = (box.current?.lastElementChild as HTMLElement | null)?.offsetHeight ?? 0;
        isAtEnd.current = scrollTop + clientHeight > scrollHeight - Math.max(near, last);
      }}
    >
      {inOrder.length === 0 ? empty : null}
      {inOrder.map((message, i) => {
        const before = inOrder[i - 1];
        const isNewDay = !isThread && (before === undefined || dayOf(before.ts) !== dayOf(message.ts));
        const goesOn =
          !isNewDay &&
          before?.user === message.user &&
          before.isPrivate === message.isPrivate &&
          before.refused === undefined &&
          Number(message.ts) - Number(before.ts) < together;
        return (
          <div key={keyOf(message)}>
            {isNewDay ? <h2 className="day">{dayOf(message.ts)}</h2> : null}
            <MessageView
              message={message}
              goesOn={goesOn && !message.isApp}
              replies={isThread ? [] : (replies.get(message.ts) ?? [])}
            />
          </div>
        );
      })}
    </div>
  );
}
