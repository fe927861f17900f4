import type { ExerciseRules } from "./rules.ts";

export const NO_RULES: ExerciseRules = {
  layers: null,
  maxParams: null,
  maxEpochs: null,
  maxTrainingSeconds: null,
};
