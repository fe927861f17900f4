import type { Check } from "./checks/check.ts";

/** All that can be earned. */
export function pointsOf({
  checks,
  handPoints,
}: {
  checks: readonly Pick<Check, "points">[];
  handPoints: number;
}): number {
  return checks.reduce((sum, { points }) => sum + points, handPoints);
}
