import { expect, test } from "vitest";
import type { Gradebook, GradebookCell } from "#server/contract/gradebook.ts";
import { arrangeGradebook, type GradebookFilter } from "./arrange-gradebook.ts";

const cellOf = (learner: number, exercise: number, values: Partial<GradebookCell>): GradebookCell => ({
  learner,
  exercise,
  submissionId: `of ${learner} ${exercise}`,
  state: "scored",
  points: null,
  draft: null,
  latePercent: null,
  extendedTo: null,
  isConcealed: false,
  ...values,
});
const book: Gradebook = {
  now: "2026-03-02T00:00:00Z",
  exercises: [
    { id: "past", title: "Past", points: 10, isPublished: true, dueAt: "2026-03-01T00:00:00Z" },
    { id: "open", title: "Open", points: 5, isPublished: true, dueAt: "2026-03-09T00:00:00Z" },
    { id: "draft", title: "Draft", points: 99, isPublished: false, dueAt: "2026-03-01T00:00:00Z" },
  ],
  learners: ["First", "Second", "Third"].map((name) => ({ id: name, name, isMember: true })),
  cells: [
    cellOf(0, 0, { points: 9, latePercent: 10 }),
    cellOf(0, 1, { points: 4, draft: 5 }),
    cellOf(1, 0, { points: 5 }),
    cellOf(2, 1, { submissionId: null, state: null, extendedTo: "2026-03-10T00:00:00Z" }),
  ],
};
const all: GradebookFilter = { search: "", exerciseId: null, narrowing: "all" };
const namesOf = (filter: Partial<GradebookFilter>) =>
  arrangeGradebook(book, { ...all, ...filter }).rows.map(({ learner }) => learner.name);

test("learners by exercises, with what is missing and what the class has", () => {
  const { rows, exercises, maxTotal } = arrangeGradebook(book, all);
  expect(rows.map(({ total }) => total)).toEqual([13, 5, 0]);
  expect(maxTotal).toBe(15);
  expect(rows.map(({ cells }) => cells.map(({ standing }) => standing))).toEqual([
    ["graded", "draft", "open"],
    ["graded", "open", "open"],
    ["missing", "open", "open"],
  ]);
  expect(exercises.map(({ statistics }) => statistics)).toEqual([
    { count: 2, mean: 7, median: 7, missing: 1 },
    { count: 1, mean: 4, median: 4, missing: 0 },
    { count: 0, mean: null, median: null, missing: 0 },
  ]);
});

test("filters name learners, and statistics are of those", () => {
  expect(namesOf({ search: " S" })).toEqual(["First", "Second"]);
  expect(namesOf({ narrowing: "missing" })).toEqual(["Third"]);
  expect(namesOf({ narrowing: "late" })).toEqual(["First"]);
  expect(namesOf({ narrowing: "draft" })).toEqual(["First"]);
  expect(namesOf({ narrowing: "extended" })).toEqual(["Third"]);
  expect(namesOf({ narrowing: "missing", exerciseId: "open" })).toEqual([]);
  const one = arrangeGradebook(book, { ...all, search: "second", exerciseId: "past" });
  expect(one.exercises.map(({ id, statistics }) => [id, statistics.mean])).toEqual([["past", 5]]);
  expect(one.maxTotal).toBe(10);
});
