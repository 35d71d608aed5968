import { expect, test } from "vitest";
import { statementNames } from "../../src/store/statement-names.ts";

const often = (names: ReturnType<typeof statementNames>, text: string): string | undefined => {
  for (let i = 0; i < 10; i += 1) expect(names.of(text)).toBeUndefined();
  return names.of(text);
};

test("what is said often gets a name of its own, what is said seldom none", () => {
  const names = statementNames();
  const first = often(names, "select 1");
  expect(first).toMatch(/^counterweight-/);
  expect(names.of("select 1")).toBe(first);
  expect(names.of("select 2")).toBeUndefined();
  expect(often(names, "select 3")).not.toBe(first);
});

test.for(["26000", "42P05"])("where connections are shared out (%s), nothing has a name from then on", (code) => {
  const names = statementNames();
  often(names, "select 1");
  expect(names.failed(Object.assign(new Error("prepared statement"), { code }))).toBe(true);
  expect(names.of("select 1")).toBeUndefined();
});

test("any other failure is the statement's own", () => {
  const names = statementNames();
  const first = often(names, "select 1");
  expect(names.failed(Object.assign(new Error("duplicate key"), { code: "23505" }))).toBe(false);
  expect(names.failed("nonsense")).toBe(false);
  expect(names.of("select 1")).toBe(first);
});
