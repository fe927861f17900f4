import { z } from "zod";
import { modelGraph } from "#models/graph/schema.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { epochMetrics, evaluation, mistake } from "#models/training/metrics.ts";
import { idempotencyKey } from "./creating.ts";
import { oneLine } from "./one-line.ts";

export const runState = z.enum(["queued", "running", "paused", "finished", "failed", "cancelled"]);
export type RunState = z.infer<typeof runState>;

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
  accuracy: z.number().nullable(),
  imagesPerSecond: z.number().nullable(),
  /** Until the run's end; null until it can be told. */
  secondsLeft: z.number().nullable(),
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

/** What can happen to a run, once each. Stored in order and numbered. */
export const runEventBody = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("queued") }),
  /**
   * A new attempt takes over after epoch `fromEpoch`, or after `fromStep` steps of the next: epochs above `fromEpoch` that
   * were shown before are void.
   */
  z.object({
    kind: z.literal("started"),
    attempt: z.int(),
    workerId: z.string(),
    fromEpoch: z.int().min(0),
    fromStep: z.int().min(0).optional(),
  }),
  z.object({ kind: z.literal("epoch"), attempt: z.int(), metrics: epochMetrics, isBest: z.boolean() }),
  z.object({ kind: z.literal("paused"), point: runPausePoint }),
  z.object({ kind: z.literal("finished"), testAccuracy: z.number(), macroF1: z.number() }),
  z.object({ kind: z.literal("failed"), failure: runFailure }),
  z.object({ kind: z.literal("cancelled") }),
]);
export type RunEventBody = z.infer<typeof runEventBody>;

export const runEvent = z.object({
  runId: z.uuid(),
  seq: z.int().min(1),
  at: z.iso.datetime(),
  body: runEventBody,
});
export type RunEvent = z.infer<typeof runEvent>;

/** A run in a list. */
export const runSummary = z.object({
  id: z.uuid(),
  cohortId: z.uuid(),
  name: z.string(),
  state: runState,
  startedBy: z.object({ id: z.string(), name: z.string() }),
  params: z.int(),
  epochs: z.int(),
  epochsDone: z.int(),
  testAccuracy: z.number().nullable(),
  macroF1: z.number().nullable(),
  datasetId: z.string(),
  datasetVersionId: z.uuid(),
  datasetTitle: z.string(),
  isSynthetic: z.boolean(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});
export type RunSummary = z.infer<typeof runSummary>;

/** A run's page. Its history arrives as events: `events` holds those up to `lastSeq`. */
export const runDetails = runSummary.extend({
  designId: z.uuid().nullable(),
  graph: modelGraph,
  hyperParameters,
  macs: z.number(),
  /** What training was thought to take at most, and what it took; null where that is not known. */
  estimatedMemoryBytes: z.number().nullable(),
  peakMemoryBytes: z.number().nullable(),
  attempt: z.int(),
  bestEpoch: z.int().nullable(),
  failure: runFailure.nullable(),
  progress: runProgress.nullable(),
  isCancelRequested: z.boolean(),
  /** Its worker has been asked to pause it and has not answered yet. */
  isPauseRequested: z.boolean(),
  /** How many runs are claimed before this one; null unless queued. 0 means next. */
  queuePlace: z.int().nullable(),
  lastSeq: z.int(),
  events: z.array(runEvent),
  hasModel: z.boolean(),
  /** Of the weights that the other formats are made of; null for runs that kept none. */
  weightsBytes: z.int().nullable(),
  /** Of the ONNX file. */
  modelBytes: z.int().nullable(),
  /** The signed-in person may pause, resume, cancel or delete it. */
  canManage: z.boolean(),
});
export type RunDetails = z.infer<typeof runDetails>;

export const runResult = z.object({
  classes: z.array(z.string()),
  test: evaluation,
  validation: evaluation,
  mistakes: z.array(mistake),
});
export type RunResult = z.infer<typeof runResult>;

export const resumeRunInput = z.object({
  runId: z.uuid(),
  /** Train it from the start: only where its checkpoint is lost. */
  isAnew: z.boolean().default(false),
  idempotencyKey,
});
export type ResumeRunInput = z.infer<typeof resumeRunInput>;

export const startRunInput = z.object({
  cohortId: z.uuid(),
  /** The design to train as it is saved now. */
  designId: z.uuid(),
  /** Refused where the saved design has moved on. */
  revision: z.int(),
  hyperParameters,
  name: oneLine.min(1).max(80).optional(),
  idempotencyKey,
});
export type StartRunInput = z.infer<typeof startRunInput>;
