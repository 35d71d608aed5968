/** What a chat platform is connected with: everything of the service that it may need. */
import type { Logger } from "pino";
import type { Writers } from "./answerer.ts";
import type { Config } from "./config.ts";
import type { Row } from "./core/assess/ports.ts";
import type { Depth } from "./core/platform.ts";
import type { Answered } from "./core/ports.ts";
import type { Question } from "./core/question.ts";
import type { Reply } from "./core/reply.ts";
import type { Http } from "./http.ts";
import type { Served } from "./knowledge-service.ts";
import type { Metrics } from "./metrics.ts";
import type { RouteText } from "./router.ts";
import type { Storage } from "./storage.ts";

/** Logs and counts that something happened, by a code. */
export type ByCode = (code: string, facts?: Readonly<Record<string, string | number>>) => void;

export interface Given {
  readonly config: Config;
  readonly served: Served;
  readonly log: Logger;
  readonly byCode: ByCode;
  readonly storage: Storage;
  readonly metrics: Metrics;
  readonly http: Http;
  readonly ready: () => Promise<readonly string[]>;
  /** Of all platforms. */
  readonly depth: () => Promise<Depth>;
  /** The models that word answers, where some are configured. */
  readonly writers?: Writers | undefined;
  readonly routeText: RouteText;
  /** Told of every change to an assessment: it may stand on another platform, too. */
  readonly changed: (row: Row) => Promise<void>;
  /** Told of every question and its answer: for whoever wants to know how it came about. */
  readonly heard?: ((question: Question, answered: Answered) => void) | undefined;
  /** The same of what was reckoned without a question: by a form, or a button. */
  readonly told?: ((reply: Reply) => void) | undefined;
}
