import { z } from "zod";
import { modelName } from "#models/zoo/descriptor.ts";
import { piecesOf } from "./sam/everything.ts";

/** Points a side. */
const MOST_GRID = 32;
/** A pixel of the picture. */
const place = z.number().min(0).max(100_000);

/** What a person asks a pretrained network about one of their pictures. */
export const visionAsk = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("detect"), model: modelName }),
  /** Which part is meant: MobileSAM, which is always here. */
  z.object({
    kind: z.literal("segment"),
    points: z.array(z.object({ x: place, y: place, isOn: z.boolean() })).max(30),
    box: z.object({ left: place, top: place, right: place, bottom: place }).nullable(),
  }),
  /** All that stands out: one piece of a grid of points. See `piecesOf`. */
  z.object({
    kind: z.literal("everything"),
    grid: z.int().min(1).max(MOST_GRID),
    piece: z
      .int()
      .min(0)
      .max(piecesOf(MOST_GRID) - 1),
  }),
]);
export type VisionAsk = z.infer<typeof visionAsk>;

const edge = z.number();
const candidate = z.object({
  left: edge,
  top: edge,
  right: edge,
  bottom: edge,
  score: z.number(),
  classIndex: z.int(),
});

const mask = z.object({
  score: z.number(),
  area: z.int(),
  percent: z.number(),
  /** COCO's run lengths; see `encodeRle`. */
  rle: z.object({ size: z.tuple([z.int(), z.int()]), counts: z.array(z.int()) }),
});

export const visionAnswer = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("detect"),
    /** In pixels of the picture, before suppression; of a classifier none. */
    candidates: z.array(candidate),
    /** Of a classifier the most probable; of a detector none. */
    classes: z.array(z.object({ classIndex: z.int(), probability: z.number() })),
    /** What the network itself took. */
    modelMs: z.number(),
  }),
  z.object({
    kind: z.literal("segment"),
    /** The best first, then what else may be meant. */
    masks: z.array(mask),
    modelMs: z.number(),
  }),
  z.object({
    kind: z.literal("everything"),
    /** Of this piece alone, each once, with the box by which those of other pieces are told to be the same. */
    masks: z.array(mask.extend({ box: z.object({ left: edge, top: edge, right: edge, bottom: edge }) })),
    modelMs: z.number(),
  }),
]);
export type VisionAnswer = z.infer<typeof visionAnswer>;
export type DetectAnswer = Extract<VisionAnswer, { kind: "detect" }>;
export type SegmentAnswer = Extract<VisionAnswer, { kind: "segment" }>;
export type EverythingAnswer = Extract<VisionAnswer, { kind: "everything" }>;
