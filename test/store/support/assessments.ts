/** Assessments to test with. */
import type { Assessments, NewAsk, NewAssessment } from "../../../src/store/assessments.ts";
import type { Store } from "../../../src/store/open.ts";

export const [me, you, they] = ["slack:T1/U1", "slack:T1/U2", "slack:T1/U3"] as const;

export const draft = (name: string, more: Partial<NewAssessment> = {}): NewAssessment => ({
  owner: me,
  team: "slack:T1",
  place: "slack:T1:C1",
  name,
  doc: `{"n":1,"by":["${you}"]}`,
  kbVersion: "v1",
  ...more,
});
export const ask = (assessmentId: string, more: Partial<NewAsk> = {}): NewAsk => ({
  assessmentId,
  fact: "residency",
  askedBy: me,
  askedOf: you,
  ...more,
});
export const run = (rev: number) => ({ rev, kbVersion: "v1", facts: `{"by":"${you}"}`, result: `{"lead":"closed"}` });

/** One with a row in each table, two in that of people. */
export async function everyPart(
  assessments: Assessments,
  id: string,
  more: Partial<NewAssessment> = {},
): Promise<void> {
  await assessments.create({ ...draft(id, more), id });
  await assessments.addRun(id, run(1));
  await assessments.addPerson(id, you, "asked");
  await assessments.addPerson(id, they, "shared");
  await assessments.ask(ask(id));
  await assessments.addPost(id, { channel: "slack:T1:C1", message: id, thread: null, kind: "card" });
}

/** Everything that is kept of one. */
export const wholeOf = async (assessments: Assessments, id: string) => ({
  record: await assessments.get(id),
  runs: await assessments.runsOf(id, 9),
  people: await assessments.people(id),
  asks: await assessments.asksOf(id),
  posts: await assessments.postsOf(id),
});

/** How many rows there are of each kind. */
export async function rowsOf({ engine: { db } }: Store): Promise<Readonly<Record<string, number>>> {
  const count = async (part: "" | "_run" | "_person" | "_ask" | "_post"): Promise<number> => {
    const rows = db.selectFrom(`assessment${part}`).select((eb) => eb.fn.countAll<number>().as("n"));
    return (await rows.executeTakeFirstOrThrow()).n;
  };
  return {
    assessment: await count(""),
    run: await count("_run"),
    person: await count("_person"),
    ask: await count("_ask"),
    post: await count("_post"),
  };
}
