/** A message as in Teams: what would be sent there, drawn by a script that is fetched when it is first wanted. */
import { useEffect, useRef, useState } from "react";
import type { InTeams, Said } from "../protocol.ts";
import { usePage } from "./context.ts";
import { Icon } from "./icons.tsx";
import { ask } from "./store.ts";

type Form = Extract<InTeams, { readonly activity: unknown }>;
const away: InTeams = { why: "The playground does not answer. Is npm start running?" };

/** Turns it on and off for everything in view. */
export function TeamsButton() {
  const { teams } = usePage();
  return (
    <button
      type="button"
      className="bk-button teams-button"
      aria-pressed={teams.all}
      title="Every answer as Microsoft Teams draws it, too"
      onClick={teams.flipAll}
    >
      <Icon name="teams" /> As in Teams
    </button>
  );
}

export function InTeamsView({ message }: { readonly message: Said }) {
  const { shown } = usePage();
  const { channel, ts } = message;
  const as = shown.me.id;
  const [found, setFound] = useState<InTeams>();
  useEffect(() => {
    let isOver = false;
    void ask<InTeams>("teams", { as, channel, ts }).then((form = away) => {
      if (!isOver) setFound("activity" in form || "why" in form ? form : away);
    });
    return () => void (isOver = true);
  }, [message, as]);
  return (
    <section className="teams" aria-label="As in Teams">
      <p className="form-name">As in Teams</p>
      {found === undefined ? (
        <p className="teams-none">One moment…</p>
      ) : "why" in found ? (
        <p className="teams-none">{found.why}</p>
      ) : (
        <Drawn form={found} name={shown.app.name} />
      )}
    </section>
  );
}

const isByModel = ({ activity }: Form): boolean =>
  ((activity["entities"] ?? []) as readonly { readonly additionalType?: unknown }[]).some(
    ({ additionalType }) => Array.isArray(additionalType) && additionalType.includes("AIGeneratedContent"),
  );
const canVote = ({ activity: { channelData } }: Form): boolean =>
  (channelData as { readonly feedbackLoop?: unknown } | undefined)?.feedbackLoop !== undefined;

function Drawn({ form, name }: { readonly form: Form; readonly name: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [unread, setUnread] = useState<readonly string[]>([]);
  useEffect(() => {
    let isOver = false;
    const draw = async (): Promise<void> => {
      const { drawActivity } = await import("./teams-activity.ts");
      if (isOver || !box.current) return;
      const { parts, problems } = drawActivity(form.activity);
      box.current.replaceChildren(...parts);
      setUnread(problems);
    };
    draw().catch(() => setUnread(["it could not be drawn here; reload the page"]));
    return () => void (isOver = true);
  }, [form]);
  const problems = [...new Set([...form.problems, ...unread])];
  return (
    <>
      {problems.length === 0 ? null : (
        <div className="refused-note" role="note">
          <strong>Teams would refuse this, or not draw all of it.</strong>
          <ul>
            {problems.slice(0, 8).map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="teams-message">
        <p className="teams-by">
          <strong>{name}</strong>
          {isByModel(form) ? <span className="tag">AI-generated</span> : null}
        </p>
        <div ref={box} />
        {canVote(form) ? <Thumbs /> : null}
      </div>
      {form.note === undefined ? null : <p className="teams-none">{form.note}</p>}
    </>
  );
}

const thumbs = [
  { label: "Like", icon: "up" },
  { label: "Dislike", icon: "down" },
] as const;
const Thumbs = () => (
  <div className="teams-thumbs" role="group" aria-label="Feedback in Teams">
    {thumbs.map(({ label, icon }) => (
      <button
        key={label}
        type="button"
        className="icon-button"
        aria-label={label}
        aria-disabled="true"
        title="Only to look at: vote in the Slack form of this message."
      >
        <Icon name={icon} />
      </button>
    ))}
  </div>
);
