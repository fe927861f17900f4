import { expect, test } from "vitest";
import { mayGrade, mayGradeThis } from "./may-grade.ts";

test.each([
  ["instructor", true, true, true],
  ["assistant", true, true, false],
  ["learner", false, false, false],
] as const)("%s", (role, all, ofOthers, own) => {
  expect([mayGrade(role), mayGradeThis(role, false), mayGradeThis(role, true)]).toEqual([all, ofOthers, own]);
});
