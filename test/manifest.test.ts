import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { manifestOf } from "../src/manifests.ts";
import { commandName, commands } from "../src/slack/commands.ts";
import { events, shortcutId } from "../src/slack/listeners.ts";
import { eventReasons, scopes, slackManifest } from "../src/slack/manifest.ts";
import { runManifest } from "../src/terminal/manifest.ts";
import { run } from "./support/service.ts";

const root = resolve(import.meta.dirname, "..");
const code = globSync("src/slack/**/*.ts", { cwd: root })
  .map((file) => readFileSync(join(root, file), "utf8"))
  .join("\n");

async function printed(options: { address?: string; socket: boolean }, json = false): Promise<string> {
  const made = manifestOf("slack", options);
  if (!made.ok) throw new Error(made.message);
  const stdout = new PassThrough();
  const out = stdout.toArray();
  await runManifest({ ...made.manifest, json, io: { stdout } });
  stdout.end();
  return (await out).join("");
}

test("manifests/slack.yaml is what the command prints: write it anew when this fails", async () => {
  const { output, done } = run(["manifest", "slack"], {});
  expect(await done).toBe(0);
  expect(readFileSync(join(root, "manifests/slack.yaml"), "utf8")).toBe(output.out);
});

test.for([
  { is: "the example address", options: { socket: false }, want: slackManifest("https://your-host.example") },
  {
    is: "an address of one's own",
    options: { address: "https://a.example/bot/", socket: false },
    want: slackManifest("https://a.example/bot"),
  },
  { is: "Socket Mode", options: { socket: true }, want: slackManifest("", true) },
])("the YAML for $is reads as the manifest that the code makes, and so does the JSON", async ({ options, want }) => {
  expect(parse(await printed(options))).toEqual(want);
  expect(JSON.parse(await printed(options, true))).toEqual(want);
});

test("with Socket Mode no address is in it, and Socket Mode is on", async () => {
  const text = await printed({ socket: true });
  expect(text).not.toContain("https://");
  expect(slackManifest("", true).settings.socket_mode_enabled).toBe(true);
});

test("an address of one's own is at every place that has one", async () => {
  const text = await printed({ address: "https://a.example", socket: false });
  expect(text.match(/https:\/\/a\.example\/slack\/events/g)).toHaveLength(3);
  expect(text.match(/https:\/\/your-host/g)).toBeNull();
});

test.for([
  ["slack", "--address", "http://a.example"],
  ["slack", "--address", "advisor"],
  ["slack", "--address", "https://a.example\nx: y"],
  ["slack", "--socket", "--address", "https://a.example"],
  ["teams", "--zip", "x.zip"],
  ["teams", "--schema", "1.0"],
  ["teams", "--app-id", "11111111-2222-3333-4444-555555555555", "--zip", "/nowhere/x.zip"],
  ["discord"],
  [],
])("manifest %s is wrong use, in a sentence", async (args) => {
  const { output, done } = run(["manifest", ...args], {});
  expect([await done, output.out]).toEqual([2, ""]);
  expect(output.err).not.toBe("");
});

test("every scope and every event says in the file what it is for", async () => {
  const lines = (await printed({ socket: false })).split("\n");
  for (const [word, why] of Object.entries({ ...scopes, ...eventReasons }))
    expect(lines.map((line) => line.trim())).toContain(`- ${word} # ${why}`);
});

describe("the manifest is held to the code", () => {
  /** What each method of the Web API needs: docs.slack.dev/reference/methods. Any one of them, by the kind of place. */
  const history = ["channels:history", "groups:history", "im:history", "mpim:history"];
  const needs: Readonly<Record<string, readonly string[]>> = {
    "agents.sessions.setStatus": ["chat:write"],
    "assistant.threads.setStatus": ["chat:write"],
    "assistant.threads.setSuggestedPrompts": ["assistant:write"],
    "assistant.threads.setTitle": ["assistant:write"],
    "auth.test": [],
    "canvases.access.set": ["canvases:write"],
    "canvases.create": ["canvases:write"],
    "chat.appendStream": ["chat:write"],
    "chat.delete": ["chat:write"],
    "chat.postEphemeral": ["chat:write"],
    "chat.postMessage": ["chat:write"],
    "chat.startStream": ["chat:write"],
    "chat.stopStream": ["chat:write"],
    "chat.update": ["chat:write"],
    "conversations.history": history,
    "conversations.open": ["im:write"],
    "conversations.replies": history,
    "files.uploadV2": ["files:write"],
    "oauth.v2.access": [],
    "views.open": [],
    "views.publish": [],
    "views.push": [],
    "views.update": [],
  };
  const ofEvent: Readonly<Record<string, readonly string[]>> = {
    agent_session_stopped: [],
    app_home_opened: [],
    app_uninstalled: [],
    tokens_revoked: [],
    app_mention: ["app_mentions:read"],
    "message.channels": ["channels:history"],
    "message.groups": ["groups:history"],
    "message.im": ["im:history"],
    "message.mpim": ["mpim:history"],
  };
  const called = [
    ...new Set(
      [
        ...code.matchAll(
          /(?:\b(?:client|reader|web)|\))\s*\.\s*((?:agents\s*\.\s*sessions|assistant\s*\.\s*threads|auth|canvases\s*\.\s*access|canvases|chat|conversations|oauth\s*\.\s*v2|views|users|reactions|files|bots|team)\s*\.\s*\w+)\(/g,
        ),
      ].map((match) => (match[1] ?? "").replaceAll(/\s/g, "")),
    ),
  ].toSorted();
  const ending = [...code.matchAll(/event\?\.type !== "(\w+)"/g)].map((match) => match[1] ?? "");
  const { settings, oauth_config, features } = slackManifest("https://a.example");

  test("every method that is called is known to this test", () => {
    expect(called.length).toBeGreaterThan(5);
    expect(called.filter((method) => !Object.hasOwn(needs, method))).toEqual([]);
  });

  test("the scopes are those of the methods, events and commands, and no other", () => {
    const needed = [
      ...called.flatMap((method) => needs[method] ?? []),
      ...settings.event_subscriptions.bot_events.flatMap((event) => ofEvent[event] ?? ["unknown to this test"]),
      "commands",
    ];
    expect(oauth_config.scopes.bot).toEqual([...new Set(needed)].toSorted());
  });

  test("the events are those that are listened to", () => {
    const listened = [...code.matchAll(/\bapp\.event\("(\w+)"/g)].map((match) => match[1] ?? "");
    expect([...events].toSorted()).toEqual(listened.toSorted());
    const subscribed = settings.event_subscriptions.bot_events.map((event) => event.replace(/\..*/, ""));
    expect([...new Set(subscribed)].toSorted()).toEqual([...listened, ...ending].toSorted());
    expect(Object.keys(eventReasons).toSorted()).toEqual(settings.event_subscriptions.bot_events);
  });

  test("the slash command and the shortcut are those that are listened to", () => {
    expect(code.match(/\bapp\.command\(/g)).toHaveLength(1);
    expect(code.match(/\bapp\.shortcut\(/g)).toHaveLength(1);
    expect(features.slash_commands.map(({ command }) => command)).toEqual([commandName]);
    expect(features.shortcuts.map(({ callback_id }) => callback_id)).toEqual([shortcutId]);
    for (const word of features.slash_commands[0]?.usage_hint.match(
      /\b(assess|ask|history|quiz|help|forget|admin)\b/g,
    ) ?? [])
      expect(Object.keys(commands)).toContain(word);
  });

  test("nothing is longer than Slack takes", () => {
    const { display_information: shown } = slackManifest("https://a.example");
    expect(shown.name.length).toBeLessThanOrEqual(35);
    expect(shown.description.length).toBeLessThanOrEqual(140);
    expect(shown.long_description.length).toBeGreaterThanOrEqual(174);
    expect(shown.long_description.length).toBeLessThanOrEqual(4_000);
    for (const { name, description } of features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });
});
