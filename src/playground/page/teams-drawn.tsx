/** What Teams makes of an activity, drawn by a script that is fetched when it is first wanted. */
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { Json } from "../protocol.ts";
import { Icon } from "./icons.tsx";
import type { Press } from "./teams-card.ts";

export type Reaction = "like" | "dislike";
/** What its buttons and thumbs do; without it they are only looked at. */
export interface Live {
  readonly press: Press;
  readonly vote: (reaction: Reaction) => void;
}
interface Props {
  readonly activity: Json;
  readonly problems: readonly string[];
  /** Whose words these are. */
  readonly by?: ReactNode;
  readonly live?: Live | undefined;
}

const isByModel = (activity: Json): boolean =>
  ((activity["entities"] ?? []) as readonly { readonly additionalType?: unknown }[]).some(
    ({ additionalType }) => Array.isArray(additionalType) && additionalType.includes("AIGeneratedContent"),
  );
const canVote = ({ channelData }: Json): boolean =>
  (channelData as { readonly feedbackLoop?: unknown } | undefined)?.feedbackLoop !== undefined;

/** An activity's words and cards alone; drawn again only where it has changed, for fields may hold what somebody typed. */
export function DrawnActivity({
  activity,
  press,
  onProblems,
}: {
  readonly activity: Json;
  readonly press?: Press | undefined;
  readonly onProblems?: ((problems: readonly string[]) => void) | undefined;
}) {
  const box = useRef<HTMLDivElement>(null);
  const text = JSON.stringify(activity);
  const same = useMemo(() => activity, [text]);
  const pressed = useRef(press);
  pressed.current = press;
  const isLive = press !== undefined;
  useEffect(() => {
    let isOver = false;
    const draw = async (): Promise<void> => {
      const { drawActivity } = await import("./teams-activity.ts");
      if (isOver || !box.current) return;
      const forward: Press = (verb, data) => pressed.current?.(verb, data);
      const { parts, problems } = drawActivity(same, isLive ? forward : undefined);
      const hadFocus = box.current.contains(document.activeElement);
      box.current.replaceChildren(...parts);
      // Whoever pressed a button goes on in the card that came in its place.
      if (hadFocus) box.current.querySelector<HTMLElement>(".teams-card")?.focus();
      onProblems?.(problems);
    };
    draw().catch(() => onProblems?.(["it could not be drawn here; reload the page"]));
    return () => void (isOver = true);
  }, [same, isLive]);
  return <div ref={box} />;
}

export function Drawn({ activity, problems, by, live }: Props) {
  const [unread, setUnread] = useState<readonly string[]>([]);
  const all = [...new Set([...problems, ...unread])];
  return (
    <>
      {all.length === 0 ? null : (
        <div className="refused-note" role="note">
          <strong>Teams would refuse this, or not draw all of it.</strong>
          <ul>
            {all.slice(0, 8).map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="teams-message">
        <p className="teams-by">
          {by}
          {isByModel(activity) ? <span className="tag">AI-generated</span> : null}
        </p>
        <DrawnActivity activity={activity} press={live?.press} onProblems={setUnread} />
        {canVote(activity) ? <Thumbs vote={live?.vote} /> : null}
      </div>
    </>
  );
}

const thumbs = [
  { label: "Like", icon: "up", reaction: "like" },
  { label: "Dislike", icon: "down", reaction: "dislike" },
] as const;
const Thumbs = ({ vote }: { readonly vote: Live["vote"] | undefined }) => (
  <div className="teams-thumbs" role="group" aria-label="Feedback in Teams">
    {thumbs.map(({ label, icon, reaction }) => (
      <button
        key={label}
        type="button"
        className="icon-button"
        aria-label={label}
        {...(vote
          ? { onClick: () => vote(reaction), title: label }
          : { "aria-disabled": true, title: "Only to look at: vote in the Slack form, or in Microsoft Teams." })}
      >
        <Icon name={icon} />
      </button>
    ))}
  </div>
);
