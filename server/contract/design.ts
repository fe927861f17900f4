import { z } from "zod";
import { modelGraph } from "#models/graph/schema.ts";
import { idempotencyKey } from "./idempotency-key.ts";
import { datasetId } from "./dataset.ts";
import { MAX_INT4 } from "./int4.ts";
import { oneLine } from "./one-line.ts";
import { pageCursor } from "./page-cursor.ts";

export const designName = oneLine.min(1, "A design needs a name").max(80);

const shape = z.array(z.int()).readonly().nullable();

const designSummary = z.object({
  id: z.uuid(),
  cohortId: z.uuid(),
  name: z.string(),
  /** What it is for; null for the cohort's default. */
  datasetId: datasetId.nullable(),
  /** The exercise that it was begun for. */
  exerciseId: z.uuid().nullable(),
  /** `isMember`: still in the cohort. What others shared stays there. */
  owner: z.object({ id: z.string(), name: z.string(), isMember: z.boolean() }),
  isMine: z.boolean(),
  isShared: z.boolean(),
  params: z.int(),
  layerCount: z.int(),
  /** Of an image as it goes in and of what comes out, as far as they are known. */
  inputShape: shape,
  outputShape: shape,
  updatedAt: z.iso.datetime(),
});
export type DesignSummary = z.infer<typeof designSummary>;

export const designDetails = designSummary.extend({ graph: modelGraph, revision: z.int() });
export type DesignDetails = z.infer<typeof designDetails>;

export const createDesignInput = z.object({
  cohortId: z.uuid(),
  name: designName,
  /** A preset's id, or nothing for an empty canvas with Input and Output. */
  presetId: z.string().max(64).optional(),
  /** What it is for; the cohort's default unless named. */
  datasetId: datasetId.optional(),
  idempotencyKey,
});

export const duplicateDesignInput = z.object({
  designId: z.uuid(),
  name: designName.optional(),
  idempotencyKey,
});

export const designFromRunInput = z.object({ runId: z.uuid(), idempotencyKey });

export const saveDesignInput = z.object({
  designId: z.uuid(),
  /** The revision that the change was made on; a stale one is refused as CONFLICT. */
  revision: z.int().min(1).max(MAX_INT4),
  name: designName.optional(),
  graph: modelGraph.optional(),
  isShared: z.boolean().optional(),
  datasetId: datasetId.optional(),
});
export type CreateDesignInput = z.infer<typeof createDesignInput>;
export type DuplicateDesignInput = z.infer<typeof duplicateDesignInput>;
export type DesignFromRunInput = z.infer<typeof designFromRunInput>;
export type SaveDesignInput = z.infer<typeof saveDesignInput>;

export const listDesignsInput = z.object({
  cohortId: z.uuid(),
  /** One's own, or what others share, or for instructors what others have, shared or not. */
  of: z.enum(["me", "others", "cohort"]),
  /** Only this person's. */
  ownerId: oneLine.min(1).max(64).optional(),
  /** Part of a design's name or of its owner's. */
  search: oneLine.min(1).max(80).optional(),
  cursor: pageCursor.optional(),
  limit: z.int().min(1).max(100).default(30),
});
export type ListDesignsInput = z.infer<typeof listDesignsInput>;
