import { z } from "zod";
import { modelGraph } from "#models/graph/schema.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { epochMetrics } from "#models/training/epoch-metrics.ts";
import { unitActivity } from "#models/runs/unit-activity.ts";
import { curvePoint } from "#models/runs/stored-curve.ts";
import { anyEvaluation, anyMistake } from "#models/tasks/evaluation.ts";
import { runProgress } from "#server/contract/run.ts";
import { engineName } from "#server/contract/worker.ts";
import { defineMessages } from "../../host/define-task.ts";

const task = z.object({
  engine: engineName,
  graph: modelGraph,
  hyperParameters,
  /** Folder of the packed dataset. */
  datasetDir: z.string(),
  /** STRATA_HOME, where what frozen layers make of a dataset is kept. */
  home: z.string(),
  /** Folder that the child writes the trained network and its checkpoints into, from where the worker takes them. */
  outDir: z.string(),
  attempt: z.int(),
  /** How long the worker may not be heard of before its run is another's. */
  leaseMs: z.number(),
  /** The last epoch that the run's history holds. */
  recordedEpoch: z.int(),
  /** Safetensors that it starts from instead of fresh weights. */
  startFrom: z.string().nullable(),
  /** Checkpoint to go on from, null to begin. */
  resumeFrom: z.string().nullable(),
});
export type TrainTask = z.infer<typeof task>;

/** The worker is there, and the history holds this epoch. */
const news = z.object({ recordedEpoch: z.int() });
export type TrainNews = z.infer<typeof news>;

const report = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("progress"), progress: runProgress, recent: curvePoint.nullable() }),
  z.object({ kind: z.literal("epoch"), metrics: epochMetrics, isBest: z.boolean() }),
  /** There is a new one in `outDir`. */
  z.object({ kind: z.literal("checkpoint") }),
]);
export type TrainReport = z.infer<typeof report>;

const end = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("trained"),
    bestEpoch: z.int(),
    test: anyEvaluation,
    /** On the hidden split, as `packAnswers` has them. */
    answers: z.base64().nullable(),
    validation: anyEvaluation,
    mistakes: z.array(anyMistake),
    activity: unitActivity.nullable(),
    modelFile: z.string(),
    weightsFile: z.string(),
    peakMemoryBytes: z.int(),
  }),
  /** Its checkpoint lies in `outDir`. */
  z.object({ kind: z.literal("paused"), epoch: z.int(), step: z.int(), steps: z.int() }),
  /** The checkpoint to go on from is damaged, or of another task; nothing has been done. */
  z.object({ kind: z.literal("unusable"), reason: z.string() }),
]);
export type TrainEnd = z.infer<typeof end>;

export const trainMessages = defineMessages({ name: "train", task, news, report, end });
