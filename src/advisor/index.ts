import { admin } from "./admin.ts";
import { ask } from "./ask.ts";
import type { Advisor } from "./asked.ts";
import { compare } from "./compare.ts";
import { cost } from "./cost.ts";
import { decide } from "./decide.ts";
import { gap } from "./gap.ts";
import { help } from "./help.ts";
import { smalltalk } from "./smalltalk.ts";
import { unsafe } from "./unsafe.ts";

/** Everything that people can ask for, in the order in which it is tried: the first that has a reply gives it. */
export const advisors: readonly Advisor[] = [
  unsafe,
  help(() => advisors),
  smalltalk,
  admin,
  cost,
  decide,
  compare,
  gap,
  ask,
];
