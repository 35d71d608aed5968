import fc from "fast-check";
import { expect, test } from "vitest";
import { backoffMs } from "../../src/store/backoff.ts";
import { asStoreError, isTaken, StoreError, sentenceOf } from "../../src/store/errors.ts";

const coded = (code: string, message = "x") => Object.assign(new Error(message), { code });

test.for([
  { is: "a server that is not there", error: coded("ECONNREFUSED"), code: "down", says: "check that PostgreSQL runs" },
  { is: "a server that shuts down", error: coded("57P01"), code: "down", says: "check that PostgreSQL runs" },
  { is: "any connection failure", error: coded("08006"), code: "down", says: "DATABASE_URL" },
  { is: "too many connections", error: coded("53300"), code: "down", says: "run fewer replicas" },
  {
    is: "a full disk of the server",
    error: coded("53100"),
    code: "full",
    says: "free some space on the disk of PostgreSQL",
  },
  { is: "a wrong password", error: coded("28P01"), code: "refused", says: "check the user and the password" },
  { is: "a standby", error: coded("25006"), code: "read-only", says: "name the primary" },
  { is: "a deadlock", error: coded("40P01"), code: "busy", says: "try again" },
  {
    is: "a connection that ended without a code",
    error: new Error("Connection terminated unexpectedly"),
    code: "down",
    says: "connection lost",
  },
  {
    is: "an embedded file that is read-only, in any variant",
    error: Object.assign(coded("ERR_SQLITE_ERROR"), { errcode: 8 | (4 << 8) }),
    code: "read-only",
    says: "set DATA_DIR to another folder",
  },
])("$is is told with what to do", ({ error, code, says }) => {
  const told = asStoreError(error);
  expect(told).toBeInstanceOf(StoreError);
  expect(told).toMatchObject({ code, cause: error });
  expect(sentenceOf(told)).toContain(says);
});

test("what nobody foresaw stays what it is", () => {
  for (const error of [coded("23505"), coded("42P01"), new TypeError("x is not a function"), "text", undefined])
    expect(asStoreError(error)).toBe(error);
});

test("a row that exists is recognised on both engines, and nothing else is", () => {
  const sqlite = (errcode: number) => Object.assign(coded("ERR_SQLITE_ERROR"), { errcode });
  expect([coded("23505"), sqlite(2067), sqlite(1555), sqlite(787), coded("23503"), null].map(isTaken)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

test("pauses double from 2 s to 300 s, a fifth more or less", () => {
  const middle = (failures: number): number => backoffMs(failures, () => 0.5);
  expect([1, 2, 3, 4, 8, 9, 50].map(middle)).toEqual([2_000, 4_000, 8_000, 16_000, 256_000, 300_000, 300_000]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const pause = backoffMs(failures, () => random);
      return pause >= middle(failures) * 0.8 - 1 && pause <= middle(failures) * 1.2 + 1;
    }),
  );
});
