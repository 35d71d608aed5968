/** How the load of a workload is spread, where somebody said so: by the name of a profile, or by hours. */
import type { Evidence, Estimate } from "./book.ts";
import type { CostConstants } from "./constants.ts";
import { busyHoursOf, busyHoursText, type LoadProfile, profileFor, profileOf } from "./profile.ts";

export interface Load extends Evidence {
  /** "Office hours only, weekdays 8 to 18", "75% of the requests between 9 and 17 o'clock". */
  readonly name: string;
  /** Hours of a day or a week over their mean. */
  readonly hourly: readonly number[];
  readonly hourlyOrigin: "hours" | "assumed";
  readonly peakToAverage: Estimate;
}

/** @param said the id of a profile, or hours: "8-18", "8-18 weekdays", "75% 9-17" */
export function loadOf(said: string, { profiles }: CostConstants, today: string): Load | undefined {
  const found = profiles.find(({ id }) => id === said.trim().toLowerCase());
  if (found) return named(found);
  const hours = busyHoursOf(said);
  if (!hours) return undefined;
  const source = "you said the hours; evenly within them and evenly outside is an assumption of ours";
  return { name: busyHoursText(hours), ...shapeOf(profileOf(hours)), asOf: today, source };
}

function named({ name, peakToAverage, hours, asOf, source }: LoadProfile): Load {
  if (hours) return { name, ...shapeOf(profileOf(hours)), asOf, source };
  const peak = peakToAverage ?? { low: 1, expected: 1, high: 1 }; // the schema holds that there is one of both
  return { name, hourly: profileFor(peak.expected), hourlyOrigin: "assumed", peakToAverage: peak, asOf, source };
}

function shapeOf(hourly: readonly number[]): Pick<Load, "hourly" | "hourlyOrigin" | "peakToAverage"> {
  const peak = Math.max(...hourly);
  return { hourly, hourlyOrigin: "hours", peakToAverage: { low: peak, expected: peak, high: peak } };
}
