import { expect, test } from "vitest";
import type { TokenKey } from "../../../src/store/seal.ts";
import type { Store } from "../../../src/store/open.ts";
import { tableNames } from "../../../src/store/tables.ts";
import { handClock, type Place } from "../support/places.ts";

const k1: TokenKey = { kid: "k1", key: Buffer.alloc(32, 1) };
const k2: TokenKey = { kid: "k2", key: Buffer.alloc(32, 2) };
const of = (store: Store) => {
  const opened = store.installations();
  if (!opened.ok) throw new Error(opened.message);
  return opened.installations;
};
const row = (key: string, more: { text?: string; expiresAt?: number | null; botUser?: string } = {}) => ({
  key,
  text: `{"token":"canary of ${key}"}`,
  botUser: "U0BOT",
  expiresAt: null,
  ...more,
});

export function installationsContract(place: () => Place): void {
  const open = (tokenKeys: readonly TokenKey[] = [k1], more: Parameters<Place["open"]>[0] = {}) =>
    place().open({ tokenKeys, ...more });

  test("an installation is kept under its key, and nobody reads its token in the database", async () => {
    const store = await open();
    const installations = of(store);
    await installations.install(row("slack:T1"));
    await installations.install(row("slack:T2"));
    expect(await installations.get("slack:T1")).toBe(`{"token":"canary of slack:T1"}`);
    expect(await installations.get("slack:T3")).toBeUndefined();
    const everything = await Promise.all(
      tableNames.map((name) => store.engine.db.selectFrom(name).selectAll().execute()),
    );
    expect(everything.flat()).toHaveLength(2);
    expect(JSON.stringify(everything)).not.toContain("canary");
  });

  test("a sealed token that was moved to another row is refused, and the log says so without it", async () => {
    const codes: string[] = [];
    const log = (code: string, facts = {}): void => void codes.push(JSON.stringify({ code, ...facts }));
    const store = await open([k1], { log });
    const installations = of(store);
    await installations.install(row("slack:T1"));
    await installations.install(row("slack:T2"));
    const { db } = store.engine;
    const { sealed } = await db
      .selectFrom("installation")
      .select("sealed")
      .where("key", "=", "slack:T1")
      .executeTakeFirstOrThrow();
    await db.updateTable("installation").set({ sealed }).where("key", "=", "slack:T2").execute();
    expect(await installations.get("slack:T2")).toBeUndefined();
    expect(await installations.get("slack:T1")).toContain("canary of slack:T1");
    expect(codes).toEqual([`{"code":"installation-unreadable","why":"not-ours","kid":"k1"}`]);
  });

  test("a token that ends sooner never replaces one that ends later", async () => {
    const installations = of(await open());
    await installations.install(row("slack:T1", { text: "later", expiresAt: 2_000 }));
    await installations.install(row("slack:T1", { text: "sooner", expiresAt: 1_000 }));
    await installations.renew(row("slack:T1", { text: "sooner", expiresAt: 1_500 }));
    expect(await installations.get("slack:T1")).toBe("later");
    await installations.renew(row("slack:T1", { text: "renewed", expiresAt: 3_000 }));
    expect(await installations.get("slack:T1")).toBe("renewed");
    await installations.install(row("slack:T1", { text: "for ever" }));
    expect(await installations.get("slack:T1")).toBe("for ever");
  });

  test("one replica at a time claims the renewal, and the claim ends with its time or with the new token", async () => {
    const clock = handClock();
    const one = of(await open([k1], clock));
    // The embedded store has one owner; PostgreSQL has replicas.
    const other = place().engine === "postgres" ? of(await open([k1], clock)) : one;
    await one.install(row("slack:T1", { expiresAt: 1_000 }));
    const claim = () => Promise.all([one, other, one, other].map((each) => each.claim("slack:T1", 30_000)));
    expect((await claim()).filter(Boolean)).toHaveLength(1);
    clock.pass(29_999);
    expect((await claim()).filter(Boolean)).toHaveLength(0);
    clock.pass(1);
    expect((await claim()).filter(Boolean)).toHaveLength(1);
    await one.renew(row("slack:T1", { expiresAt: 2_000 }));
    expect((await claim()).filter(Boolean)).toHaveLength(1);
    expect(await one.claim("slack:T2", 30_000)).toBe(false);
  });

  test("a token that was renewed while the app was uninstalled is not kept", async () => {
    const installations = of(await open());
    await installations.install(row("slack:T1", { expiresAt: 1_000 }));
    expect(await installations.remove("slack:T1")).toBe(true);
    await installations.renew(row("slack:T1", { expiresAt: 2_000 }));
    expect(await installations.get("slack:T1")).toBeUndefined();
    expect(await installations.remove("slack:T1")).toBe(false);
  });

  test("what says that it is gone deletes neither a later installation nor another bot's", async () => {
    const clock = handClock();
    const installations = of(await open([k1], clock));
    await installations.install(row("slack:T1"));
    expect(await installations.remove("slack:T1", { before: clock.nowMs() })).toBe(false);
    expect(await installations.remove("slack:T1", { botUsers: ["U1", "U2"] })).toBe(false);
    expect(await installations.remove("slack:T1", { before: clock.nowMs() + 1, botUsers: ["U0BOT"] })).toBe(true);
  });

  test("after a change of keys everything opens, and is sealed anew when it is read or all at once", async () => {
    const before = await open();
    for (const key of ["slack:T1", "slack:T2", "slack:T3"]) await of(before).install(row(key));
    await place().close(before);
    const store = await open([k2, k1]);
    const kids = async () =>
      (await store.engine.db.selectFrom("installation").select("kid").orderBy("key").execute()).map(({ kid }) => kid);
    expect(await of(store).get("slack:T2")).toContain("canary of slack:T2");
    expect(await kids()).toEqual(["k1", "k2", "k1"]);
    expect(await of(store).rekey()).toEqual({ rekeyed: 2, unreadable: {} });
    expect(await kids()).toEqual(["k2", "k2", "k2"]);
    await place().close(store);
    const later = await open([k2]);
    expect(await of(later).get("slack:T1")).toContain("canary of slack:T1");
    await place().close(later);
    const lost = of(await open([k1]));
    expect(await lost.rekey()).toEqual({ rekeyed: 0, unreadable: { k2: 3 } });
    expect(await lost.get("slack:T1")).toBeUndefined();
  });

  test("an installation that somebody began is finished once, and not after its time", async () => {
    const clock = handClock();
    const { oauthStates, prune } = await open([k1], clock);
    await oauthStates.put("a", 600_000);
    const taken = await Promise.all(Array.from({ length: 5 }, () => oauthStates.take("a")));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await oauthStates.take("never")).toBe(false);
    await oauthStates.put("b", 600_000);
    await oauthStates.put("c", 600_000);
    clock.pass(600_001);
    expect(await oauthStates.take("b")).toBe(false);
    expect(await prune()).toEqual({ oauth_state: 1 });
  });
}
