import { randomUUID } from "node:crypto";
import type { Canvas, UploadedFile } from "./files.ts";
import type { Args, Channel, Install, Message, User, View } from "./types.ts";

export const bot = { user_id: "U0BOT", bot_id: "B0BOT", team_id: "T0TEAM" };
export const token = "xoxb-fake-1";
export const appToken = "xapp-fake-1";
export const appId = "A0APP";

/** What a `response_url` may still do. */
export interface Answerable {
  readonly channel: string;
  readonly user: string;
  /** The message that was clicked. */
  readonly original?: Message;
  readonly until: number;
  uses: number;
}

/** Everything that is in the workspace, and its clock, which stands still unless told or given another. */
export class Workspace {
  readonly installs = new Map<string, Install>([[token, { token, ...bot }]]);
  readonly channels = new Map<string, Channel>();
  readonly users = new Map<string, User>();
  /** Everything that was said and not deleted, ephemeral messages too, oldest first. */
  readonly messages: Message[] = [];
  readonly deleted: Message[] = [];
  readonly views = new Map<string, View>();
  /** Modals of a person, the one on top last. */
  readonly stacks = new Map<string, string[]>();
  readonly homes = new Map<string, string>();
  /** The client (a tab of a browser) that each person acts in at this moment, where that is told. */
  readonly clients = new Map<string, string | undefined>();
  /** The client that a modal was opened in, by the view; in another one of the same person it is not open. */
  readonly openIn = new Map<string, string>();
  readonly triggers = new Map<
    string,
    { readonly user: string; readonly client: string | undefined; readonly until: number; used: boolean }
  >();
  readonly answerable = new Map<string, Answerable>();
  readonly files = new Map<string, UploadedFile>();
  readonly canvases = new Map<string, Canvas>();
  readonly threads: Args[] = [];
  /** Nothing is there but what was added. Otherwise a channel or person is there once somebody names it. */
  isClosed = false;
  readonly #clock: (() => number) | undefined;
  #now = 1_800_000_000_000;
  #count = 0;

  /** How often a file is refused before Slack has looked at it, and how often that is still so, by file. */
  usesUntilReady = 0;
  readonly unreadyUses = new Map<string, number>();

  constructor(clock?: () => number) {
    this.#clock = clock;
  }

  get now(): number {
    return this.#clock?.() ?? this.#now;
  }
  set now(ms: number) {
    this.#now = ms;
  }
  get count(): number {
    return this.#count;
  }
  /** Goes on counting from there: nothing gets a number that it has had. */
  continueFrom(count: number): void {
    this.#count = Math.max(this.#count, count);
  }

  /** A number that never came before. */
  next(): number {
    this.#count += 1;
    return this.#count;
  }
  /** The time stamp of a message that is posted now: no two are the same, later ones are greater. */
  ts(): string {
    return `${Math.floor(this.now / 1000)}.${String(this.next()).padStart(6, "0")}`;
  }
  /** Whether something can be posted to this channel, or person. */
  knows(id: string): boolean {
    return !this.isClosed || this.channels.has(id) || this.users.has(id);
  }
  /** A channel; one that nobody added is public, and the bot is in it. */
  channel(id: string): Channel {
    const kind = ({ D: "im", G: "group" } as const)[id[0] ?? ""] ?? "channel";
    return this.channels.get(id) ?? this.addChannel({ id, kind });
  }
  addChannel(channel: Partial<Channel> & { readonly id: string }): Channel {
    const defaults = { kind: "channel", name: channel.id.toLowerCase() } as const;
    const added: Channel = { ...defaults, is_member: true, is_archived: false, is_ext_shared: false, ...channel };
    this.channels.set(added.id, added);
    return added;
  }
  /** A person; one that nobody added is an ordinary member. */
  user(id: string): User {
    return this.users.get(id) ?? this.addUser({ id });
  }
  addUser(user: Partial<User> & { readonly id: string }): User {
    const guest = { is_restricted: false, is_ultra_restricted: false, is_stranger: false, is_bot: false };
    const added: User = { team_id: bot.team_id, name: user.id.toLowerCase(), ...guest, ...user };
    this.users.set(added.id, added);
    return added;
  }
  /** The direct messages of a person with the bot. */
  dmOf(user: string): Channel {
    const id = `D${user.slice(1)}`;
    return this.channels.get(id) ?? this.addChannel({ id, kind: "im", name: user, members: [user, bot.user_id] });
  }
  find(channel: unknown, ts: unknown): Message | undefined {
    return this.messages.find((message) => message.channel === channel && message.ts === ts);
  }
  remove(message: Message): void {
    const at = this.messages.indexOf(message);
    if (at >= 0) this.deleted.push(...this.messages.splice(at, 1));
  }
  /** Good for one view within three seconds. */
  /** The modals that a person has open in one client, the lowest first. */
  stackIn(user: string, client: string | undefined): readonly string[] {
    return (this.stacks.get(user) ?? []).filter((id) => this.openIn.get(id) === client);
  }
  trigger(user: string): string {
    const id = `${this.next()}.${bot.team_id}.${randomUUID()}`;
    this.triggers.set(id, { user, client: this.clients.get(user), until: this.now + 3_000, used: false });
    return id;
  }
  /** Good for five messages within half an hour. */
  answerUrl(channel: string, user: string, original?: Message): string {
    const id = `${this.next()}-${randomUUID().slice(0, 8)}`;
    const until = this.now + 30 * 60_000;
    this.answerable.set(id, { channel, user, until, uses: 0, ...(original === undefined ? {} : { original }) });
    return id;
  }
  /** Blocks as Slack keeps them: each has an id. */
  withIds(blocks: unknown): Args[] {
    return Array.isArray(blocks) ? blocks.map((block: Args) => ({ block_id: `b${this.next()}`, ...block })) : [];
  }
}
