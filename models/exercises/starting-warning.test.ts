import { expect, test } from "vitest";
import type { Check } from "./checks/check.ts";
import { NO_RULES } from "./no-rules.ts";
import { startingWarning } from "./starting-warning.ts";

const checkOf = (test: Check["test"]): Check => ({ id: test.kind, test, points: 1, message: "" });
const accuracy = checkOf({ kind: "accuracy", min: 0.5 });
const seed = checkOf({ kind: "seed", seed: 1 });

test.each([
  [{ rules: NO_RULES, checks: [accuracy] }, "nothing"],
  [{ rules: { ...NO_RULES, maxParams: 10 }, checks: [] }, "nothing"],
  [{ rules: { ...NO_RULES, maxEpochs: 10 }, checks: [] }, "does not take"],
  [{ rules: { ...NO_RULES, maxTrainingSeconds: 10 }, checks: [seed] }, "does not take"],
  [{ rules: NO_RULES, checks: [accuracy, seed] }, "a check of how"],
  [{ rules: NO_RULES, checks: [seed, checkOf({ kind: "early-stopping" })] }, "2 checks of how"],
])("an exercise says before a training what it makes of other weights: %#", (asked, expected) => {
  expect(startingWarning(asked) ?? "nothing").toContain(expected);
});
