/** What every part of the page may need: what is shown, who looks, and how things are done. */
import { createContext, useContext } from "react";
import type { Shown } from "../protocol.ts";
import type { Deed } from "./store.ts";
import type { TeamsSwitch } from "./teams-switch.ts";

/** What lies on the right. */
export type Side =
  | { readonly kind: "thread"; readonly channel: string; readonly ts: string }
  | { readonly kind: "pane"; readonly thread?: string | undefined }
  | { readonly kind: "hood"; readonly channel: string; readonly ts: string }
  | { readonly kind: "teams-hood"; readonly message: string };

export interface Page {
  readonly shown: Shown;
  /** Does something as whoever looks; what goes wrong is told on the page. */
  readonly act: (
    deed: Deed,
  ) => Promise<{ readonly ts?: string; readonly errors?: Readonly<Record<string, string>> } | undefined>;
  readonly tell: (words: string | undefined) => void;
  readonly side: Side | undefined;
  readonly open: (side: Side | undefined) => void;
  /** Goes to a place, by its id. */
  readonly go: (where: string) => void;
  /** Whether "Under the hood" is offered. */
  readonly isDeveloper: boolean;
  readonly teams: TeamsSwitch;
}

const context = createContext<Page | undefined>(undefined);
export const PageContext = context.Provider;

export function usePage(): Page {
  const page = useContext(context);
  if (page === undefined) throw new Error("outside of the page");
  return page;
}
