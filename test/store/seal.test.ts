/** What keeps tokens unreadable in the database: keys, and texts that open in their own row only. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keyFile, sealerFor } from "../../src/store/key-file.ts";
import { createSealer, type Sealer, type TokenKey } from "../../src/store/seal.ts";

const key = (kid: string, fill: number): TokenKey => ({ kid, key: Buffer.alloc(32, fill) });
const sealerOf = (...keys: TokenKey[]): Sealer => {
  const made = createSealer(keys);
  if (!made.ok) throw new Error(made.message);
  return made.sealer;
};

test("what is sealed opens in its own row, and shows nothing of the text", () => {
  const sealer = sealerOf(key("k1", 1));
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ minLength: 1 }), (text, row) => {
      const sealed = sealer.seal("installation", row, text);
      expect(sealer.open("installation", row, sealed)).toEqual({ ok: true, text: text.toWellFormed(), current: true });
      expect(sealed).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]*\.[\w-]{22}$/);
      if (text.length > 8) expect(sealed).not.toContain(text);
    }),
  );
});

test("the same text is never sealed the same way twice", () => {
  const sealer = sealerOf(key("k1", 1));
  expect(sealer.seal("t", "r", "text")).not.toBe(sealer.seal("t", "r", "text"));
});

test("a text that was moved to another row or table is refused", () => {
  const sealer = sealerOf(key("k1", 1));
  const sealed = sealer.seal("installation", "slack:T1", "token");
  expect(sealer.open("installation", "slack:T2", sealed)).toEqual({ ok: false, why: "not-ours" });
  expect(sealer.open("conversation", "slack:T1", sealed)).toEqual({ ok: false, why: "not-ours" });
});

test("a text with any character changed, or cut anywhere, is refused", () => {
  const sealer = sealerOf(key("k1", 1));
  const sealed = sealer.seal("t", "r", "a token of some length");
  for (let at = 0; at < sealed.length; at += 1) {
    const other = sealed[at] === "A" ? "Q" : "A"; // differs in a bit that base64url keeps
    expect(sealer.open("t", "r", `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`).ok).toBe(false);
    expect(sealer.open("t", "r", sealed.slice(0, at)).ok).toBe(false);
  }
  expect(sealer.open("t", "r", `${sealed}.more`).ok).toBe(false);
  expect(sealer.open("t", "r", "a token in clear").ok).toBe(false);
});

test("the first key seals, every key opens, and a key that is gone is named by its absence", () => {
  const before = sealerOf(key("k1", 1)).seal("t", "r", "token");
  const both = sealerOf(key("k2", 2), key("k1", 1));
  expect(both.open("t", "r", before)).toEqual({ ok: true, text: "token", current: false });
  expect(both.seal("t", "r", "token")).toMatch(/^v1\.k2\./);
  expect(sealerOf(key("k2", 2)).open("t", "r", before)).toEqual({ ok: false, why: "unknown-key" });
  expect(sealerOf(key("k1", 3)).open("t", "r", before)).toEqual({ ok: false, why: "not-ours" });
});

test.for([16, 31, 33])("a key of %i bytes is refused, and not shown", (length) => {
  const made = createSealer([key("k2", 2), { kid: "k1", key: Buffer.alloc(length, "s") }]);
  expect(made).toEqual({ ok: false, message: `The key k1 has ${length} bytes: TOKEN_KEYS needs 32 for each.` });
});

let dataDir: string;
let logged: string[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "seal-"));
  logged = [];
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
const forStore = (tokenKeys?: TokenKey[], embedded = true) =>
  sealerFor({
    dataDir,
    embedded,
    tokenKeys,
    log: (code, facts) => void logged.push(JSON.stringify({ code, ...facts })),
  });

test("without TOKEN_KEYS an embedded store gets one key of its own, once, for its owner only, and says so", () => {
  const [first, second] = [forStore(), forStore()];
  if (!first.ok || !second.ok) throw new Error("no key");
  expect(second.sealer.open("t", "r", first.sealer.seal("t", "r", "token"))).toMatchObject({ text: "token" });
  expect(logged).toEqual([JSON.stringify({ code: "token-key-made", file: keyFile(dataDir) })]);
  expect(statSync(keyFile(dataDir)).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir)).toEqual(["token.key"]);
  expect(logged.join()).not.toContain(readFileSync(keyFile(dataDir), "utf8").split(":")[1]?.trim());
});

test("the key that was made goes on opening what it sealed when TOKEN_KEYS is set later", () => {
  const own = forStore();
  const set = forStore([key("k1", 1)]);
  if (!own.ok || !set.ok) throw new Error("no key");
  expect(set.sealer.open("t", "r", own.sealer.seal("t", "r", "token"))).toMatchObject({ ok: true, current: false });
  expect(set.sealer.kid).toBe("k1");
});

test("with TOKEN_KEYS no key is made", () => {
  expect(forStore([key("k1", 1)]).ok).toBe(true);
  expect(existsSync(keyFile(dataDir))).toBe(false);
});

test("a key file that holds none is refused, not replaced", () => {
  writeFileSync(keyFile(dataDir), "local-1:c2hvcnQ=\n");
  expect(forStore()).toEqual({
    ok: false,
    message: `${keyFile(dataDir)} holds no key: restore it from your backup, or set TOKEN_KEYS.`,
  });
});

test("PostgreSQL without TOKEN_KEYS is refused with what to do, and no file is made", () => {
  const refused = forStore(undefined, false);
  expect(refused).toMatchObject({ ok: false, message: expect.stringContaining("set TOKEN_KEYS=k1:<key>") as string });
  expect(existsSync(keyFile(dataDir))).toBe(false);
});
