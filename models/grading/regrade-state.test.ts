import { expect, test } from "vitest";
import { regradeState } from "./regrade-state.ts";

const asked = { isOfLearner: true, outcome: null };
const answered = { isOfLearner: false, outcome: null };
const kept = { isOfLearner: false, outcome: "kept" } as const;
const changed = { isOfLearner: false, outcome: "changed" } as const;

test.each([
  [[], null],
  [[asked], "open"],
  [[asked, answered], "answered"],
  [[asked, answered, asked], "open"],
  [[asked, kept], "kept"],
  [[asked, kept, asked], "open"],
  [[asked, answered, changed], "changed"],
])("%j: %s", (thread, state) => {
  expect(regradeState(thread)).toBe(state);
});
