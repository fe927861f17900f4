import { expect, test } from "vitest";
import { EMPTY_CELL, gradeStanding } from "./grade-standing.ts";

const [BEFORE, NOW, AFTER] = ["2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z"];
const scored = { ...EMPTY_CELL, state: "scored", points: 4 } as const;

test.each([
  [EMPTY_CELL, null, "open"],
  [EMPTY_CELL, AFTER, "open"],
  [EMPTY_CELL, BEFORE, "missing"],
  // At the deadline itself something is still taken.
  [EMPTY_CELL, NOW, "open"],
  [{ ...EMPTY_CELL, extendedTo: AFTER }, BEFORE, "open"],
  [{ ...EMPTY_CELL, extendedTo: BEFORE }, AFTER, "open"],
  [scored, BEFORE, "graded"],
  [{ ...scored, draft: 5 }, BEFORE, "draft"],
  [{ ...EMPTY_CELL, state: "queued" } as const, BEFORE, "unscored"],
  [{ ...EMPTY_CELL, isConcealed: true }, BEFORE, "unscored"],
  [{ ...EMPTY_CELL, state: "failed" } as const, BEFORE, "unscored"],
])("%j, due %s: %s", (cell, dueAt, expected) => {
  expect(gradeStanding(cell, dueAt, NOW)).toBe(expected);
});
