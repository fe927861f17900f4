import { z } from "zod";
import { PROVIDERS } from "#server/engine/onnx/session/target.ts";

const network = z.object({
  /** A preset's id. */
  net: z.string(),
  batchSize: z.int(),
  steps: z.int(),
});

/** What a process that measures the engine is told. */
export const engineMeasurementInput = z.discriminatedUnion("kind", [
  network.extend({
    kind: z.literal("train"),
    /** Of the onnx engine. */
    provider: z.enum(PROVIDERS).default("cpu"),
  }),
  network.extend({ kind: z.literal("evaluate") }),
  z.object({ kind: z.literal("matrixProduct") }),
]);
export type EngineMeasurementInput = z.input<typeof engineMeasurementInput>;

/** What it answers of training. */
export const trainingMeasurement = z.object({
  imagesPerSecond: z.number(),
  /** The part of a step that prepares its batch, 0..1. */
  feedShare: z.number(),
  peakMemoryBytes: z.number(),
});

export const evaluationMeasurement = z.object({ imagesPerSecond: z.number() });

export const matrixProductMeasurement = z.object({ gflops: z.number() });

export type EngineMeasurement =
  | z.input<typeof trainingMeasurement>
  | z.input<typeof evaluationMeasurement>
  | z.input<typeof matrixProductMeasurement>;
