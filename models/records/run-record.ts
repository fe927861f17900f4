import { z } from "zod";
import { modelGraph } from "../graph/schema.ts";
import { hyperParameters } from "../training/hyper-parameters.ts";
import { startingPoint } from "../weights/starting-point.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** See `RankScore`. */
const rank = z.object({ score: z.number(), tieBreak: z.number() });

/** A worker's engine, as the worker told of itself. */
export const computedBy = z.object({
  engine: z.string(),
  provider: z.string().nullable(),
  device: z.string().nullable(),
  versions: z.record(z.string(), z.string()).nullable(),
});
export type ComputedBy = z.infer<typeof computedBy>;

/** What the server has seen of a training, to be held against it later. */
export const runRecord = z.object({
  format: z.literal("strata-run-record"),
  version: z.literal(1),
  runId: z.uuid(),
  name: z.string(),
  finishedAt: z.iso.datetime(),
  graph: modelGraph,
  params: z.int(),
  /** With the seed. */
  hyperParameters,
  startedFrom: startingPoint.nullable(),
  dataset: z.object({
    id: z.string(),
    versionId: z.uuid(),
    title: z.string(),
    number: z.int(),
    /** Of all of its files, each split's among them; null where it is not known. */
    contents: z.string().nullable(),
  }),
  /** What computed it; null for runs of older releases. */
  engine: computedBy.nullable(),
  bestEpoch: z.int(),
  /** Of the safetensors and the ONNX file that it left. */
  weightsSha256: sha256,
  networkSha256: sha256,
  validation: rank,
  /** null where a competition hid it as the record was written. */
  test: rank.nullable(),
});
export type RunRecord = z.infer<typeof runRecord>;

/** The record as a file. */
export const signedRecord = z.object({
  record: z.unknown(),
  /** Ed25519 over the canonical text of the record, as base64. */
  signature: z.base64(),
  /** Of the server that signed it: its raw 32 bytes as base64. */
  publicKey: z.base64(),
});
