import { z } from "zod";
import { modelGraph } from "#models/graph/schema.ts";
import { runEvent } from "#models/runs/run-event.ts";
import { runFailure, runProgress, runState } from "#models/runs/run-state.ts";
import { unitActivity } from "#models/runs/unit-activity.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { anyEvaluation, anyMistake } from "#models/tasks/evaluation.ts";
import { taskTarget } from "#models/tasks/target.ts";
import { startingPoint } from "#models/weights/starting-point.ts";
import { idempotencyKey } from "./idempotency-key.ts";
import { oneLine } from "./one-line.ts";
import { MAX_RUN_NAME } from "./run-choices.ts";

export * from "#models/runs/run-event.ts";
export * from "#models/runs/run-state.ts";

/** A run in a list. */
const runSummary = z.object({
  id: z.uuid(),
  cohortId: z.uuid(),
  name: z.string(),
  state: runState,
  startedBy: z.object({ id: z.string(), name: z.string() }),
  params: z.int(),
  epochs: z.int(),
  epochsDone: z.int(),
  progress: runProgress.nullable(),
  isCancelRequested: z.boolean(),
  /** Its worker has been asked to pause it and has not answered yet. */
  isPauseRequested: z.boolean(),
  /** How many runs are claimed before this one; null unless queued. 0 means next. */
  queuePlace: z.int().nullable(),
  /** Queued, and workers that looked at it could not do it: why the nearest could not. It waits for another. */
  refusal: z.string().nullable(),
  /** By which its board orders it, see `RankScore`; null until it has finished. */
  score: z.number().nullable(),
  tieBreak: z.number().nullable(),
  /** A competition hides its test scores until the reveal. */
  isScoreHidden: z.boolean(),
  /** What it learns to answer. */
  target: taskTarget,
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
  /** What it began from; null for fresh weights. */
  startedFrom: startingPoint.nullable(),
  /** What trains its network from random weights, to be held against it: the one that has not come to nothing, where there is one. */
  twinId: z.uuid().nullable(),
  /** The run that this one is such a twin of. */
  twinOf: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** The design that it was started from, where it is still there and the signed-in person may look at it. */
  design: z.object({ id: z.uuid(), name: z.string(), isMine: z.boolean() }).nullable(),
  graph: modelGraph,
  hyperParameters,
  macs: z.number(),
  /** What training was thought to take at most, and what it took; null where that is not known. */
  estimatedMemoryBytes: z.number().nullable(),
  peakMemoryBytes: z.number().nullable(),
  attempt: z.int(),
  bestEpoch: z.int().nullable(),
  failure: runFailure.nullable(),
  lastSeq: z.int(),
  events: z.array(runEvent),
  hasModel: z.boolean(),
  /** It is never dropped for newer ones. */
  isModelKept: z.boolean(),
  /** Whose limit it was dropped for, to make room for newer ones; null where it was not. */
  modelDroppedFor: z.enum(["person", "cohort"]).nullable(),
  /** Of the weights that the other formats are made of; null for runs that kept none. */
  weightsBytes: z.int().nullable(),
  /** Of the ONNX file. */
  modelBytes: z.int().nullable(),
  /** The signed-in person's own. */
  tags: z.array(z.string()),
  isHidden: z.boolean(),
  /** The signed-in person may pause, resume, cancel, rename or delete it. */
  canManage: z.boolean(),
});
export type RunDetails = z.infer<typeof runDetails>;

export const runResult = z.object({
  target: taskTarget,
  /** As `TaskDefinition.evaluation` and `.mistake` of the target's task have them; `test` is null while a competition hides it. */
  test: anyEvaluation.nullable(),
  validation: anyEvaluation,
  mistakes: z.array(anyMistake),
  /** null where it has no ReLU layer, and for runs of older releases. */
  activity: unitActivity.nullable(),
});
export type RunResult = z.infer<typeof runResult>;

export const resumeRunInput = z.object({
  runId: z.uuid(),
  /** Train it from the start: only where its checkpoint is lost. */
  isAnew: z.boolean().default(false),
  idempotencyKey,
});
export type ResumeRunInput = z.infer<typeof resumeRunInput>;

export const startTwinInput = z.object({ runId: z.uuid(), idempotencyKey });
export type StartTwinInput = z.infer<typeof startTwinInput>;

export const startRunInput = z.object({
  cohortId: z.uuid(),
  /** The design to train as it is saved now. */
  designId: z.uuid(),
  /** Refused where the saved design has moved on. */
  revision: z.int(),
  hyperParameters,
  name: oneLine.min(1).max(MAX_RUN_NAME).optional(),
  idempotencyKey,
});
export type StartRunInput = z.infer<typeof startRunInput>;
