/** Channels, the app, and whoever else is there. */
import { useEffect, useState } from "react";
import type { Place, Said } from "../protocol.ts";
import { Avatar } from "./avatar.tsx";
import { usePage } from "./context.ts";
import { Icon } from "./icons.tsx";

/** A place's id, or the app's home. */
export type Where = string;

interface Props {
  readonly where: Where;
  readonly go: (where: Where) => void;
  readonly said: ReadonlyMap<string, Said>;
}

/** How far somebody has read, by place; kept for the tab's life. */
function useUnread(me: string, where: Where, said: ReadonlyMap<string, Said>): ReadonlyMap<string, number> {
  const [read, setRead] = useState<Readonly<Record<string, string>>>({});
  const last = new Map<string, string>();
  for (const { channel, ts } of said.values()) if (ts > (last.get(channel) ?? "")) last.set(channel, ts);
  const here = last.get(where);
  useEffect(() => setRead(Object.fromEntries(last)), [me]); // what is old is read
  useEffect(() => {
    if (here !== undefined) setRead((before) => ({ ...before, [where]: here }));
  }, [where, here]);
  const counts = new Map<string, number>();
  for (const { channel, ts, user } of said.values())
    if (channel !== where && user !== me && Number(ts) > Number(read[channel] ?? 0))
      counts.set(channel, (counts.get(channel) ?? 0) + 1);
  return counts;
}

export function Sidebar({ where, go, said }: Props) {
  const { shown } = usePage();
  const { places, app, me, people, teams } = shown;
  const unread = useUnread(me.id, where, said);
  const channels = places.filter(({ kind }) => kind !== "im");
  const dm = places.find(({ kind }) => kind === "im");
  const item = (id: Where, label: string, icon: React.ReactNode, count = 0) => (
    <li key={id}>
      <button type="button" className="place" aria-current={where === id ? "page" : undefined} onClick={() => go(id)}>
        {icon} <span className="place-name">{label}</span>
        {count > 0 ? (
          <span className="count">
            {count}
            <span className="hidden"> new</span>
          </span>
        ) : null}
      </button>
    </li>
  );
  const sign = ({ kind }: Place) => (kind === "group" ? <Icon name="lock" /> : <span aria-hidden="true">#</span>);
  return (
    <nav className="sidebar" aria-label="Workspace">
      <h2>Channels</h2>
      <ul>{channels.map((place) => item(place.id, place.name, sign(place), unread.get(place.id)))}</ul>
      {dm === undefined || me.isStranger ? null : (
        <>
          <h2>App</h2>
          <ul>
            {item("home", `${app.name} home`, <Icon name="home" />)}
            {item(dm.id, app.name, <Avatar person={people.find(({ isApp }) => isApp)} small />, unread.get(dm.id))}
          </ul>
        </>
      )}
      {teams === null ? null : (
        <>
          <h2>Microsoft Teams</h2>
          <ul>
            {teams.places.map(({ id, kind, name }) =>
              item(id, kind === "personal" ? `${name} in Teams` : name, <Icon name="teams" />),
            )}
          </ul>
        </>
      )}
      <h2>People</h2>
      <ul className="roster">
        {people
          .filter(({ isApp }) => !isApp)
          .map((person) => (
            <li key={person.id}>
              <Avatar person={person} small /> {person.name}
              {person.id === me.id ? " (you)" : ""} <small>{person.role}</small>
            </li>
          ))}
      </ul>
    </nav>
  );
}
