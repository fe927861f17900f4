import { z } from "zod";
import type { CurvePoint, CurveTail, StepCurve } from "./step-curve.ts";

/** The schemas of a training step by step, as `step-curve.ts` has it. */
export const curvePoint: z.ZodType<CurvePoint> = z.tuple([
  z.int().min(1),
  z.number(),
  z.number(),
  z.number().nullable(),
]);

export const stepCurve: z.ZodType<StepCurve> = z.object({
  steps: z.int().min(1),
  width: z.int().min(1),
  points: z.array(curvePoint),
});

export const curveTail: z.ZodType<CurveTail> = z.object({
  from: z.int().min(0),
  steps: z.int().min(1),
  points: z.array(curvePoint),
});
