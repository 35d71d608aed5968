/** Teams' door, `POST /api/messages`: who may come in, with what. Whoever is not let in costs no more than this file. */
import express, {
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type Response,
  type Router,
} from "express";
import { type Incoming, Malformed, readIncoming } from "./incoming.ts";
import type { Log } from "./ports.ts";
import type { MayServe } from "./service-url.ts";
import type { Checked, Claims, TokenCheck } from "./token.ts";
import type { Handled, Transport } from "./transport.ts";

export interface DoorOptions {
  readonly router: Router;
  readonly transport: Transport;
  /** Undefined for a local emulator, which has no token. */
  readonly check: TokenCheck | undefined;
  readonly mayServe: MayServe;
  /** Tenants whose people may use us; any when empty. */
  readonly tenants: ReadonlySet<string>;
  /** @throws when it cannot be written down */
  readonly handle: (incoming: Incoming) => Promise<Handled>;
  readonly log: Log;
}

const path = "/api/messages";
// Teams sends no more than about 100 KB; room for what others call long, so that it is told so and not cut off.
const longestBody = "4mb";
const longestRestMs = 1_000;

interface Locals {
  claims?: Claims | undefined;
}

export function openDoor({ router, transport, check, mayServe, tenants, handle, log }: DoorOptions): void {
  const tell = atMostOncePerMinute(log);
  const refuse = (request: Request, response: Response, status: number, why: string, says: string): void => {
    tell(why);
    // Who is answered before all of a body came would hold the connection for minutes, and a stop along with it.
    response.once("finish", () => {
      if (!request.complete) setTimeout(() => request.destroy(), longestRestMs).unref();
    });
    response.status(status).json({ error: says });
  };

  // Express 5 takes a promise that is rejected to the error handler.
  const knock = async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const checked: Checked = check
      ? await check(request.headers.authorization)
      : { ok: true, claims: { serviceUrl: undefined, endorsements: [] } };
    if (checked.ok) {
      (response.locals as Locals).claims = checked.claims;
      next();
    } else if (checked.why === "no-keys")
      refuse(request, response, 503, "no-keys", "The keys that tokens are checked with can't be read just now.");
    else refuse(request, response, 401, checked.why, "This address is for the Bot Framework, with its token.");
  };

  const enter = async (request: Request, response: Response): Promise<void> => {
    const { claims } = response.locals as Locals;
    let incoming: Incoming;
    try {
      incoming = readIncoming(request.body);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      return refuse(request, response, 400, "malformed-activity", "That is no activity that I can read.");
    }
    const { where } = incoming;
    if (check && (claims?.serviceUrl === undefined || claims.serviceUrl !== where.serviceUrl))
      return refuse(request, response, 401, "service-url-claim", "The token is for another service.");
    if (claims && claims.endorsements.length > 0 && !claims.endorsements.includes(where.channelId))
      return refuse(request, response, 401, "endorsement", "The token is for another channel.");
    if (!mayServe(where.serviceUrl))
      return refuse(request, response, check ? 401 : 403, "service-url", "I don't answer to that service.");
    if (check && where.channelId !== "msteams")
      return refuse(request, response, 403, "channel", "I only talk in Microsoft Teams.");
    if (tenants.size > 0 && !tenants.has(where.tenant))
      return refuse(request, response, 403, "tenant", "I only talk to the people of another organisation.");
    await transport.receive(request, response, async () => {
      try {
        return await handle(incoming);
      } catch (error) {
        // No acknowledgement: what could not be written down has not arrived.
        log("teams-not-accepted", { error: error instanceof Error ? error.name : typeof error });
        return { status: 503 };
      }
    });
  };

  // Express knows an error handler by its four parameters. What a parser says repeats what it could not parse.
  const onError: ErrorRequestHandler = (error: unknown, request, response, next) => {
    const status = (error as { status?: unknown }).status;
    if (response.headersSent || typeof status !== "number" || status < 400 || status > 499) return next(error);
    const says = status === 413 ? "That is more than 4 MB." : "That is no JSON object.";
    refuse(request, response, status, status === 413 ? "too-large" : "malformed-body", says);
  };
  router.post(path, knock, express.json({ limit: longestBody, type: () => true, strict: true }), enter);
  router.use(path, onError);
}

/** Forgeries come in thousands: of each kind, a line a minute tells how many. */
function atMostOncePerMinute(log: Log): (why: string) => void {
  const counts = new Map<string, { count: number; since: number }>();
  return (why) => {
    const now = Date.now();
    const seen = counts.get(why) ?? { count: 0, since: Number.NEGATIVE_INFINITY };
    seen.count += 1;
    if (now - seen.since >= 60_000) {
      log("teams-turned-away", { why, count: seen.count });
      Object.assign(seen, { count: 0, since: now });
    }
    counts.set(why, seen);
  };
}
