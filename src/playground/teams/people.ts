/** People in Teams, and what Teams makes of what they do. */
import { appId, bot, type BotFramework, issuer, newId, tenant } from "./server.ts";
import { makeToken, type Made } from "./tokens.ts";
import type { Args } from "./types.ts";

export interface Human {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId: string;
}
export const person = (n: number): Human => ({
  id: `29:person-${n}`,
  name: `Person ${n}`,
  aadObjectId: `bbbbbbbb-0000-0000-0000-${String(n).padStart(12, "0")}`,
});
export const keyOf = (human: Human): string => `teams:${tenant}/${human.aadObjectId}`;

export interface Place {
  readonly conversation: string;
  readonly type: "personal" | "groupChat" | "channel";
}
export const chatWith = (human: Human): Place => ({ conversation: `a:chat-with-${human.id}`, type: "personal" });
export const group: Place = { conversation: "19:group@thread.v2", type: "groupChat" };
export const channel = (root: string): Place => ({
  conversation: `19:channel@thread.tacv2;messageid=${root}`,
  type: "channel",
});

/** What every activity has. */
export const activity = (fake: BotFramework, type: string, from: Human, place: Place, more: Args = {}): Args => ({
  type,
  id: newId(),
  timestamp: new Date().toISOString(),
  serviceUrl: fake.serviceUrl,
  channelId: "msteams",
  from,
  conversation: {
    id: place.conversation,
    conversationType: place.type,
    tenantId: tenant,
    ...(place.type === "personal" ? {} : { isGroup: true }),
  },
  recipient: bot,
  channelData: {
    tenant: { id: tenant },
    ...(place.type === "channel"
      ? { team: { id: "19:team@thread.tacv2" }, channel: { id: "19:channel@thread.tacv2" } }
      : {}),
  },
  locale: "en-US",
  ...more,
});

export const mention = { type: "mention", mentioned: { id: bot.id, name: bot.name }, text: `<at>${bot.name}</at>` };

/** A message as Teams delivers it: with our name in groups, without it in a chat of one's own. */
export const message = (fake: BotFramework, from: Human, place: Place, text: string, more: Args = {}): Args =>
  activity(
    fake,
    "message",
    from,
    place,
    place.type === "personal"
      ? { text, textFormat: "plain", ...more }
      : { text: `${mention.text} ${text}\n`, textFormat: "plain", entities: [mention], ...more },
  );

export const tokenFor = (fake: BotFramework, made?: Made): string =>
  makeToken(fake.signer, { iss: issuer, aud: appId, serviceurl: fake.serviceUrl }, made);

/** The header that the Bot Framework would send, for as long as its token holds. */
export const deliverable = (fake: BotFramework): string => `Bearer ${tokenFor(fake)}`;

/** Delivers an activity as the Bot Framework does. */
export const deliver = (
  fake: BotFramework,
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = { authorization: deliverable(fake) },
): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

/** A press on a card's button. */
export const pressOn = (
  fake: BotFramework,
  from: Human,
  place: Place,
  on: string,
  verb: string,
  data: Args,
  trigger: "manual" | "automatic" = "manual",
): Args =>
  activity(fake, "invoke", from, place, {
    name: "adaptiveCard/action",
    replyToId: on,
    value: { action: { type: "Action.Execute", verb, data }, trigger },
  });
