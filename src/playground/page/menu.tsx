/** A button that opens a list of things to do. */
import { type ReactNode, useEffect, useRef, useState } from "react";

export interface Entry {
  readonly label: string;
  readonly act: () => void;
  readonly isOn?: boolean;
}

export function Menu({
  label,
  icon,
  children,
}: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly children: readonly Entry[];
}) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    box.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
    const away = ({ target }: Event): void => {
      if (!box.current?.contains(target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, [isOpen]);
  const move = (by: number): void => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[(at + by + all.length) % all.length]?.focus();
  };
  const close = (): void => {
    setOpen(false);
    box.current?.querySelector<HTMLElement>("button")?.focus();
  };
  return (
    <div
      className="menu"
      ref={box}
      onKeyDown={(event) => {
        if (!isOpen) return;
        if (event.key === "Escape") close();
        else if (event.key === "ArrowDown") move(1);
        else if (event.key === "ArrowUp") move(-1);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <button
        type="button"
        className="icon-button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {icon}
      </button>
      {isOpen ? (
        <div role="menu" aria-label={label} className="menu-list">
          {children.map((entry) => (
            <button
              key={entry.label}
              type="button"
              role={entry.isOn === undefined ? "menuitem" : "menuitemcheckbox"}
              aria-checked={entry.isOn}
              onClick={() => {
                close();
                entry.act();
              }}
            >
              {entry.label}
              {entry.isOn ? <span aria-hidden="true"> ✓</span> : null}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
