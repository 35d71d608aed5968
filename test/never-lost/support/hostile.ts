/** What somebody could send who has the signing secret, or has not: made up, the same for the same seed. */
import { createHmac } from "node:crypto";
import { seeded } from "../../bench/corpus.ts";
import { type Args, bot, mention } from "../../fakes/slack.ts";
import { secret } from "./service.ts";

export interface Hostile {
  readonly is: string;
  readonly text: string | Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether Slack could have sent it; then it is not the sender's fault, and is acknowledged. */
  readonly signed: boolean;
}

const types = { json: "application/json", form: "application/x-www-form-urlencoded" } as const;

function signature(text: string | Uint8Array, stamp: number, by = secret): Record<string, string> {
  const hmac = createHmac("sha256", by).update(`v0:${stamp}:`).update(text).digest("hex");
  return { "x-slack-request-timestamp": String(stamp), "x-slack-signature": `v0=${hmac}` };
}
const now = (): number => Math.floor(Date.now() / 1_000);
const signed = (is: string, text: string | Uint8Array<ArrayBuffer>, type: string = types.json): Hostile => ({
  is,
  text,
  headers: { "content-type": type, ...signature(text, now()) },
  signed: true,
});
const event = (is: string, body: unknown): Hostile => signed(is, JSON.stringify(body));
const form = (values: Args): string => new URLSearchParams(values as Record<string, string>).toString();
const interaction = (is: string, payload: unknown): Hostile =>
  signed(is, form({ payload: JSON.stringify(payload) }), types.form);

export const canaries = {
  text: "canarytext",
  user: "UCANARYUSER",
  file: "canaryfile",
  name: "canaryname",
} as const;

/** Text that tries to be more than text. */
export const tricks = [
  "<!channel>",
  "<!here|here>",
  "<!everyone>",
  "<!subteam^S0123|@ops>",
  "<@U0VICTIM>",
  "<#C0SECRET|secret>",
  "<https://evil.example|https://ours.example>",
  "&lt;!channel&gt;",
  "&amp;lt;!channel&amp;gt;",
  "<<!here>!channel>",
  "\u202e<!channel>\u202c",
  "<\u200b!channel>",
  "＜!channel＞",
  "@channel @here @everyone",
  "＠channel",
  "*bold* _it_ ~st~ `code` ```block```",
  "[link](https://evil.example)",
  "\ud800",
  "\u0000\u0007\u001b[31m",
  "Z\u0351\u036b\u0343\u036a\u0302\u036b".repeat(200),
  "👩‍👩‍👧‍👦".repeat(300),
  "<!date^1392734382^{date}^https://evil.example|x>",
  "<mailto:a@b.c|click>",
  "$(reboot) ; drop table inbox; -- ' or 1=1",
  "{{constructor.constructor('return process')()}}",
  "__proto__",
] as const;

let count = 0;
const id = (): string => `EvH${(count += 1)}`;
const asked = (text: string, more: Args = {}): Args =>
  mention(`<@${bot.user_id}> ${text}`, id(), {
    user: canaries.user,
    ts: `1700000000.${String(count).padStart(6, "0")}`,
    ...more,
  });

/** At least `least` of them. @param answerUrl a response_url of the fake's */
export function hostile(least: number, answerUrl: () => string, seed = 1): Hostile[] {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const odd: readonly unknown[] = [
    null,
    5,
    true,
    [],
    {},
    "",
    "x".repeat(5_000),
    { id: 5 },
    [[[]]],
    -0,
    "\0",
    "<!channel>",
  ];
  const unsigned: Hostile[] = Array.from({ length: 40 }, () => {
    const text = JSON.stringify(asked(canaries.text));
    const good = signature(text, now());
    const bad: readonly Record<string, string>[] = [
      signature(text, now(), "another"),
      signature(text, now() - 301),
      signature(text, now() - 86_400),
      { ...good, "x-slack-signature": "v0=" },
      { ...good, "x-slack-signature": "nonsense" },
      { ...good, "x-slack-signature": good["x-slack-signature"]?.replace("v0", "v1") ?? "" },
      { ...good, "x-slack-request-timestamp": "NaN" },
      { ...good, "x-slack-request-timestamp": "1e400" },
      { "x-slack-signature": good["x-slack-signature"] ?? "" },
      { "x-slack-request-timestamp": String(now()) },
      {},
    ];
    return { is: "not signed", text, headers: { "content-type": types.json, ...pick(bad) }, signed: false };
  });
  const garbage: Hostile[] = [
    ...[
      "",
      "null",
      "5",
      "[]",
      '"text"',
      "{",
      `{"canary":"${canaries.text}"`,
      `${canaries.text} is no JSON`,
      "true",
    ].map((text) => signed("garbage", text)),
    ...[
      "payload=",
      "payload=null",
      "payload=5",
      "payload=%7B",
      "payload=[]",
      "=&=&",
      "command",
      `payload=${canaries.text}`,
    ].map((text) => signed("a garbled form", text, types.form)),
    ...["text/plain", "multipart/form-data; boundary=x", "application/xml", "", "application/json; charset=utf-16"].map(
      (type) => signed("a wrong content type", JSON.stringify(asked(canaries.text)), type),
    ),
    signed("no UTF-8", Uint8Array.from([0x7b, 0xff, 0xfe, 0x22, 0x80])),
    signed("10 MB", JSON.stringify(asked("x".repeat(10_000_000)))),
    { ...signed("10 MB, not signed", "y".repeat(10_000_000)), headers: { "content-type": types.json }, signed: false },
    signed("deep lists", "[".repeat(200_000) + "]".repeat(200_000)),
    signed(
      "a deep event",
      `{"type":"event_callback","event_id":"${id()}","event":${'{"event":'.repeat(20_000)}5${"}".repeat(20_001)}`,
    ),
    event("deep blocks", asked(canaries.text, { blocks: deep(1_000) })),
    signed(
      "__proto__",
      `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},${JSON.stringify(asked("hi")).slice(1)}`,
    ),
    signed(
      "__proto__ in an event",
      JSON.stringify(asked("hi")).replace('"event":{', '"event":{"__proto__":{"polluted":true},'),
    ),
    signed(
      "__proto__ in a form",
      "__proto__[polluted]=1&command=/weigh&__proto__=1&trigger_id=1&user_id=U1",
      types.form,
    ),
    signed("twice the same field", "command=/weigh&command=/weigh&trigger_id=1&user_id=U1&text=a&text=b", types.form),
  ];
  const wrongParts: Hostile[] = [
    "type",
    "user",
    "text",
    "channel",
    "ts",
    "thread_ts",
    "channel_type",
    "subtype",
    "bot_id",
    "message",
  ].flatMap((part) => odd.map((value) => event(`an odd event.${part}`, asked(canaries.text, { [part]: value }))));
  const wrongOuter: Hostile[] = [
    "event",
    "event_id",
    "team_id",
    "authorizations",
    "type",
    "enterprise_id",
    "command",
    "actions",
    "view",
  ].flatMap((part) => odd.map((value) => event(`an odd ${part}`, { ...asked(canaries.text), [part]: value })));
  const unknown: Hostile[] = [
    ...[
      "reaction_added",
      "team_join",
      "channel_rename",
      "function_executed",
      "tokens_revoked",
      "assistant_thread_started",
      "x",
    ].map((type) =>
      event("an unknown event", {
        ...asked(""),
        event: { type, user: { id: "U1" }, channel: { id: "C1", name: "<!channel>" }, item: {} },
      }),
    ),
    ...[
      "block_actions",
      "view_submission",
      "view_closed",
      "shortcut",
      "message_action",
      "block_suggestion",
      "dialog_submission",
      "interactive_message",
      "workflow_step_edit",
      "x",
    ].flatMap((type) => [
      interaction("an unknown interaction", {
        type,
        user: { id: canaries.user },
        team: { id: bot.team_id },
        trigger_id: id(),
      }),
      interaction("a hollow interaction", {
        type,
        user: null,
        view: null,
        actions: [null],
        message: null,
        channel: null,
      }),
    ]),
    ...["/other", "/weigh ", "", "/WEIGH"].map((command) =>
      signed(
        "an unknown command",
        form({
          command,
          text: canaries.text,
          user_id: "U1",
          team_id: bot.team_id,
          trigger_id: id(),
          channel_id: "C1",
          response_url: answerUrl(),
        }),
        types.form,
      ),
    ),
  ];
  const buttons: Hostile[] = [
    "answer.next.0",
    "answer.next.9999",
    "answer.sources",
    "answer.share",
    "answer.feedback",
    "answer.assess",
    "old.button",
    "answer",
    "__proto__",
    "constructor",
  ].flatMap((action_id) =>
    [
      "A1:next:0",
      "A1:feedback:useful",
      "A1",
      "",
      "::::",
      "__proto__:next:0",
      "A1:constructor",
      "x".repeat(2_000),
      '{"v":1}',
    ].map((value) => interaction("a stale button", click(action_id, value, answerUrl()))),
  );
  const texts: Hostile[] = tricks.flatMap((trick) => [
    event("a trick in a mention", asked(`${trick} ${canaries.text}`)),
    event(
      "a trick in a file name",
      asked("what is this?", { subtype: "file_share", files: [{ id: "F1", name: `${trick}${canaries.file}` }] }),
    ),
    event("a trick in a direct message", asked(trick, { type: "message", channel: "D0HOSTILE", channel_type: "im" })),
    signed(
      "a trick in a command",
      form({
        command: "/weigh",
        text: `ask ${trick} ${canaries.text}`,
        user_id: `U${1_000 + count}`,
        user_name: trick,
        team_id: bot.team_id,
        channel_id: "C1",
        channel_name: trick,
        trigger_id: id(),
        response_url: answerUrl(),
      }),
      types.form,
    ),
    interaction("a trick in a message that is weighed", {
      type: "message_action",
      callback_id: "weigh_message",
      trigger_id: id(),
      team: { id: bot.team_id },
      user: { id: `U${1_000 + count}`, name: trick },
      channel: { id: "C1", name: trick },
      message: { type: "message", ts: "1700000000.000001", text: `${trick} ${canaries.text}` },
      message_ts: "1700000000.000001",
      response_url: answerUrl(),
    }),
    interaction("a trick in a modal", {
      type: "view_submission",
      team: { id: bot.team_id },
      user: { id: `U${1_000 + count}`, name: trick, team_id: bot.team_id },
      trigger_id: id(),
      view: {
        id: `V${id()}`,
        type: "modal",
        callback_id: pick(["feedback.reason", "case.told"]),
        private_metadata: "A1",
        state: { values: { input: { text: { type: "plain_text_input", value: trick } } } },
      },
    }),
  ]);
  const long: Hostile[] = [
    "a",
    "<!channel>",
    "<",
    "&lt;",
    "<!a",
    "<https://",
    "@channel ",
    "\u202e",
    "?",
    "| - ",
    "<<!a>!b",
  ].map((part) =>
    event(
      "40,000 characters",
      asked(part.repeat(Math.ceil(40_000 / part.length)).slice(0, 40_000), { user: `U${(count += 1)}` }),
    ),
  );
  const all = [...unsigned, ...garbage, ...wrongParts, ...wrongOuter, ...unknown, ...buttons, ...texts, ...long];
  if (all.length < least) throw new Error(`only ${all.length}`);
  return all.toSorted(() => random() - 0.5);
}

const deep = (levels: number): unknown => {
  let block: unknown = "x";
  for (let i = 0; i < levels; i += 1) block = [block];
  return block;
};

const click = (action_id: string, value: string, response_url: string): Args => ({
  type: "block_actions",
  trigger_id: id(),
  team: { id: bot.team_id },
  user: { id: "U0CLICKER", team_id: bot.team_id },
  channel: { id: "C1" },
  container: { type: "message", message_ts: "1700000000.000001" },
  response_url,
  actions: [{ type: "button", action_id, value, action_ts: "1700000000.000002", block_id: "b" }],
});
