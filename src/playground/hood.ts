/** Under the hood: what came of one message, from Slack's delivery to the calls that posted the answer. */
import type { Brought } from "./courier.ts";
import type { Explained, UnderTheHood } from "./protocol.ts";
import type { Args, Call, Message } from "./workspace/types.ts";

/** How an answer with this text came about, where that is known. */
export type Explain = (text: string) => Explained | undefined;

const tsOf = ({ method, args, answer }: Call): unknown =>
  method === "chat.postEphemeral" ? answer["message_ts"] : (answer["ts"] ?? args["ts"]);
const channelOf = ({ args, answer }: Call): unknown => answer["channel"] ?? args["channel"];

/** The thread in which a delivery happened, and where. */
function threadOf({ body }: Brought): { readonly channel: unknown; readonly thread: unknown } {
  const event = body["event"] as Args | undefined;
  if (event !== undefined) {
    const about = (event["message"] ?? event) as Args;
    return { channel: event["channel"], thread: about["thread_ts"] ?? about["ts"] };
  }
  const container = (body["container"] ?? {}) as Args;
  return { channel: container["channel_id"], thread: container["thread_ts"] ?? container["message_ts"] };
}

/** What a message is the answer to: the delivery whose address it came through, or the last one of its thread. */
function causeOf(message: Message, calls: readonly Call[], brought: readonly Brought[]): Brought | undefined {
  const [first] = calls;
  if (first === undefined) return undefined;
  const before = brought.filter(({ at }) => at <= (first.at ?? Infinity));
  const id = first.answer["response_id"];
  if (typeof id === "string") return before.find(({ body }) => String(body["response_url"]).endsWith(`/${id}`));
  const inThread = before.findLast((each) => {
    const { channel, thread } = threadOf(each);
    return channel === message.channel && thread === (message.thread_ts ?? message.ts);
  });
  return inThread ?? before.findLast(({ kind }) => kind === "interactive");
}

export function underTheHood(
  message: Message,
  allCalls: readonly Call[],
  brought: readonly Brought[],
  explain: Explain | undefined,
): UnderTheHood {
  const calls = allCalls.filter(
    (call) => call.answer["ok"] === true && channelOf(call) === message.channel && tsOf(call) === message.ts,
  );
  const cause = message.bot_id === undefined ? ofMessage(message, brought) : causeOf(message, calls, brought);
  const explained = message.bot_id === undefined ? undefined : explain?.(message.text ?? "");
  return {
    calls: calls.map(({ method, args, at }) => ({
      method,
      args,
      ...(at === undefined || cause === undefined ? {} : { afterMs: at - cause.at }),
    })),
    ...(cause === undefined
      ? {}
      : {
          delivery: {
            kind: cause.kind,
            body: hidden(cause.body),
            ackMs: cause.ackMs,
            status: cause.status,
            tries: cause.tries,
          },
        }),
    ...(explained === undefined ? {} : { explained }),
  };
}

const ofMessage = (message: Message, brought: readonly Brought[]): Brought | undefined =>
  brought.findLast(({ body }) => {
    const event = body["event"] as Args | undefined;
    const about = (event?.["message"] ?? event) as Args | undefined;
    return event?.["channel"] === message.channel && about?.["ts"] === message.ts;
  });

/** Addresses that may be used are nobody's business. */
const hidden = (body: Args): Args =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) =>
      name === "response_url" || name === "trigger_id" || name === "token" ? [name, "…"] : [name, value],
    ),
  );
