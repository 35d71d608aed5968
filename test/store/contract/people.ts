import { expect, test } from "vitest";
import { handClock, type Place } from "../support/places.ts";

const [slack, teams, other] = ["slack:T1/U1", "teams:t/a", "teams:t/b"];
const minute = 60_000;

export function peopleContract(place: () => Place): void {
  test("a conversation is found by its key and by its person, as it was kept last", async () => {
    const clock = handClock();
    const { conversations } = await place().open({ nowMs: clock.nowMs });
    const first = { key: "teams:t/c1", userKey: teams, serviceUrl: "https://old.example/", doc: { id: "c1" } };
    await conversations.keep(first);
    await conversations.keep({ ...first, key: "teams:t/group", userKey: null });
    clock.pass(1);
    await conversations.keep({ ...first, serviceUrl: "https://new.example/" });
    const now = { ...first, serviceUrl: "https://new.example/", updatedAt: clock.nowMs() };
    expect(await conversations.get("teams:t/c1")).toEqual(now);
    expect(await conversations.withPerson(teams)).toEqual(now);
    expect(await conversations.withPerson(other)).toBeUndefined();
    expect([await conversations.remove("teams:t/c1"), await conversations.remove("teams:t/c1")]).toEqual([true, false]);
  });

  test("of all who type a code, however they write it, one has it, as long as it lasts", async () => {
    const clock = handClock();
    const { links } = await place().open({ nowMs: clock.nowMs });
    const code = await links.offer(slack, "slack:T1/UADMIN", minute);
    expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    const typed = [code, code.toLowerCase(), ` ${code.replace("-", " ")} `];
    const had = await Promise.all(typed.map((each) => links.redeem(each)));
    expect(had.filter((each) => each !== undefined)).toEqual([slack]);
    const old = await links.offer(slack, "slack:T1/UADMIN", minute);
    const late = await links.offer(slack, "slack:T1/UADMIN", minute);
    expect(await links.redeem(old)).toBeUndefined();
    clock.pass(minute);
    expect(await links.redeem(late)).toBeUndefined();
    expect(await links.redeem("")).toBeUndefined();
  });

  test("who is linked is one person with all their identities, and nobody else is", async () => {
    const { links } = await place().open();
    expect(await links.of(slack)).toEqual([slack]);
    await links.join(slack, teams);
    await links.join("slack:T2/U9", other);
    expect(await links.of(teams)).toEqual([teams, slack]);
    expect(await links.of(slack)).toEqual([slack, teams]);
    await links.join(teams, "slack:T2/U9");
    expect(await links.of(other)).toEqual([other, slack, "slack:T2/U9", teams].toSorted((a) => (a === other ? -1 : 0)));
    expect([await links.remove(other), await links.remove(other)]).toEqual([true, false]);
    expect(await links.of(other)).toEqual([other]);
    expect(await links.of(slack)).toHaveLength(3);
  });

  test("with a person go their links, their codes and the address of their conversation", async () => {
    const store = await place().open();
    await store.links.join(slack, teams);
    const code = await store.links.offer(teams, "slack:T1/UADMIN", minute);
    await store.conversations.keep({ key: "teams:t/c1", userKey: teams, serviceUrl: "https://a.example/", doc: null });
    await store.forget(teams);
    expect(await store.links.of(slack)).toEqual([slack]);
    expect(await store.links.redeem(code)).toBeUndefined();
    expect(await store.conversations.withPerson(teams)).toBeUndefined();
  });

  test("what was said before in a thread is told oldest first, no more of it and no older than asked", async () => {
    const clock = handClock();
    const { answers } = await place().open({ nowMs: clock.nowMs });
    const answer = (id: string, thread = "c1") => ({
      id,
      platform: "teams",
      channel: "teams:t/c1",
      thread,
      message: id,
      questionEvent: id,
      questionMessage: null,
      kind: "answer",
      entries: [],
      knowledgeVersion: "v1",
      userKey: null,
      remembered: null,
    });
    for (const id of ["a", "b", "c", "d"]) {
      await answers.record(answer(id));
      clock.pass(1_000);
    }
    await answers.record(answer("x", "other"));
    const ids = async (since: number, most: number) =>
      (await answers.inThread("teams:t/c1", "c1", since, most)).map((each) => each.id);
    expect(await ids(0, 3)).toEqual(["b", "c", "d"]);
    expect(await ids(clock.nowMs() - 2_000, 9)).toEqual(["c", "d"]);
  });
}
