import { expect, test } from "vitest";
import { newCriterion } from "./new-criterion.ts";

test("each has an id of its own, also after one was removed", () => {
  const [first, second] = [newCriterion([]), newCriterion([newCriterion([])])];
  expect([first.id, second.id]).toEqual(["criterion-1", "criterion-2"]);
  expect(newCriterion([second]).id).toBe("criterion-1");
});
