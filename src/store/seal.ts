/** Keeps secrets unreadable in the database: AES-256-GCM, with keys that never are in it. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "./engine.ts";
import { makeFolder } from "./folder.ts";

export interface TokenKey {
  /** What is written beside each sealed text, so that keys can be changed. */
  readonly kid: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export type Unsealed =
  | { readonly ok: true; readonly text: string /** Sealed with the current key. */; readonly current: boolean }
  | { readonly ok: false; readonly why: "unknown-key" | "not-ours" };

export interface Sealer {
  /** Of the current key. */
  readonly kid: string;
  /** The text opens in the row of that table only: moved to another row, it is refused. */
  readonly seal: (table: string, row: string, text: string) => string;
  readonly open: (table: string, row: string, sealed: string) => Unsealed;
}
export type SealerMade =
  | { readonly ok: true; readonly sealer: Sealer }
  | { readonly ok: false; readonly message: string };

const cipher = "aes-256-gcm";
const [keyBytes, ivBytes, tagBytes] = [32, 12, 16];
const version = "v1";

/** @param keys the first is current, the others open what was sealed before */
export function createSealer(keys: readonly TokenKey[]): SealerMade {
  const [current] = keys;
  if (!current) return { ok: false, message: "There is no key to seal tokens with: set TOKEN_KEYS." };
  for (const { kid, key } of keys)
    if (key.length !== keyBytes || !/^[\w-]+$/.test(kid))
      return { ok: false, message: `The key ${kid} has ${key.length} bytes: TOKEN_KEYS needs ${keyBytes} for each.` };
  const known = new Map(keys.toReversed().map(({ kid, key }) => [kid, key])); // of two with one name, the first
  const bind = (table: string, row: string): Buffer => Buffer.from(`${table}:${row}`);
  return {
    ok: true,
    sealer: {
      kid: current.kid,
      seal: (table, row, text) => {
        const iv = randomBytes(ivBytes);
        const sealing = createCipheriv(cipher, current.key, iv, { authTagLength: tagBytes }).setAAD(bind(table, row));
        const parts = [iv, Buffer.concat([sealing.update(text, "utf8"), sealing.final()]), sealing.getAuthTag()];
        return [version, current.kid, ...parts.map((part) => part.toString("base64url"))].join(".");
      },
      open: (table, row, sealed) => {
        const [format, kid = "", ...parts] = sealed.split(".");
        const key = known.get(kid);
        const [iv, hidden, tag, ...rest] = parts.map((part) => Buffer.from(part, "base64url"));
        if (format !== version || iv?.length !== ivBytes || !hidden || tag?.length !== tagBytes || rest.length > 0)
          return { ok: false, why: "not-ours" };
        if (key === undefined) return { ok: false, why: "unknown-key" };
        try {
          const opening = createDecipheriv(cipher, key, iv, { authTagLength: tagBytes });
          opening.setAAD(bind(table, row)).setAuthTag(tag);
          const text = Buffer.concat([opening.update(hidden), opening.final()]).toString("utf8");
          return { ok: true, text, current: kid === current.kid };
        } catch {
          return { ok: false, why: "not-ours" };
        }
      },
    },
  };
}

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
