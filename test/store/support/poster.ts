/** What Slack is to the service: keeps what is posted, and notices what no person should see. */
import { createServer } from "node:http";

interface Message {
  readonly eventId: string;
  readonly conversation: string;
  text: string | undefined;
}

export interface Poster {
  readonly url: string;
  /** Messages about an event; more than one is an answer given twice. */
  readonly about: (eventId: string) => readonly Message[];
  /** Events in the order in which their answers were completed, by conversation. */
  readonly order: ReadonlyMap<string, readonly string[]>;
  /** Placeholders that came while an earlier one of the conversation still waited for its answer. */
  readonly tooEarly: readonly string[];
  readonly close: () => void;
}

export async function startPoster(): Promise<Poster> {
  const messages: Message[] = [];
  const order = new Map<string, string[]>();
  const tooEarly: string[] = [];
  const about = (eventId: string): Message[] => messages.filter((message) => message.eventId === eventId);

  const calls: Record<string, (body: Record<string, string>) => string | null> = {
    find: ({ eventId = "" }) => {
      const at = messages.findIndex((message) => message.eventId === eventId);
      return at < 0 ? null : String(at);
    },
    post: ({ eventId = "", conversation = "" }) => {
      const open = messages.some((m) => m.conversation === conversation && m.text === undefined);
      if (open) tooEarly.push(eventId);
      messages.push({ eventId, conversation, text: undefined });
      return String(messages.length - 1);
    },
    update: ({ ref = "", text = "" }) => {
      const message = messages[Number(ref)];
      if (!message) return null;
      if (message.text === undefined)
        order.set(message.conversation, [...(order.get(message.conversation) ?? []), message.eventId]);
      message.text = text;
      return ref;
    },
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, string>;
      response.end(JSON.stringify({ ref: calls[request.url?.slice(1) ?? ""]?.(body) ?? null }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, about, order, tooEarly, close };
}
