/** Bodies as we can deal with them. A signature says who sent a body, not that it is whole. */

/** Slack sends no such body: delivered again, it would be no better. */
export class Malformed extends Error {
  override readonly name = "Malformed";
}

type Args = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const deepest = 100; // blocks of Slack nest about ten deep
const isObject = (value: unknown): value is Args =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const absentOr =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);
/** What becomes part of a key in the store: short, and without what a database would not take. */
const id = absentOr((value) => typeof value === "string" && /^[\w.:=+/|-]{0,255}$/.test(value));
const time = absentOr((value) => typeof value === "string" && /^\d{1,20}\.\d{1,20}$/.test(value));
const text = absentOr((value) => typeof value === "string");
const like = (parts: Readonly<Record<string, Check>>): Check =>
  absentOr((value) => isObject(value) && Object.entries(parts).every(([name, check]) => check(value[name])));
const listOf = (check: Check): Check => absentOr((value) => Array.isArray(value) && value.every(check));

const said = {
  type: text,
  subtype: text,
  text,
  user: id,
  bot_id: id,
  team: id,
  user_team: id,
  source_team: id,
  channel: id,
  channel_type: text,
  ts: time,
  thread_ts: time,
  deleted_ts: time,
};
const messageEvent = like({ ...said, message: like(said), previous_message: like(said) });
/** Other events may hold anything under these names; nobody looks at them. */
const listened = new Set(["app_mention", "message", "app_home_opened"]);
const event: Check = (value) =>
  value === undefined || (isObject(value) && (!listened.has(String(value["type"])) || messageEvent(value)));
const body = like({
  type: text,
  event_id: id,
  team_id: id,
  enterprise_id: id,
  context_team_id: id,
  enterprise: like({ id }),
  authorizations: listOf(like({ team_id: id, enterprise_id: id })),
  event,
  command: text,
  text,
  user_id: id,
  channel_id: id,
  trigger_id: id,
  callback_id: text,
  response_url: text,
  user: like({ id, team_id: id }),
  team: like({ id, enterprise_id: id }),
  channel: like({ id }),
  container: like({ message_ts: time, thread_ts: time }),
  message: absentOr(isObject),
  actions: listOf((action) => isObject(action) && text(action["action_id"])),
  view: like({ id, callback_id: text, private_metadata: text, app_installed_team_id: id }),
});
/** What an interaction of a kind cannot do without. */
const needed: Readonly<Record<string, readonly string[]>> = {
  block_actions: ["user", "actions"],
  message_action: ["user", "message", "channel"],
  view_submission: ["user", "view"],
  view_closed: ["user", "view"],
};

/** The body as it came, without NUL, which PostgreSQL does not keep. @throws Malformed */
export function readable(given: unknown): Record<string, unknown> {
  if (!isObject(given)) throw new Malformed("no object");
  const hasNul = walk(given);
  const whole = hasNul ? (withoutNul(given) as Args) : given;
  const lacks = (needed[String(whole["type"])] ?? []).some((name) => !whole[name]);
  const isEmptyClick = Array.isArray(whole["actions"]) && whole["actions"].length === 0;
  if (lacks || isEmptyClick || !body(whole)) throw new Malformed("parts that we read are missing or wrong");
  return whole;
}

/** Whether there is a NUL in it. A level at a time, for a body may be deeper than our stack. */
function walk(given: Args): boolean {
  let hasNul = false;
  let level: readonly unknown[] = [given];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) throw new Malformed("too deep");
    const below: unknown[] = [];
    for (const each of level) {
      if (typeof each === "string") hasNul ||= each.includes("\0");
      else if (typeof each === "object" && each !== null) for (const part of Object.values(each)) below.push(part);
    }
    level = below;
  }
  return hasNul;
}

const withoutNul = (given: unknown): unknown =>
  JSON.parse(JSON.stringify(given), (_, value: unknown) =>
    typeof value === "string" ? value.replaceAll("\0", " ") : value,
  );
