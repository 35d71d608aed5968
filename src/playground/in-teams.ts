/** One message as it would be in Teams. Who draws it there is handed in: this room knows neither edge. */
import type { InTeams, Json } from "./protocol.ts";
import { problemsOfActivity } from "./teams-rules.ts";
import type { Message } from "./workspace/types.ts";

/** The activity that Teams would be sent in place of this message of the app, where that is known. */
export type DrawInTeams = (message: {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly isPrivate: boolean;
  /** Who looks. */
  readonly reader: string;
}) => Promise<{ readonly activity: Json; readonly note?: string } | undefined>;

const none = "This message has no Teams form here: it is a word in passing, or the playground was started again since.";

export async function inTeams(message: Message, reader: string, draw: DrawInTeams | undefined): Promise<InTeams> {
  const { channel, ts, text = "", only, bot_id: bot } = message;
  const drawn =
    bot === undefined ? undefined : await draw?.({ channel, ts, text, isPrivate: only !== undefined, reader });
  return drawn === undefined ? { why: none } : { ...drawn, problems: problemsOfActivity(drawn.activity) };
}
