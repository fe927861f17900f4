import type { z } from "zod";
import { estimateCostInput } from "./cost.ts";
import { saveDesignInput } from "./design.ts";
import { createExerciseInput, saveExerciseInput } from "./exercise.ts";

/**
 * Procedures that take a network. Their input is long, so it is sent alone, never in a batch with others, and is read
 * apart from what everybody waits for.
 */
export const GRAPH_INPUTS = {
  "cost.estimate": estimateCostInput,
  "design.save": saveDesignInput,
  "exercise.create": createExerciseInput,
  "exercise.save": saveExerciseInput,
} as const satisfies Record<string, z.ZodType>;

export type GraphProcedure = keyof typeof GRAPH_INPUTS;

export function isGraphProcedure(path: string): path is GraphProcedure {
  return Object.hasOwn(GRAPH_INPUTS, path);
}
