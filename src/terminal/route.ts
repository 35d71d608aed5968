/** The `route` command: which model may see a text, and why. */
import type { Route } from "../core/route/route.ts";
import type { Reply } from "../core/reply.ts";
import { type Io, type Json, objectLines, send, toJson } from "./json-lines.ts";
import { lookOf } from "./layout.ts";
import { render } from "./render.ts";

export interface RouteCommand {
  readonly text?: string | undefined;
  readonly json: boolean;
  readonly jsonl: boolean;
  readonly io: Io;
  readonly routeText: (text: string) => { readonly route: Route; readonly reply: Reply };
}

/** Returns the exit code: 0, or 2 for wrong use. */
export async function runRoute({ text, json, jsonl, io, routeText }: RouteCommand): Promise<number> {
  if (jsonl) {
    const shape = '{"id": …, "text": …}';
    await objectLines(io, shape, ({ id = null, text: asked }) =>
      typeof asked === "string"
        ? { id, ...asObject(routeText(asked).route) }
        : { id, error: `text is not a text; write ${shape}` },
    );
    return 0;
  }
  if (text === undefined || text.trim() === "") {
    await send(
      io.stderr,
      'There is no text; write one in quotes, for example: counterweight route "Is ann@example.com in the file?"\n',
    );
    return 2;
  }
  const { route, reply } = routeText(text);
  await send(io.stdout, `${json ? toJson(asObject(route)) : render(reply, lookOf(io.stdout))}\n`);
  return 0;
}

const asObject = ({ order, rules, because, found, complexity }: Route): Json => ({
  backend: order[0] ?? "none",
  order: [...order],
  rules: [...rules],
  because: [...because],
  found: [...found],
  complexity,
});
