/** The Bot Framework's keys and tokens: real RSA, made up here. */
import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";

export interface Signer {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  readonly endorsements: readonly string[];
}

let count = 0;
export function makeSigner(endorsements: readonly string[] = ["msteams"]): Signer {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  count += 1;
  return { kid: `key-${count}`, publicKey, privateKey, endorsements };
}

export const jwkOf = ({ kid, publicKey, endorsements }: Signer): object => ({
  ...publicKey.export({ format: "jwk" }),
  use: "sig",
  kid,
  x5t: kid,
  endorsements,
});

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export interface Made {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** @param made what is different from a good one; undefined takes something out */
export function makeToken(signer: Signer, claims: Readonly<Record<string, unknown>>, made: Made = {}): string {
  const header = { alg: "RS256", typ: "JWT", kid: signer.kid, x5t: signer.kid, ...made.header };
  const now = Math.floor(Date.now() / 1_000);
  const body = { nbf: now - 60, iat: now - 60, exp: now + 3_600, ...claims, ...made.claims };
  const signed = `${part(header)}.${part(body)}`;
  const signature = createSign("RSA-SHA256").update(signed).sign(signer.privateKey).toString("base64url");
  return `${signed}.${signature}`;
}
