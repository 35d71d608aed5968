/** The bar on top: what this is, who looks, how it looks. */
import { useState } from "react";
import { Avatar } from "./avatar.tsx";
import { usePage } from "./context.ts";
import { Icon } from "./icons.tsx";
import { Menu } from "./menu.tsx";
import { KeptDialog } from "./kept.tsx";
import { setTheme, useTheme } from "./theme.ts";

interface Props {
  readonly become: (id: string) => void;
  readonly isNavOpen: boolean;
  readonly toggleNav: () => void;
  readonly startTour: () => void;
  readonly developer: boolean;
  readonly setDeveloper: (on: boolean) => void;
}

export function Top({ become, isNavOpen, toggleNav, startTour, developer, setDeveloper }: Props) {
  const { shown, open, side, isDeveloper } = usePage();
  const [isListing, setListing] = useState(false);
  const { theme } = useTheme();
  const { me, people, app } = shown;
  return (
    <header className="top">
      <button
        type="button"
        className="icon-button only-narrow"
        aria-label="Channels"
        aria-expanded={isNavOpen}
        onClick={toggleNav}
      >
        <Icon name="menu" />
      </button>
      <strong className="brand">
        <Icon name="app" /> <span className="brand-name">{app.name}</span> <span className="tag">playground</span>
      </strong>
      <p className="likeness only-wide">A likeness of Slack and Teams, on your machine alone. Nothing leaves it.</p>
      <div className="top-tools">
        <label className="who">
          <Avatar person={me} small />
          <span className="hidden">You are</span>
          <select aria-label="You are" value={me.id} onChange={({ target }) => become(target.value)}>
            {people
              .filter(({ isApp }) => !isApp)
              .map(({ id, name, role }) => (
                <option key={id} value={id}>
                  {name}, {role}
                </option>
              ))}
          </select>
        </label>
        {me.isStranger ? null : (
          <button
            type="button"
            className="pane-button"
            aria-pressed={side?.kind === "pane"}
            onClick={() => open(side?.kind === "pane" ? undefined : { kind: "pane" })}
          >
            <Icon name="app" /> <span className="only-wide">Ask {app.name}</span>
            <span className="hidden only-narrow">Ask {app.name}</span>
          </button>
        )}
        <Menu label="Settings" icon={<Icon name="sun" />}>
          {[
            { label: "Light", act: () => setTheme("light"), isOn: theme === "light" },
            { label: "Dark", act: () => setTheme("dark"), isOn: theme === "dark" },
            { label: "As the system", act: () => setTheme("system"), isOn: theme === "system" },
            { label: "Developer: under the hood", act: () => setDeveloper(!developer), isOn: developer },
            ...(isDeveloper && shown.canSave ? [{ label: "Recorded conversations", act: () => setListing(true) }] : []),
            { label: "Show the tour", act: startTour },
          ]}
        </Menu>
      </div>
      {isListing ? <KeptDialog onClose={() => setListing(false)} /> : null}
    </header>
  );
}
