import { z } from "zod";
import { RUN_STATES } from "./run-states.ts";
import { curveTail } from "./stored-curve.ts";

export type { RunState } from "./run-states.ts";

export const runState = z.enum(RUN_STATES);

export const runFailure = z.object({
  code: z.enum([
    "NOT_FINITE",
    "OUT_OF_MEMORY",
    "CHILD_CRASHED",
    "INVALID_GRAPH",
    "DATASET_MISSING",
    "DISK_FULL",
    "GAVE_UP",
    "INTERNAL",
  ]),
  /** For the learner: what happened and what to try. */
  message: z.string(),
});
export type RunFailure = z.infer<typeof runFailure>;

/** Where a running epoch is. Replaced several times a second, never a history. */
export const runProgress = z.object({
  attempt: z.int(),
  phase: z.enum(["preparing", "training", "validating", "testing"]),
  epoch: z.int().min(0),
  epochs: z.int(),
  step: z.int().min(0),
  steps: z.int(),
  loss: z.number().nullable(),
  /** The task's, by name, over this epoch so far. */
  metrics: z.record(z.string(), z.number()).default({}),
  imagesPerSecond: z.number().nullable(),
  /** Until the run's end; null until it can be told. */
  secondsLeft: z.number().nullable(),
  /** Its newest steps; none before the first. */
  tail: curveTail.optional(),
});
export type RunProgress = z.infer<typeof runProgress>;

/** Where a paused run stopped and goes on. */
export const runPausePoint = z.object({
  /** The epoch it stopped in, counted from 1. */
  epoch: z.int().min(1),
  /** Steps done in that epoch, and how many it has; null where no worker has counted them. */
  step: z.int().min(0),
  steps: z.int().nullable(),
  /** The worker that was to go on found no checkpoint to go on from. */
  isCheckpointLost: z.boolean(),
  /** Nobody paused it: the server's disk was full. */
  isDiskFull: z.boolean().optional(),
});
export type RunPausePoint = z.infer<typeof runPausePoint>;
