import type { SensitiveKind } from "../sensitive/find.ts";

/** `closed`: a model behind its vendor's API; `open`: an open-weight model, on the operator's servers or at a host. */
export const backendNames = ["open", "closed"] as const;
export type BackendName = (typeof backendNames)[number];

export type Complexity = "simple" | "complex";

/** `knowledge/routing.yaml`: what may be sent where. */
export interface Policy {
  readonly sensitive: SensitivePolicy;
  readonly complex: ComplexPolicy;
  /** Tried in order on what is not sensitive; the first whose condition holds decides. */
  readonly rules: readonly RoutingRule[];
}

export interface SensitivePolicy {
  /** Where it may go: to the open model alone, and there only on one's own servers, or nowhere. There is no third answer, so nobody can write one. */
  readonly use: "open" | "none";
  readonly kinds: readonly SensitiveKind[];
  /** Customers, projects, people: found in any case, and never sent to any model. */
  readonly names: readonly string[];
  /** A text that holds one is sensitive as a whole. */
  readonly words: readonly string[];
  readonly workspaces: readonly string[];
  readonly channels: readonly string[];
  readonly people: readonly string[];
  /** Whether a guest's question, and one where people of another company read along, counts. */
  readonly guests: boolean;
}

/** What makes a request complex; any of these. */
export interface ComplexPolicy {
  readonly words: number;
  readonly parts: number;
  readonly advisors: readonly string[];
}

export interface RoutingRule {
  readonly id: string;
  readonly when: {
    readonly complexity?: Complexity | undefined;
    readonly platform?: string | undefined;
    readonly advisor?: string | undefined;
  };
  /** In order of preference; empty: no model. */
  readonly use: readonly BackendName[];
  /** Shown to whoever asks where a text goes. */
  readonly because: string;
}
