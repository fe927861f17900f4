import type { NewExercise } from "./exercise.ts";

export const EMPTY_EXERCISE: NewExercise = {
  title: "New exercise",
  content: {
    text: "",
    pictures: {},
    start: { kind: "empty" },
    rules: { layers: null, maxParams: null, maxEpochs: null, maxTrainingSeconds: null },
    checks: [],
    handPoints: 0,
    rubric: [],
  },
  handIn: { late: { kind: "none" }, limits: { total: null, perDay: null } },
};
