/** The page as a whole: who looks, where they are, what lies beside it. */
import { useEffect, useMemo, useState } from "react";
import { keyOf } from "../protocol.ts";
import { Channel } from "./channel.tsx";
import { type Page, PageContext, type Side } from "./context.ts";
import { HomeTab } from "./home.tsx";
import { Hood } from "./hood.tsx";
import { ModalStack } from "./modal.tsx";
import { titleOf } from "./names.ts";
import { Notices } from "./notices.tsx";
import { Pane } from "./pane.tsx";
import { Sidebar, type Where } from "./sidebar.tsx";
import { doAs, follow, useStore } from "./store.ts";
import { TeamsPlaceView } from "./teams-place.tsx";
import { useTeamsSwitch } from "./teams-switch.ts";
import { Thread } from "./thread.tsx";
import { Top } from "./top.tsx";
import { Tour } from "./tour.tsx";

const keys = {
  who: "playground.who",
  where: "playground.where",
  developer: "playground.developer",
  tour: "playground.tour",
};
const first = "U0EMMA";

/** Each tab may be somebody else; a new one is whoever was last. */
const whoWasIt = (): string => sessionStorage.getItem(keys.who) ?? localStorage.getItem(keys.who) ?? first;

export function App() {
  const [who, setWho] = useState(whoWasIt);
  const [where, setWhere] = useState<Where>(() => sessionStorage.getItem(keys.where) ?? "C0GENERAL");
  const [side, open] = useState<Side>();
  const [words, tell] = useState<string>();
  const [isDeveloper, setDeveloper] = useState(localStorage.getItem(keys.developer) === "yes");
  const [isTouring, setTouring] = useState(localStorage.getItem(keys.tour) !== "over");
  const [isNavOpen, setNavOpen] = useState(false);
  const teams = useTeamsSwitch();
  const { shown, said, isLive } = useStore();

  useEffect(() => {
    sessionStorage.setItem(keys.who, who);
    localStorage.setItem(keys.who, who);
    follow(who);
  }, [who]);
  useEffect(() => sessionStorage.setItem(keys.where, where), [where]);

  const page = useMemo<Page | undefined>(() => {
    if (shown === undefined) return undefined;
    const run = doAs(who);
    return {
      shown,
      side,
      open,
      go: (next) => {
        setWhere(next);
        setNavOpen(false);
        if (side?.kind === "thread" || side?.kind === "teams-hood" || next.startsWith("teams-")) open(undefined);
        if (next === "home") void run({ does: "opens", tab: "home" });
      },
      tell,
      isDeveloper: isDeveloper || shown.me.role === "admin",
      teams,
      act: async (deed) => {
        const done = await run(deed);
        if (done.ok) {
          tell(undefined); // what went wrong before is mended
          return done;
        }
        tell(done.what);
        return undefined;
      },
    };
  }, [shown, who, side, isDeveloper, teams]);

  if (page === undefined || shown === undefined)
    return <p className="loading">{isLive ? "One moment…" : "Waiting for the playground. Is npm start running?"}</p>;

  const { go } = page;
  const inTeams = shown.teams?.places.find(({ id }) => id === where);
  // A guest has no home tab: whoever becomes one there is in the first place that the guest may enter.
  const isHome = where === "home" && !shown.me.isStranger;
  const place = shown.places.find(({ id }) => id === where) ?? shown.places[0];
  const become = (id: string): void => {
    open(undefined);
    setWho(id);
  };
  const title = inTeams?.name ?? (isHome ? shown.app.name : place === undefined ? "" : titleOf(place, shown));
  return (
    <PageContext value={page}>
      <a className="skip" href="#composer">
        Skip to the message field
      </a>
      <Top
        become={become}
        isNavOpen={isNavOpen}
        toggleNav={() => setNavOpen(!isNavOpen)}
        startTour={() => setTouring(true)}
        developer={isDeveloper}
        setDeveloper={(on) => {
          setDeveloper(on);
          localStorage.setItem(keys.developer, on ? "yes" : "no");
        }}
      />
      <div className={`body ${side ? "has-side" : ""} ${isNavOpen ? "nav-open" : ""} ${teams.all ? "in-teams" : ""}`}>
        <Sidebar where={inTeams?.id ?? (isHome ? "home" : (place?.id ?? ""))} go={go} said={said} />
        <main aria-label={title}>
          {isLive ? null : (
            <p className="away" role="status">
              The playground is away. This page comes back by itself when it does.
            </p>
          )}
          <Notices />
          {inTeams ? (
            <TeamsPlaceView place={inTeams} key={`${who}/${inTeams.id}`} />
          ) : isHome ? (
            <HomeTab go={go} />
          ) : place === undefined ? null : (
            <Channel place={place} said={said} go={go} key={place.id} />
          )}
        </main>
        {side?.kind === "thread" ? <Thread key={side.ts} channel={side.channel} root={side.ts} said={said} /> : null}
        {side?.kind === "pane" ? <Pane thread={side.thread} said={said} /> : null}
        {side?.kind === "hood" ? (
          <Hood of={{ channel: side.channel, ts: side.ts }} said={said.get(keyOf(side))} />
        ) : null}
        {side?.kind === "teams-hood" ? (
          <Hood of={{ message: side.message }} said={shown.teams?.said.find(({ id }) => id === side.message)} />
        ) : null}
      </div>
      <ModalStack />
      {isTouring ? (
        <Tour
          go={go}
          onDone={() => {
            setTouring(false);
            localStorage.setItem(keys.tour, "over");
          }}
        />
      ) : null}
      <div className="toast" role="status" aria-live="polite">
        {words === undefined ? null : (
          <p>
            {words}{" "}
            <button type="button" className="link" onClick={() => tell(undefined)}>
              Close
            </button>
          </p>
        )}
      </div>
    </PageContext>
  );
}
