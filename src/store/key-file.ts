/** Where the keys come from: TOKEN_KEYS, or a file beside the embedded store. */
import { createHash, randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "./engine.ts";
import { makeFolder } from "./folder.ts";
import { createSealer, keyBytes, type SealerMade, type TokenKey } from "./seal.ts";

/** Beside the database's file, so that a copy of that one alone opens nothing. */
export const keyFile = (dataDir: string): string => join(dataDir, "token.key");

const noKey =
  "TOKEN_KEYS is not set, and tokens are not written to PostgreSQL in clear: make a key with openssl rand -base64 32 and set TOKEN_KEYS=k1:<key> on every replica.";

/**
 * The keys of this store: TOKEN_KEYS, and the one in the data folder, which is made once where TOKEN_KEYS is not set and
 * the store is embedded. It goes on opening what it sealed after TOKEN_KEYS was set.
 */
export function sealerFor(options: {
  readonly tokenKeys?: readonly TokenKey[] | undefined;
  readonly dataDir: string;
  readonly embedded: boolean;
  readonly log: Log;
}): SealerMade {
  const { tokenKeys = [], dataDir, embedded, log } = options;
  if (!embedded) return tokenKeys.length === 0 ? { ok: false, message: noKey } : createSealer(tokenKeys);
  const file = keyFile(dataDir);
  try {
    if (tokenKeys.length === 0 && !existsSync(file)) {
      makeFolder(dataDir);
      makeKey(file);
      log("token-key-made", { file });
    }
    const own = existsSync(file) ? keyIn(readFileSync(file, "utf8")) : [];
    if (own === undefined)
      return { ok: false, message: `${file} holds no key: restore it from your backup, or set TOKEN_KEYS.` };
    return createSealer([...tokenKeys, ...own]);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    return { ok: false, message: `${file} cannot be read or made (${String(code)}): check who owns it.` };
  }
}

/** In the form that TOKEN_KEYS has, so that it can be put there when the store moves to PostgreSQL. */
function makeKey(file: string): void {
  const key = randomBytes(keyBytes);
  const kid = `local-${createHash("sha256").update(key).digest("hex").slice(0, 8)}`;
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, `${kid}:${key.toString("base64")}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    linkSync(draft, file); // whole or not at all, and only one of two processes makes it
  } catch (error) {
    if ((error as { code?: unknown }).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
}

function keyIn(text: string): TokenKey[] | undefined {
  const [, kid, base64] = /^([\w-]+):([A-Za-z0-9+/]{43}=)\s*$/.exec(text) ?? [];
  return kid === undefined || base64 === undefined ? undefined : [{ kid, key: Buffer.from(base64, "base64") }];
}
