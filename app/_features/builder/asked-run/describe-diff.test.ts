import { expect, test } from "vitest";
import { describeDiff } from "./describe-diff.ts";

const SAME = { added: [], removed: [], changed: [], isRewired: false };

test.each([
  [{ ...SAME, added: ["a"], changed: ["b", "c"], isRewired: true }, "1 layer added, 2 changed"],
  [{ ...SAME, removed: ["a", "b"] }, "2 layers removed"],
  [{ ...SAME, isRewired: true }, "other connections"],
])("%#", (diff, said) => {
  expect(describeDiff(diff)).toBe(said);
});
