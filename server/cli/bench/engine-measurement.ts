import { z } from "zod";
import { PROVIDERS } from "#server/engine/onnx/target.ts";

/** What a process that measures the engine is told. */
export const engineMeasurementInput = z.object({
  kind: z.enum(["train", "evaluate"]),
  /** A preset's id. */
  net: z.string(),
  batchSize: z.int(),
  steps: z.int(),
  /** Of the onnx engine; evaluation is the CPU's. */
  provider: z.enum(PROVIDERS).default("cpu"),
});
export type EngineMeasurementInput = z.input<typeof engineMeasurementInput>;

/** What it answers. */
export const engineMeasurement = z.object({
  imagesPerSecond: z.number(),
  /** The part of a step that prepares its batch, 0..1. */
  feedShare: z.number(),
  peakMemoryBytes: z.number(),
});
export type EngineMeasurement = z.infer<typeof engineMeasurement>;
