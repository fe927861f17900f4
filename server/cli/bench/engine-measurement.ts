import { z } from "zod";

/** What a process that measures the engine is told. */
export const engineMeasurementInput = z.object({
  kind: z.enum(["train", "evaluate"]),
  batchSize: z.int(),
  /** Steps an epoch, and epochs that are measured after one to warm up. */
  steps: z.int(),
  epochs: z.int(),
});
export type EngineMeasurementInput = z.infer<typeof engineMeasurementInput>;

/** What it answers. */
export const engineMeasurement = z.object({ imagesPerSecond: z.number(), peakMemoryBytes: z.number() });
export type EngineMeasurement = z.infer<typeof engineMeasurement>;
