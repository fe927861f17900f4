import { expect, test } from "vitest";
import { check, type Check } from "#models/exercises/checks/check.ts";
import { CHECK_KINDS } from "#models/exercises/checks/kinds.ts";
import { CHECK_MENU, newCheck } from "./new-check.ts";

test("every kind is in the menu once, and begins as a check that can be saved", () => {
  const kinds = CHECK_MENU.flatMap((group) => group.kinds.map(({ kind }) => kind));
  expect(kinds.toSorted()).toEqual(CHECK_KINDS.toSorted());
  for (const kind of kinds) expect(check.safeParse(newCheck(kind, [])).success).toBe(true);
});

test("no two have the same id", () => {
  const checks: Check[] = [];
  for (let time = 0; time < 3; time += 1) checks.push(newCheck("accuracy", checks));
  expect(checks.map(({ id }) => id)).toEqual(["accuracy-1", "accuracy-2", "accuracy-3"]);
});
