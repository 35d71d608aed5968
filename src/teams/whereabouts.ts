import type { Whereabouts } from "../core/route/route.ts";
import type { Desk } from "./asking.ts";
import { isExternal } from "./external.ts";
import { channelKey, conversationIn } from "./place.ts";
import type { Reader } from "./reader.ts";

/** Where something was asked, as a policy names it. Who is not of our tenant, or whom Teams does not know, is a guest. */
export async function whereaboutsOf(desk: Desk, reader: Reader): Promise<Whereabouts> {
  const { where, key } = reader;
  return {
    platform: "teams",
    workspace: where.tenant,
    channel: conversationIn(channelKey(where)),
    person: key.slice(key.indexOf("/") + 1),
    guest: await isExternal(desk, reader),
  };
}
