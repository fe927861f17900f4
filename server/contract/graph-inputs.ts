import type { z } from "zod";
import { estimateCostInput } from "./cost.ts";
import { saveDesignInput } from "./design.ts";
import { createExerciseInput, saveExerciseInput } from "./exercise.ts";
import type { GraphProcedure } from "./graph-procedures.ts";
import { submitInput } from "./submission.ts";

export const GRAPH_INPUTS = {
  "cost.estimate": estimateCostInput,
  "design.save": saveDesignInput,
  "exercise.create": createExerciseInput,
  "exercise.save": saveExerciseInput,
  "submission.submit": submitInput,
} as const satisfies Record<GraphProcedure, z.ZodType>;
