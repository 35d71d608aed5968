/** Under the hood of a message in Teams: what was brought to the app, and the calls that posted what it said to it. */
import type { Explained, UnderTheHood } from "../protocol.ts";
import type { Args, Call, TeamsMessage } from "./types.ts";

/** How the latest answer with this summary came about, where that is known. */
export type ExplainInTeams = (summary: string) => Explained | undefined;

/** An activity that was brought to the app. */
export interface Brought {
  readonly body: Args;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly ackMs: number;
  readonly status: number;
}
interface Seen {
  readonly calls: readonly Call[];
  readonly messages: readonly TeamsMessage[];
}

const conversationOf = ({ body }: Brought): unknown => (body["conversation"] as Args | undefined)?.["id"];
const kindOf = ({ type, name }: Args): string => (typeof name === "string" ? `${String(type)} ${name}` : String(type));

/** What it is the answer to: the last that came in where it stands, or the last of all where it went elsewhere. */
function causeOf({ conversation }: TeamsMessage, first: Call, brought: readonly Brought[]): Brought | undefined {
  const before = brought.filter(({ at }) => at <= first.at);
  return before.findLast((each) => conversationOf(each) === conversation) ?? before.at(-1);
}

export function teamsHood(
  id: string,
  { calls: all, messages }: Seen,
  brought: readonly Brought[],
  explain: ExplainInTeams | undefined,
): UnderTheHood {
  const message = messages.find((each) => each.id === id);
  const explainedBy = (summary: unknown) => (typeof summary === "string" ? explain?.(summary) : undefined);
  const calls = all.filter(
    ({ status, said, path }) => status < 300 && (said?.["id"] === id || path.endsWith(`/activities/${id}`)),
  );
  const [first] = calls;
  const cause =
    message === undefined
      ? brought.findLast(({ body }) => body["id"] === id)
      : first && causeOf(message, first, brought);
  const explained = explainedBy(message?.activity["summary"]);
  return {
    calls: calls.map(({ method, path, body, at }) => ({
      method: `${method} ${decodeURIComponent(path)}`,
      args: body,
      ...(cause === undefined ? {} : { afterMs: at - cause.at }),
    })),
    ...(cause === undefined
      ? {}
      : {
          delivery: {
            kind: kindOf(cause.body),
            body: cause.body,
            ackMs: cause.ackMs,
            status: cause.status,
            tries: 1,
          },
        }),
    ...(explained === undefined ? {} : { explained }),
  };
}
