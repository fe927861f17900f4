import { z } from "zod";
import { epochMetrics } from "../training/metrics.ts";
import { runFailure, runPausePoint } from "./run-state.ts";

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
