/** A message as in Teams: what would be sent there, to look at beside what was posted in Slack. */
import { useEffect, useState } from "react";
import { type InTeams, keyOf, type Said } from "../protocol.ts";
import { usePage } from "./context.ts";
import { Icon } from "./icons.tsx";
import { toTyped } from "./names.ts";
import { ask, useStore } from "./store.ts";
import { Drawn } from "./teams-drawn.tsx";
import { draftInTeams } from "./teams-place.tsx";

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
        <>
          <Drawn activity={found.activity} problems={found.problems} by={<strong>{shown.app.name}</strong>} />
          <p className="teams-none">
            {found.note === undefined ? null : `${found.note} `}
            <WhereItWorks message={message} />
          </p>
        </>
      )}
    </section>
  );
}

/** Nothing was sent to Teams here: whoever wants to press a button is led to where it was. */
function WhereItWorks({ message: { channel, thread } }: { readonly message: Said }) {
  const { shown, go } = usePage();
  const { said } = useStore();
  const chat = shown.teams?.places.find(({ kind }) => kind === "personal");
  if (chat === undefined) return "Its buttons are only to look at: press them in the Slack form.";
  const asked = thread === undefined ? undefined : said.get(keyOf({ channel, ts: thread }));
  const words = asked === undefined || asked.isApp ? "" : toTyped(asked.text, shown).replace(/^@\w+[,:]?\s+/, "");
  return (
    <>
      Its buttons are only to look at here.{" "}
      <button
        type="button"
        className="link"
        onClick={() => {
          if (words !== "") draftInTeams(chat.id, words);
          go(chat.id);
        }}
      >
        {words === "" ? "Go to Microsoft Teams, where they work" : "Ask it in Microsoft Teams, where they work"}
      </button>
    </>
  );
}
