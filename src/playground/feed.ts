/** Server-sent events: all that a person sees when a page opens, and from then on what changes. */
import type { ServerResponse } from "node:http";
import { type Change, keyOf } from "./protocol.ts";
import { type Sight, saidTo, shownTo } from "./see.ts";
import type { User } from "./workspace/types.ts";

const restMs = 20; // between looks, so that many changes are one
const beatMs = 15_000;

export interface Feed {
  /** Something may have changed. */
  changed(): void;
  /** @param client the tab that somebody looks at, where it tells its name */
  open(me: User, response: ServerResponse, client: string | undefined): void;
  readonly size: number;
  close(): void;
}

interface Reader {
  readonly me: string;
  readonly client: string | undefined;
  readonly response: ServerResponse;
  readonly said: Map<string, string>;
  readonly shown: Map<string, string>;
}

export function createFeed(sight: Sight): Feed {
  const readers = new Set<Reader>();
  let resting: NodeJS.Timeout | undefined;
  let closed = false;

  const send = (reader: Reader, whole: boolean): void => {
    const me = sight.workspace.user(reader.me);
    const change: Change = { ...(whole ? { whole: true } : {}), ...difference(reader, me, sight) };
    if (whole || change.said || change.gone || change.shown)
      reader.response.write(`data: ${JSON.stringify(change)}\n\n`);
  };
  const beat = setInterval(() => {
    for (const { response } of readers) response.write(": still here\n\n");
  }, beatMs).unref();

  return {
    get size() {
      return readers.size;
    },
    changed: () => {
      resting ??= setTimeout(() => {
        resting = undefined;
        for (const reader of readers) send(reader, false);
      }, restMs).unref();
    },
    open: (me, response, client) => {
      if (closed) {
        response.end();
        return;
      }
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write("retry: 1000\n\n");
      const reader: Reader = { me: me.id, client, response, said: new Map(), shown: new Map() };
      readers.add(reader);
      response.on("close", () => readers.delete(reader));
      send(reader, true);
    },
    close: () => {
      closed = true;
      clearInterval(beat);
      clearTimeout(resting);
      for (const { response } of readers) response.end();
      readers.clear();
    },
  };
}

/** What a reader does not know yet; afterwards it counts as known. */
function difference(reader: Reader, me: User, sight: Sight): Change {
  const said = saidTo(me, sight);
  const now = new Set<string>();
  const fresh = said.filter((each) => {
    const key = keyOf(each);
    now.add(key);
    const text = JSON.stringify(each);
    if (reader.said.get(key) === text) return false;
    reader.said.set(key, text);
    return true;
  });
  const gone = [...reader.said.keys()].filter((key) => !now.has(key));
  for (const key of gone) reader.said.delete(key);
  const shown = Object.entries(shownTo(me, reader.client, sight)).filter(([name, value]) => {
    const text = JSON.stringify(value);
    if (reader.shown.get(name) === text) return false;
    reader.shown.set(name, text);
    return true;
  });
  return {
    ...(fresh.length > 0 ? { said: fresh } : {}),
    ...(gone.length > 0 ? { gone } : {}),
    ...(shown.length > 0 ? { shown: Object.fromEntries(shown) } : {}),
  };
}
