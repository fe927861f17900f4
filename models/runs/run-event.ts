import { z } from "zod";
import { epochMetrics } from "../training/epoch-metrics.ts";
import { runFailure, runPausePoint } from "./run-state.ts";

/** Older releases ranked by accuracy and macro F1 alone, and said so. */
const endInAccuracies = z.looseObject({
  kind: z.literal("finished"),
  testAccuracy: z.number(),
  macroF1: z.number(),
});

function upgradeEvent(json: unknown): unknown {
  const old = endInAccuracies.safeParse(json);
  if (!old.success) return json;
  const { testAccuracy: score, macroF1: tieBreak, ...rest } = old.data;
  return { ...rest, score, tieBreak };
}

const eventBody = z.discriminatedUnion("kind", [
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
  /** See `RankScore`; null where a competition hides them. */
  z.object({ kind: z.literal("finished"), score: z.number().nullable(), tieBreak: z.number().nullable() }),
  z.object({ kind: z.literal("failed"), failure: runFailure }),
  z.object({ kind: z.literal("cancelled") }),
]);
/** What can happen to a run, once each. Stored in order and numbered. Rows of older releases are read as well. */
export const runEventBody = z.preprocess(upgradeEvent, eventBody);
export type RunEventBody = z.infer<typeof runEventBody>;

export const runEvent = z.object({
  runId: z.uuid(),
  seq: z.int().min(1),
  at: z.iso.datetime(),
  body: runEventBody,
});
export type RunEvent = z.infer<typeof runEvent>;
