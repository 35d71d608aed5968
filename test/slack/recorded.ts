/** Bodies as Slack sends them where two companies meet, or where an organisation has many workspaces. */
import type { Args } from "../fakes/slack.ts";

export interface Recorded {
  readonly is: string;
  readonly body: Args;
  /** Whose it is, and where it belongs. */
  readonly user: string;
  readonly conversation: string;
}

const ts = "1700000001.000100";
const workspace = {
  enterprise_id: null,
  team_id: "T0TEAM",
  user_id: "U0BOT",
  is_bot: true,
  is_enterprise_install: false,
};
const inGrid = { ...workspace, enterprise_id: "E0OURS" };
const orgWide = { ...inGrid, is_enterprise_install: true };

const event = (inner: Args, outer: Args): Args => ({
  token: "superseded-by-signatures",
  api_app_id: "A0APP",
  type: "event_callback",
  event_id: "Ev0RECORDED",
  event_time: 1_700_000_001,
  event_context: "4-recorded",
  ...outer,
  event: {
    type: "message",
    channel: "C0SHARED",
    channel_type: "channel",
    ts,
    event_ts: ts,
    text: "<@U0BOT> hi",
    ...inner,
  },
});
const mention = (inner: Args, outer: Args): Args =>
  event({ ...inner, type: "app_mention", channel_type: undefined }, outer);
const command = (more: Args): Args => ({
  command: "/weigh",
  text: "hi",
  channel_id: "C0SHARED",
  channel_name: "shared",
  api_app_id: "A0APP",
  response_url: "https://hooks.example/commands/1",
  trigger_id: "1.2.c",
  ...more,
});
const click = (more: Args): Args => ({
  type: "block_actions",
  api_app_id: "A0APP",
  trigger_id: "1.2.b",
  channel: { id: "C0SHARED", name: "shared" },
  container: { type: "message", message_ts: ts, channel_id: "C0SHARED", is_ephemeral: false },
  message: { type: "message", user: "U0BOT", bot_id: "B0BOT", team: "T0TEAM", ts },
  actions: [{ type: "button", action_id: "answer.sources", value: "A1:sources", action_ts: ts }],
  ...more,
});

const here = `slack:T0TEAM/C0SHARED/${ts}`;
const inOrg = `slack:E0OURS/C0SHARED/${ts}`;
const shared = { is_ext_shared_channel: true };
const closed = { is_ext_shared_channel: false };

export const recorded: readonly Recorded[] = [
  {
    is: "a member",
    body: event({ user: "U0A", team: "T0TEAM" }, { ...closed, team_id: "T0TEAM", authorizations: [workspace] }),
    user: "slack:T0TEAM/U0A",
    conversation: here,
  },
  {
    is: "a guest, whom Slack's events do not tell from a member",
    body: mention({ user: "U0GUEST", team: "T0TEAM" }, { ...closed, team_id: "T0TEAM", authorizations: [workspace] }),
    user: "slack:T0TEAM/U0GUEST",
    conversation: here,
  },
  {
    is: "a stranger, under the name of the stranger's workspace",
    body: event(
      { user: "U0A", team: "T0THEIRS" },
      {
        ...shared,
        team_id: "T0THEIRS",
        context_team_id: "T0TEAM",
        context_enterprise_id: null,
        authorizations: [workspace],
      },
    ),
    user: "slack:T0THEIRS/U0A",
    conversation: here,
  },
  {
    is: "a stranger, under the name of our workspace",
    body: mention(
      {
        user: "U0A",
        team: "T0TEAM",
        user_team: "T0THEIRS",
        source_team: "T0THEIRS",
        user_profile: { team: "T0THEIRS" },
      },
      { ...shared, team_id: "T0TEAM", authorizations: [workspace] },
    ),
    user: "slack:T0THEIRS/U0A",
    conversation: here,
  },
  {
    is: "a stranger of an organisation, whose workspace is not told",
    body: mention(
      {
        user: "W0A",
        team: "T0TEAM",
        user_team: "E0THEIRS",
        source_team: "E0THEIRS",
        user_profile: { team: "E0THEIRS" },
      },
      { ...shared, team_id: "T0TEAM", authorizations: [workspace] },
    ),
    user: "slack:E0THEIRS/W0A",
    conversation: here,
  },
  {
    is: "a stranger of an organisation, whose workspace is told",
    body: event(
      { user: "W0A", team: "T0THEIRS" },
      {
        ...shared,
        team_id: "T0THEIRS",
        enterprise_id: "E0THEIRS",
        context_team_id: "T0THEIRS",
        authorizations: [workspace],
      },
    ),
    user: "slack:T0THEIRS/W0A",
    conversation: here,
  },
  {
    is: "a colleague of our organisation, where one workspace has the app",
    body: mention(
      { user: "W0A", team: "T0TEAM", user_team: "E0OURS", source_team: "E0OURS" },
      { ...closed, team_id: "T0TEAM", enterprise_id: "E0OURS", authorizations: [inGrid] },
    ),
    user: "slack:T0TEAM/W0A",
    conversation: here,
  },
  {
    is: "a colleague, where the whole organisation has the app",
    body: event(
      { user: "W0A", team: "T0OTHER" },
      { ...closed, team_id: "T0OTHER", enterprise_id: "E0OURS", context_team_id: "T0OTHER", authorizations: [orgWide] },
    ),
    user: "slack:E0OURS/W0A",
    conversation: inOrg,
  },
  {
    is: "a colleague, where the whole organisation has the app and no workspace is named",
    body: mention(
      { user: "W0A", team: "E0OURS", user_team: "E0OURS", source_team: "E0OURS" },
      { ...closed, enterprise_id: "E0OURS", authorizations: [{ ...orgWide, team_id: null }] },
    ),
    user: "slack:E0OURS/W0A",
    conversation: inOrg,
  },
  {
    is: "a colleague in a shared channel, where the whole organisation has the app",
    body: event(
      { user: "W0A", team: "T0OTHER" },
      { ...shared, team_id: "T0OTHER", enterprise_id: "E0OURS", authorizations: [orgWide] },
    ),
    user: "slack:E0OURS/W0A",
    conversation: inOrg,
  },
  {
    is: "a stranger, where the whole organisation has the app",
    body: event(
      { user: "U0A", team: "T0THEIRS" },
      {
        ...shared,
        team_id: "T0THEIRS",
        context_team_id: "T0TEAM",
        context_enterprise_id: "E0OURS",
        authorizations: [orgWide],
      },
    ),
    user: "slack:T0THEIRS/U0A",
    conversation: inOrg,
  },
  {
    is: "somebody of no team at all",
    body: event({ user: "U0A" }, {}),
    user: "slack:/U0A",
    conversation: `slack:/C0SHARED/${ts}`,
  },
  {
    is: "a command",
    body: command({ team_id: "T0TEAM", user_id: "U0A", is_enterprise_install: "false" }),
    user: "slack:T0TEAM/U0A",
    conversation: "slack:T0TEAM/U0A/commands",
  },
  {
    is: "a command, where the whole organisation has the app",
    body: command({ team_id: "T0OTHER", enterprise_id: "E0OURS", user_id: "W0A", is_enterprise_install: "true" }),
    user: "slack:E0OURS/W0A",
    conversation: "slack:E0OURS/W0A/commands",
  },
  {
    is: "a member's click",
    body: click({ user: { id: "U0A", team_id: "T0TEAM" }, team: { id: "T0TEAM", domain: "ours" }, enterprise: null }),
    user: "slack:T0TEAM/U0A",
    conversation: "slack:T0TEAM/U0A/clicks",
  },
  {
    is: "a stranger's click",
    body: click({
      user: { id: "U0A", team_id: "T0THEIRS" },
      team: { id: "T0THEIRS", domain: "theirs" },
      enterprise: null,
    }),
    user: "slack:T0THEIRS/U0A",
    conversation: "slack:T0THEIRS/U0A/clicks",
  },
  {
    is: "a colleague's click, where the whole organisation has the app",
    body: click({
      user: { id: "W0A", team_id: "T0OTHER" },
      team: null,
      is_enterprise_install: true,
      enterprise: { id: "E0OURS", name: "Ours" },
    }),
    user: "slack:E0OURS/W0A",
    conversation: "slack:E0OURS/W0A/clicks",
  },
];
