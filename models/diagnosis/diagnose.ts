import { findChance } from "./chance.ts";
import { findDeadUnits } from "./dead-units.ts";
import type { Finding, RunFacts } from "./finding.ts";
import { findGap } from "./gap.ts";
import { findLateStatistics } from "./late-statistics.ts";
import { findRisingLoss } from "./rising-loss.ts";
import { findStillLearning } from "./still-learning.ts";

const FINDERS = [findRisingLoss, findChance, findDeadUnits, findLateStatistics, findGap, findStillLearning];

/**
 * What can be said of how a run learns, the gravest first. Each finder has its thresholds, with where they come from. A loss
 * that is no number ends a run, and the engine says then what led to it: see `explainNotFinite`.
 */
export function diagnose(facts: RunFacts): Finding[] {
  return FINDERS.flatMap((find) => find(facts) ?? []);
}
