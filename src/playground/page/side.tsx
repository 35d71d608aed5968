/** The head of what lies on the right. */
import type { ReactNode } from "react";
import { usePage } from "./context.ts";
import { Icon } from "./icons.tsx";

export function SideHead({
  title,
  under,
  children,
}: {
  readonly title: string;
  readonly under?: string;
  readonly children?: ReactNode;
}) {
  const { open } = usePage();
  return (
    <header className="side-head">
      <h2>
        {title} {under ? <small>{under}</small> : null}
      </h2>
      {children}
      <button type="button" className="icon-button" aria-label="Close this side" onClick={() => open(undefined)}>
        <Icon name="close" />
      </button>
    </header>
  );
}
