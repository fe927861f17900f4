import { expect, test } from "vitest";
import { freePointsOf } from "./free-points-of.ts";
import { judgeRubric, rubricMax } from "./judge-rubric.ts";
import { keptLevels } from "./kept-levels.ts";
import { rubric, type Rubric } from "./rubric.ts";

const levels = [
  { title: "Not yet", points: 0 },
  { title: "In part", points: 1.5 },
  { title: "Well", points: 4 },
];
const two: Rubric = [
  { id: "argued", title: "The choice is argued", levels },
  { id: "curves", title: "The curves are read", levels: levels.slice(0, 2) },
];

test("the most is the best level of each criterion", () => {
  expect(rubricMax(two)).toBe(5.5);
  expect(rubricMax([])).toBe(0);
});

test.each([
  [{ argued: 2, curves: 1 }, 5.5, []],
  [{ argued: 1 }, 1.5, ["curves"]],
  // A level that was taken out since, and a criterion.
  [{ argued: 0, curves: 2, gone: 1 }, 0, ["curves"]],
  [{}, 0, ["argued", "curves"]],
])("%j: %d points, open %j", (chosen, points, open) => {
  const judged = judgeRubric(two, chosen);
  expect([judged.points, judged.open.map(({ id }) => id)]).toEqual([points, open]);
});

test("criteria have ids of their own, a name and at least one level", () => {
  expect(rubric.safeParse([two[0], two[0]]).success).toBe(false);
  expect(rubric.safeParse([{ ...two[0], levels: [] }]).success).toBe(false);
  expect(rubric.safeParse([{ ...two[0], title: " " }]).success).toBe(false);
});

test("levels that were chosen are kept where the criterion still means the same", () => {
  const before = { rubric: two, levels: { argued: 2, curves: 1 } };
  expect(keptLevels(before, two.toReversed())).toEqual({ argued: 2, curves: 1 });
  const [argued, curves] = [two[0]!, two[1]!];
  expect(keptLevels(before, [{ ...argued, levels: levels.toReversed() }, curves])).toEqual({ curves: 1 });
  expect(keptLevels(before, [{ ...argued, title: "Something else" }])).toEqual({});
});

test("what is given freely is what belongs to no answer", () => {
  expect(freePointsOf({ points: 0.3, answerPoints: { why: 0.1 } })).toBe(0.2);
  expect(freePointsOf({ points: 2, answerPoints: { why: 3 } })).toBe(0);
});
