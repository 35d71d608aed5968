/** A workload, and what to put side by side for it: what a cost summary is asked for. */
import type { Endpoint, Gpu, OpenModel, Precision, RentTerms } from "./book.ts";
import type { Stack } from "./constants.ts";
import type { Inputs } from "./inputs.ts";
import type { Layout } from "./layout.ts";
import type { Load } from "./load.ts";

export interface Workload {
  readonly inputs: Inputs;
  /** 99th percentile of seconds per output token; none when nobody waits. */
  readonly tpotLimitS: number | undefined;
  /** Seconds until the first token, at the planned load. */
  readonly ttftLimitS: number | undefined;
  /** Load of each hour of a day or a week over the mean. */
  readonly hourly: readonly number[];
  /** Measured; hours as somebody said them; or assumed: shaped anew after each ratio of peak to average. */
  readonly hourlyOrigin: "measured" | "hours" | "assumed";
  /** How the load is spread, where somebody said so. */
  readonly load: Load | undefined;
  /** Replicas follow the hours instead of standing for the peak. */
  readonly autoscaled: boolean;
  /** The machines are there already: they come first in what is said. */
  readonly owned: boolean;
  /** How many GPUs there are, of those that were named: what goes beyond them is said to be lacking. */
  readonly gpusAtHand: number | undefined;
  /** The data may not leave: what others run is only there to compare with. */
  readonly staysInside: boolean;
  /** With three, the service survives the loss of one. */
  readonly zones: number;
  readonly terms: RentTerms;
  readonly stack: Stack;
  /** What self-hosting runs. */
  readonly model: OpenModel;
  /** Somebody chose it; else it is the usual one. */
  readonly modelIsNamed: boolean;
  /** Given where the hardware is decided already. */
  readonly gpu: Gpu | undefined;
  readonly layout: Layout | undefined;
  readonly precision: Precision | undefined;
  /** As many as there are, where no more can be had. */
  readonly maxReplicas: number | undefined;
  /** Endpoints by name; hosts of the model stand beside them. */
  readonly endpoints: readonly Endpoint[];
  /** Somebody chose them; else they are the usual ones. */
  readonly endpointsAreNamed: boolean;
  /** Whether hosts of the model were chosen by name; else the cheapest are shown. */
  readonly smallEndpoint: Endpoint | undefined;
  /** Another currency to show sums in: prices are US dollars. */
  readonly currency: { readonly code: string; readonly usdPerUnit: number } | undefined;
  /** The day that prices are judged from. */
  readonly today: string;
}
