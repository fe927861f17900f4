import { expect, test } from "vitest";
import { farMarks, proposeGrade } from "./propose.ts";

const NOTHING = { levels: {}, answerPoints: {} };
const asked = { rubric: [], handPoints: 10, questions: [] };
const free = (...points: number[]) => points.map((each) => ({ ...NOTHING, points: each }));
const rubric = [
  {
    id: "argued",
    title: "Argued",
    levels: [0, 2, 5].map((points) => ({ title: `${points}`, points })),
  },
];
const judged = (...places: number[]) =>
  places.map((argued) => ({ points: [0, 2, 5][argued] ?? 0, levels: { argued }, answerPoints: {} }));

test.each([
  ["median", [1, 2, 9], 2],
  ["median", [1, 2], 1.5],
  ["mean", [1, 2, 9], 4],
  ["mean", [1, 1, 2], 1.33],
] as const)("%s of %j", (method, points, expected) => {
  expect(proposeGrade(free(...points), { ...asked, method })).toEqual({ ...NOTHING, points: expected });
});

test("by a rubric each criterion has a level of its own", () => {
  const by = { ...asked, rubric };
  const told = (place: number, points: number) => ({ points, levels: { argued: place }, answerPoints: {} });
  expect(proposeGrade(judged(0, 2, 2), { ...by, method: "median" })).toEqual(told(2, 5));
  expect(proposeGrade(judged(0, 1, 2), { ...by, method: "mean" })).toEqual(told(1, 2));
  expect(proposeGrade([], { ...by, method: "mean" })).toBeNull();
});

test("each answer has points of its own, beside those that belong to none", () => {
  const questions = [{ id: "why", points: 3 }];
  const marks = [1, 3, 2].map((why) => ({ points: why + 4, levels: {}, answerPoints: { why } }));
  const by = { ...asked, questions, method: "median" } as const;
  expect(proposeGrade(marks, by)).toEqual({ points: 6, levels: {}, answerPoints: { why: 2 } });
  // Worth less since.
  expect(proposeGrade(marks, { ...by, handPoints: 1, questions: [{ id: "why", points: 1 }] })).toEqual({
    points: 2,
    levels: {},
    answerPoints: { why: 1 },
  });
});

test("what no mark says anything of, since it is asked by now, comes to nothing", () => {
  expect(proposeGrade(free(1, 2), { ...asked, rubric, method: "median" })).toBeNull();
  const questions = [{ id: "new", points: 1 }];
  expect(proposeGrade(free(1, 2), { ...asked, questions, method: "median" })).toBeNull();
});

test.each([
  [
    [8, 8, 2],
    [false, false, true],
  ],
  [
    [8, 2],
    [false, false],
  ],
  [
    [5, 6, 7],
    [false, false, false],
  ],
] as const)("far from the others: %j", (points, expected) => {
  expect(farMarks(points, 10)).toEqual(expected);
});
