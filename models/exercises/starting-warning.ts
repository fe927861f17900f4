import type { Check } from "./checks/check.ts";
import { CHECK_GROUNDS } from "./checks/kinds.ts";
import { needsFreshWeights } from "./needs-fresh-weights.ts";
import type { ExerciseRules } from "./rules.ts";

type Asked = { rules: ExerciseRules; checks: readonly Check[] };

/** What an exercise makes of a training that begins with other weights; null where it does not mind. */
export function startingWarning({ rules, checks }: Asked): string | null {
  if (needsFreshWeights(rules)) {
    return "The exercise limits how long is trained, so it does not take what starts from other weights.";
  }
  const count = checks.filter(({ test }) => CHECK_GROUNDS[test.kind] === "process").length;
  if (count === 0) return null;
  const what = count === 1 ? "a check" : `${count} checks`;
  return `The exercise has ${what} of how it was trained, which nothing passes that starts from other weights.`;
}
