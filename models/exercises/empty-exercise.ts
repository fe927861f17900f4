import type { NewExercise } from "./exercise.ts";

export const EMPTY_EXERCISE: NewExercise = {
  title: "New exercise",
  content: {
    text: "",
    pictures: {},
    isNetworkAsked: true,
    start: { kind: "empty" },
    rules: { layers: null, maxParams: null, maxEpochs: null, maxTrainingSeconds: null },
    checks: [],
    questions: [],
    solutions: "never",
    handPoints: 0,
    rubric: [],
  },
  keys: {},
  handIn: { late: { kind: "none" }, limits: { total: null, perDay: null } },
};
