/** What admins can have done in chat: reports from the store and the knowledge, and small decisions. */
import type { Config } from "./config.ts";
import type { Block, Reply } from "./core/reply.ts";
import type { Served } from "./knowledge-service.ts";
import type { RouteText } from "./router.ts";
import type { Whereabouts } from "./core/route/route.ts";
import type { Store } from "./store/open.ts";

/** Reports and decisions for one platform's admins. */
export interface Office {
  readonly admin: (words: readonly string[], userKey: string) => Promise<Reply>;
  /** Which model may see a text, and why. */
  readonly route: (text: string, at: Whereabouts) => Promise<Reply>;
}

export interface OfficeOptions {
  readonly config: Config;
  readonly served: Served;
  readonly store: Store;
  /** What people say before the name of a report: `/weigh admin` in Slack, `admin` in Teams. */
  readonly command: string;
  readonly routeText: RouteText;
  /** Why the service is not ready, one sentence each. */
  readonly ready: () => Promise<readonly string[]>;
  readonly depth: () => Promise<{
    readonly ready: number;
    readonly active: number;
    readonly dead: number;
    readonly oldestAt: number | null;
  }>;
}

const mostShown = 15;

/** @returns the reports of `admin …`; whoever is not in ADMIN_USERS is told so */
export function createOffice({ config, served, store, routeText, ready, depth, command }: OfficeOptions): Office {
  const admins = new Set(
    (config.ADMIN_USERS ?? []).map(({ platform, workspace, user }) => `${platform}:${workspace}/${user}`),
  );
  const replyOf = (title: string, blocks: readonly Block[]): Reply => ({
    kind: "help",
    title,
    blocks,
    citations: [],
    knowledgeVersion: served.current().catalog.version,
  });
  const text = (words: string): Block => ({ kind: "text", text: words, cites: [] });
  const points = (lines: readonly string[]): Block => ({
    kind: "points",
    points: lines.map((line) => ({ text: line, cites: [] })),
  });

  const status = async (): Promise<Reply> => {
    const { catalog } = served.current();
    const inbox = await depth();
    const [up, down] = await Promise.all([store.feedback.recent("up", 1_000), store.feedback.recent("down", 1_000)]);
    const oldest =
      inbox.oldestAt === null ? "" : `, the oldest ${Math.round((Date.now() - inbox.oldestAt) / 1_000)} s old`;
    const reasons = await ready();
    const warnings = served.warnings().slice(0, mostShown);
    return replyOf("Status", [
      text(reasons.length === 0 ? "Everything works." : `Not ready: ${reasons.join(" ")}`),
      points([
        `Knowledge: ${catalog.entries.size} entries, version ${catalog.version}.`,
        `Store: ${store.engineName === "sqlite" ? "embedded (SQLite), one process" : "PostgreSQL"}.`,
        `Inbox: ${inbox.ready} waiting, ${inbox.active} being answered, ${inbox.dead} given up${oldest}.`,
        `Votes kept: ${up.length} useful, ${down.length} not right.`,
      ]),
      ...(warnings.length === 0
        ? []
        : [
            text("To mend in the knowledge:"),
            points(
              warnings.map((w) =>
                `${w.file ?? ""}${w.line === undefined ? "" : `:${w.line}`} ${w.what}; ${w.remedy}`.trim(),
              ),
            ),
          ]),
    ]);
  };

  const unanswered = async ([verb, number]: readonly string[]): Promise<Reply> => {
    const listed = await store.unanswered.list();
    if (!listed.ok) return replyOf("Unanswered", [text(listed.what)]);
    if (verb === "dismiss" || verb === "entry") {
      const picked = /^\d+$/.test(number ?? "") ? listed.groups[Number(number) - 1] : undefined;
      if (!picked) {
        const what = number === undefined ? "Which number?" : `There is no number ${number} in the list.`;
        return replyOf("Unanswered", [text(`${what} Say \`${command} unanswered\` to see it.`)]);
      }
      if (verb === "entry") return replyOf("A new entry", [text(skeletonOf(picked.text, picked.nearest))]);
      const found = await store.unanswered.setStatus(picked.id, "dismissed");
      if (!found) return replyOf("Unanswered", [text("That question is no longer kept.")]);
      return replyOf("Unanswered", [text(`Dismissed: “${picked.text}”. It is still counted when it is asked again.`)]);
    }
    if (verb !== undefined)
      return replyOf("Unanswered", [
        text(`Say \`${command} unanswered\`, and then \`dismiss 2\` or \`entry 2\` after it.`),
      ]);
    if (listed.groups.length === 0) return replyOf("Unanswered", [text("No unanswered question is on record.")]);
    return replyOf("Unanswered", [
      text(`${counted(listed.total)}, ${listed.groups.length} different, most asked first.`),
      {
        kind: "steps",
        steps: listed.groups.slice(0, mostShown).map((group) => ({
          text: `${group.count}× ${group.text} (last ${group.lastAt.slice(0, 10)}; ${group.nearest === null ? "nothing near" : `nearest: ${group.nearest}`})`,
          cites: [],
        })),
      },
      text(
        `\`${command} unanswered dismiss 2\` takes number 2 off the list; \`${command} unanswered entry 2\` gives a file to fill in.`,
      ),
    ]);
  };

  const feedback = async (): Promise<Reply> => {
    const down = await store.feedback.recent("down", mostShown);
    if (down.length === 0) return replyOf("Feedback", [text("Nobody found an answer not right, so far.")]);
    const lines = await Promise.all(
      down.map(async (vote) => {
        const answer = await store.answers.byId(vote.answerId);
        const of = answer && answer.entries.length > 0 ? answer.entries.join(", ") : "no entry";
        return `${of}: ${vote.reason ?? "no reason given"}`;
      }),
    );
    return replyOf("Feedback", [
      text("Found not right, the latest first, by the entries of the answer:"),
      points(lines),
    ]);
  };

  /** A code for somebody's identity; who types it in the other app is the same person from then on. */
  const link = async ([identity = ""]: readonly string[], madeBy: string): Promise<Reply> => {
    if (!identityPattern.test(identity)) return replyOf("Link", [text(linkUse(command))]);
    const code = await store.links.offer(identity, madeBy, codeLastsMs);
    return replyOf("Link", [
      text(
        `The code for ${identity} is \`${code}\`. Give it to that person alone; it works once, within half an hour.`,
      ),
      text("In the other app they say `link` and the code: in Slack `/weigh link …`, in Teams `link …` to me alone."),
    ]);
  };
  const unlink = async ([identity = ""]: readonly string[]): Promise<Reply> => {
    if (!identityPattern.test(identity)) return replyOf("Unlink", [text(linkUse(command))]);
    const was = await store.links.remove(identity);
    return replyOf("Unlink", [text(was ? `${identity} is by itself again.` : `${identity} was not linked.`)]);
  };

  const reports: Readonly<Record<string, (words: readonly string[], userKey: string) => Promise<Reply>>> = {
    status,
    unanswered,
    feedback,
    link,
    unlink,
  };
  return {
    route: async (text, at) => routeText(text, at).reply,
    admin: async ([name = "", ...words], userKey) => {
      if (!admins.has(userKey)) return replyOf("For admins", [text(notAdmin(admins.size > 0))]);
      const report = Object.hasOwn(reports, name) ? reports[name] : undefined;
      if (report) return report(words, userKey);
      return replyOf("For admins", [
        text("Say one of these:"),
        points([
          `\`${command} status\`: version, problems with file and line, inbox, votes`,
          `\`${command} unanswered\`: what people asked in vain`,
          `\`${command} feedback\`: what people found not right, and why`,
          `\`${command} link …\`: a code that makes one person's accounts in Slack and Teams one; \`unlink …\` undoes it`,
        ]),
      ]);
    },
  };
}

const counted = (count: number): string => `${count} unanswered ${count === 1 ? "question" : "questions"}`;
const codeLastsMs = 30 * 60_000;
const identityPattern = /^(?:slack:[A-Z0-9]+\/[A-Z0-9]+|teams:[0-9a-f-]{36}\/[0-9a-f-]{36})$/;
const linkUse = (command: string): string =>
  `Name the account as ADMIN_USERS does: \`${command} link slack:T0123ABCD/U0456EFGH\`, or \`teams:<tenant id>/<object id>\`.`;

const notAdmin = (hasAdmins: boolean): string =>
  hasAdmins
    ? "Only admins can do that. Whoever runs me names them in ADMIN_USERS."
    : "Nobody is an admin yet: whoever runs me names admins in ADMIN_USERS, for example slack:T0123ABCD/U0456EFGH.";

/** An entry with the question in it, to copy into knowledge/entries. */
function skeletonOf(question: string, nearest: string | null): string {
  const id = question
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 40);
  const day = new Date().toISOString().slice(0, 10);
  // No fence may end early, and no bold marks: Slack would read both.
  return `Copy this into \`knowledge/entries/${id || "new-entry"}.md\`, put something in place of all that stands in round brackets, and run \`npm run --silent counterweight -- knowledge check\`:
\`\`\`
---
title: (a short title)
questions:
  - ${JSON.stringify(question.replaceAll("`", "'").replaceAll(/\s+/g, " "))}
  - (a second way to ask it)
  - (a third way to ask it)
  - (a fourth way to ask it)
side: both
sources:
  (document id): [(coverage ids)]
reviewed: ${day}
standing: settled
related: [${nearest ?? "(id of an entry)"}]
---
(The answer, in at most 60 words.)

- (A point, in one or two sentences; put ** before and after the words to stand out.)
\`\`\``;
}
