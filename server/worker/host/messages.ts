import { z } from "zod";
import { runFailure } from "#server/contract/run.ts";

// A worker and its child speak in JSON lines. What a task, its news, reports and end hold is its own kind's business.

/** Worker to child, on its stdin. */
export const toChild = z.discriminatedUnion("kind", [
  /** Tasks are done one after the other; after one that is the last, the child ends. */
  z.object({
    kind: z.literal("task"),
    id: z.int(),
    name: z.string(),
    task: z.unknown(),
    isLast: z.boolean(),
  }),
  z.object({ kind: z.literal("news"), id: z.int(), news: z.unknown() }),
  z.object({ kind: z.literal("cancel"), id: z.int() }),
  z.object({ kind: z.literal("pause"), id: z.int() }),
]);
export type ToChild = z.infer<typeof toChild>;

/** Child to worker, on its stdout. stderr is its log. */
export const fromChild = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("report"), id: z.int(), report: z.unknown() }),
  z.object({ kind: z.literal("end"), id: z.int(), end: z.unknown(), residentBytes: z.int() }),
]);
export type FromChild = z.infer<typeof fromChild>;

/** How a task of any kind may end. */
export const commonEnd = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("cancelled") }),
  z.object({ kind: z.literal("failed"), failure: runFailure }),
]);
export type CommonEnd = z.infer<typeof commonEnd>;
