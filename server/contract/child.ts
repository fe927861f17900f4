import { z } from "zod";
import { modelGraph } from "#models/graph/schema.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { epochMetrics, evaluation, mistake } from "#models/training/metrics.ts";
import { engineName } from "./worker.ts";
import { runFailure, runProgress } from "./run.ts";

/** Worker to child, one JSON line on the child's stdin. The first is the task, later ones say that it is still wanted. */
export const toChild = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("train"),
    engine: engineName,
    graph: modelGraph,
    hyperParameters,
    /** Folder of the packed dataset. */
    datasetDir: z.string(),
    /** Folder that the child writes the trained network and its checkpoints into. */
    outDir: z.string(),
    attempt: z.int(),
    /** How long the worker may not be heard of before its run is another's. */
    leaseMs: z.number(),
    /** The last epoch that the run's history holds. */
    recordedEpoch: z.int(),
    /** Checkpoint to go on from, null to begin. */
    resumeFrom: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("predict"),
    modelFile: z.string(),
    datasetDir: z.string(),
    image: z.union([
      z.object({ validationIndex: z.int().min(0) }),
      /** Raw RGB of the dataset's size, base64. */
      z.object({ pixels: z.base64() }),
    ]),
  }),
  /** The worker is there, and the history holds this epoch. */
  z.object({ kind: z.literal("held"), recordedEpoch: z.int() }),
  z.object({ kind: z.literal("cancel") }),
  z.object({ kind: z.literal("pause") }),
]);
export type ToChild = z.infer<typeof toChild>;
export type ChildTask = Extract<ToChild, { kind: "train" | "predict" }>;

/** Child to worker, one JSON line each on the child's stdout. stderr is its log. */
export const fromChild = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("progress"), progress: runProgress }),
  z.object({ kind: z.literal("epoch"), metrics: epochMetrics, isBest: z.boolean() }),
  z.object({
    kind: z.literal("trained"),
    bestEpoch: z.int(),
    test: evaluation,
    validation: evaluation,
    mistakes: z.array(mistake),
    modelFile: z.string(),
    weightsFile: z.string(),
    peakMemoryBytes: z.int(),
  }),
  z.object({ kind: z.literal("predicted"), probabilities: z.array(z.number()) }),
  z.object({ kind: z.literal("cancelled") }),
  /** Its checkpoint lies in `outDir`. */
  z.object({ kind: z.literal("paused"), epoch: z.int(), step: z.int(), steps: z.int() }),
  /** The checkpoint to go on from is damaged, or of another task; nothing has been done. */
  z.object({ kind: z.literal("unusable"), reason: z.string() }),
  z.object({ kind: z.literal("failed"), failure: runFailure }),
]);
export type FromChild = z.infer<typeof fromChild>;
