/** What assessments need of the store, and no more. Who may see or change one is decided in `assess-rights`. */

export type AssessmentState = "draft" | "final" | "archived";
export type DecisionStatus = "proposed" | "accepted" | "superseded";
export type PersonRole = "asked" | "ranked" | "shared";

export interface Row {
  readonly id: string;
  readonly owner: string;
  readonly team: string;
  readonly place: string | null;
  readonly name: string;
  readonly state: AssessmentState;
  readonly status: DecisionStatus;
  readonly doc: string;
  readonly kbVersion: string;
  readonly rev: number;
  readonly revisitBy: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}
export type RowChanges = Partial<Pick<Row, "name" | "place" | "state" | "status" | "doc" | "kbVersion" | "revisitBy">>;

export interface StoredRun {
  readonly at: number;
  readonly rev: number;
  readonly kbVersion: string;
  readonly facts: string;
  readonly result: string;
}
export interface ShownAt {
  readonly channel: string;
  readonly message: string;
  readonly thread: string | null;
  readonly kind: string;
}
export interface Ask {
  readonly id: string;
  readonly assessmentId: string;
  readonly fact: string;
  readonly askedBy: string;
  readonly askedOf: string;
  readonly state: "open" | "answered" | "declined";
  readonly answer: string | null;
}

export interface AssessmentStore {
  readonly create: (
    row: Pick<Row, "owner" | "team" | "place" | "name" | "doc" | "kbVersion"> & Partial<Pick<Row, "id">>,
  ) => Promise<Row>;
  readonly get: (id: string) => Promise<Row | undefined>;
  /** Undefined when `rev` is no longer the current one, or it is gone. */
  readonly save: (id: string, rev: number, changes: RowChanges) => Promise<Row | undefined>;
  readonly listOf: (
    owner: string,
    which: { readonly states?: readonly AssessmentState[]; readonly limit: number },
  ) => Promise<readonly Row[]>;
  readonly sharedWith: (userKey: string, limit: number) => Promise<readonly Row[]>;
  readonly byPost: (channel: string, message: string) => Promise<Row | undefined>;
  readonly addPerson: (id: string, userKey: string, role: PersonRole) => Promise<boolean>;
  readonly people: (id: string) => Promise<readonly { readonly userKey: string; readonly role: PersonRole }[]>;
  readonly addRun: (id: string, run: Omit<StoredRun, "at">) => Promise<number | undefined>;
  /** Newest first. */
  readonly runsOf: (id: string, limit: number) => Promise<readonly StoredRun[]>;
  readonly addPost: (id: string, post: ShownAt) => Promise<boolean>;
  readonly postsOf: (id: string) => Promise<readonly ShownAt[]>;
  readonly ask: (
    ask: Pick<Ask, "assessmentId" | "fact" | "askedBy" | "askedOf">,
  ) => Promise<{ readonly ask: Ask; readonly isNew: boolean } | undefined>;
  readonly askById: (id: string) => Promise<Ask | undefined>;
  readonly answerAsk: (id: string, state: "answered" | "declined", answer?: string) => Promise<boolean>;
  readonly asksOf: (id: string) => Promise<readonly Ask[]>;
}
