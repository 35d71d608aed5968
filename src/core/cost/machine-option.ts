/** A model on machines of one's own: rented by the hour, or bought. Cost model, sections 2.5, 2.7 and 2.8. */
import { architectureCaveats } from "./caveats.ts";
import type { CostDesk } from "./desk.ts";
import { type Fleet, fleetOf } from "./fleet.ts";
import { type Hardware, plannedRequestsPerS } from "./hardware.ts";
import { days, type Inputs, secondsPerDay, type Setting } from "./inputs.ts";
import { machineLines } from "./machine-lines.ts";
import { type CostOption, type Running, runningLines, runningParts, type Staircase, totalOf } from "./option.ts";
import { gpuMonth, gpusOwned, gpusPaid, type Tenure } from "./tenure.ts";
import type { Workload } from "./workload.ts";

export interface MachineOption extends CostOption {
  readonly hardware: Hardware;
  readonly tenure: Tenure;
  readonly inputs: Inputs;
  readonly fleet: (setting: Setting) => Fleet;
  readonly staircase: (setting: Setting) => Staircase;
  /** US dollars of machines for one request if they were busy at every moment. */
  readonly usdPerRequestWhenBusy: (setting: Setting) => number;
}

interface MachineContext {
  readonly workload: Workload;
  readonly desk: CostDesk;
  readonly inputs: Inputs;
  /** What the title says of machines that are not rented. */
  readonly bought?: string;
}

export const machineRunning: Running = { fte: "selfHostedPeopleFte", withSoftware: true };

export function machineOption(
  hardware: Hardware,
  tenure: Tenure,
  { workload, desk, inputs, bought = "bought" }: MachineContext,
): MachineOption {
  const { model, gpu, W } = hardware.replica;
  const fleet = (setting: Setting): Fleet =>
    fleetOf(setting.values, plannedRequestsPerS(hardware, setting), W / 1e9, workload);
  const parts = (setting: Setting): number[] => {
    const gpus = gpusPaid(hardware, tenure, fleet(setting));
    return [
      ...gpuMonth(hardware, tenure, setting).map((usd) => usd * gpus),
      ...runningParts(machineRunning, setting.values),
    ];
  };
  const owned = tenure.kind === "owned";
  return {
    id: `${owned ? "owned" : "self-hosted"}:${model.id}`,
    kind: owned ? "owned" : "self-hosted",
    title: `${model.name} on ${hardware.title}, ${owned ? bought : `rented ${workload.terms}`}`,
    hardware,
    tenure,
    inputs,
    fleet,
    parts,
    lines: (setting) => [
      ...machineLines(hardware, tenure, { setting, inputs, workload, fleet: fleet(setting) }),
      ...runningLines(machineRunning, inputs, setting),
    ],
    staircase: (setting) => staircaseOf(hardware, tenure, setting, workload),
    usdPerRequestWhenBusy: (setting) => {
      const usd = totalOf(gpuMonth(hardware, tenure, setting)) * hardware.replica.layout.gpus;
      const perDay = (plannedRequestsPerS(hardware, setting) * secondsPerDay) / (1 + setting.values.retryShare);
      return usd / (days * perDay);
    },
    notes: architectureCaveats(model, gpu, workload.tpotLimitS),
    modelSigma: sigmaOf(hardware, workload, desk),
  };
}

function staircaseOf(hardware: Hardware, tenure: Tenure, setting: Setting, workload: Workload): Staircase {
  const { values: v } = setting;
  const { layout } = hardware.replica;
  const perGpu = totalOf(gpuMonth(hardware, tenure, setting));
  const spare = workload.zones >= 3 ? 1.5 : 1;
  const peak = workload.autoscaled && tenure.kind === "rented" ? 1 : v.peakToAverage;
  const perReplica =
    (secondsPerDay * v.u_max * plannedRequestsPerS(hardware, setting)) / (peak * (1 + v.retryShare) * spare);
  // Bought machines come as servers, which hold one replica or several, where it is not known how many there are.
  const stepGpus = tenure.kind === "owned" ? gpusOwned(layout.gpus, hardware, tenure) : layout.gpus;
  const perStep = stepGpus / layout.gpus;
  const N_max = workload.maxReplicas === undefined ? undefined : Math.floor(workload.maxReplicas / perStep);
  return {
    F: totalOf(runningParts(machineRunning, v)),
    g: stepGpus * perGpu,
    q: perReplica * perStep,
    N_min: Math.ceil((v.floorReplicas * spare) / perStep),
    N_max,
  };
}

/** How far the logarithm of throughput may be off: less where this kind of model and stack was measured. */
function sigmaOf({ replica }: Hardware, { stack }: Workload, { book }: CostDesk): number {
  const { modelError, measured } = book.constants;
  const isMeasured =
    stack === "tuned" && measured.vendors.includes(replica.gpu.vendor) && measured.models.includes(replica.model.id);
  return (isMeasured ? modelError.measured : modelError.unmeasured).expected;
}
