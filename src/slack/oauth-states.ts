/** What goes through the browser and must come back as it was, once. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { StateStore } from "@slack/bolt";
import type { InstallStore } from "./installations.ts";
import { scopes } from "./manifest.ts";

const stateMs = 10 * 60_000; // as long as Bolt's cookie lives
/** The scopes that an installation asks for. */
export const asked = Object.keys(scopes).toSorted();

class InvalidStateError extends Error {
  override readonly name = "InvalidStateError";
  readonly code = "slack_oauth_invalid_state";
}

/** A state is ours by its signature, this browser's by Bolt's cookie, and good once. */
export function createStates(kept: InstallStore["oauthStates"], secret: string): StateStore {
  const sign = (nonce: string): Buffer => createHmac("sha256", secret).update(nonce).digest();
  const hashed = (nonce: string): string => createHash("sha256").update(nonce).digest("base64url");
  return {
    generateStateParam: async () => {
      const nonce = randomBytes(24).toString("base64url");
      await kept.put(hashed(nonce), stateMs);
      return `${nonce}.${sign(nonce).toString("base64url")}`;
    },
    verifyStateParam: async (_, state) => {
      const [nonce = "", signature = ""] = state.split(".");
      const [given, right] = [Buffer.from(signature, "base64url"), sign(nonce)];
      if (given.length !== right.length || !timingSafeEqual(given, right)) throw new InvalidStateError("forged");
      if (!(await kept.take(hashed(nonce)))) throw new InvalidStateError("used or too old");
      return { scopes: asked };
    },
  };
}
