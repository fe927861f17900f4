import { expect, test } from "vitest";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import type { ExerciseDetails } from "#server/contract/exercise.ts";
import { draftOf, inputOf } from "./exercise-draft.ts";

const exercise: ExerciseDetails = {
  ...EMPTY_EXERCISE,
  id: "00000000-0000-4000-8000-000000000000",
  cohortId: "00000000-0000-4000-8000-000000000001",
  points: 0,
  isPublished: false,
  isCompetition: false,
  opensAt: null,
  dueAt: "2026-03-29T21:59:59.000Z",
  extendedTo: null,
  closesAt: null,
  state: "draft",
  now: "2026-03-01T00:00:00.000Z",
  datasetId: null,
  revision: 3,
  extensions: [],
  namesShown: null,
  designs: [],
};

test("times are the instructor's own, and what was not touched stays as it was", () => {
  const draft = draftOf(exercise, "Europe/Berlin");
  expect(draft).toMatchObject({ opens: "", due: "2026-03-29T23:59" });
  const saved = inputOf({ ...draft, opens: "2026-03-28T08:00" }, exercise, "Europe/Berlin");
  expect(saved).toMatchObject({ revision: 3, opensAt: "2026-03-28T07:00:00.000Z", dueAt: exercise.dueAt });
  expect(inputOf({ ...draft, due: "" }, exercise, "Europe/Berlin").dueAt).toBeNull();
});
