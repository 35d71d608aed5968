/** What `/metrics` tells of the models. No label holds a word of anybody. */
import type * as Prom from "prom-client";
import type { ModelState } from "./metrics.ts";

export function modelMeters(
  prom: Pick<typeof Prom, "Counter" | "Gauge" | "Histogram">,
  registers: Prom.Registry[],
  states: () => readonly ModelState[],
) {
  const gauge = (name: string, help: string, value: (state: ModelState) => number) =>
    new prom.Gauge({
      name: `counterweight_model_${name}`,
      help,
      labelNames: ["backend"],
      registers,
      collect() {
        this.reset();
        for (const state of states()) this.set({ backend: state.name }, value(state));
      },
    });
  gauge("up", "1 while the model can be asked, 0 while it is left alone, busy or over its budget.", ({ isUp }) =>
    Number(isUp),
  );
  gauge(
    "today_usd",
    "What was spent on the model on this day (UTC), by the catalogue's prices.",
    ({ todayUsd }) => todayUsd,
  );
  return {
    calls: new prom.Counter({
      name: "counterweight_model_calls_total",
      help: "Requests to a model, by how they ended; also those that were not made (down, over-budget, busy).",
      labelNames: ["backend", "outcome"],
      registers,
    }),
    tokens: new prom.Counter({
      name: "counterweight_model_tokens_total",
      help: "Tokens as the server counts them, else a fourth of the characters.",
      labelNames: ["backend", "direction"],
      registers,
    }),
    usd: new prom.Counter({
      name: "counterweight_model_usd_total",
      help: "What that cost, by the catalogue's prices.",
      labelNames: ["backend"],
      registers,
    }),
    seconds: new prom.Histogram({
      name: "counterweight_model_seconds",
      help: "From a request to the whole answer of the model.",
      labelNames: ["backend"],
      buckets: [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 30],
      registers,
    }),
  };
}
