/** Keeps secrets unreadable in the database: AES-256-GCM, with keys that never are in it. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

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
export const keyBytes = 32;
const [ivBytes, tagBytes] = [12, 16];
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
