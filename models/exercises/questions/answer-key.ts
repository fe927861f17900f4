import { z } from "zod";
import { MAX_OPTIONS, MAX_WANTED } from "./limits.ts";
import { line, paragraphs, partId } from "./texts.ts";
import { keptMask, leastIou, namedBox, wantedCount } from "./vision-parts.ts";

/** Told to a learner whose answer is not right. */
const message = paragraphs.max(500);
const className = line.min(1).max(80);

/** Which cells are right: those that are named, or those that a matrix has most of, whatever matrix that is. */
const cellRule = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("cells"),
    cells: z
      .array(z.object({ row: className, column: className }))
      .min(1)
      .max(32),
  }),
  /** The largest value where row and column differ. */
  z.object({ kind: z.literal("largest-mistake") }),
  /** Of the row: what a class is most often taken for. */
  z.object({ kind: z.literal("taken-for"), className }),
  /** Of the column: which class is most often taken for it. */
  z.object({ kind: z.literal("mistaken-for"), className }),
]);
export type CellRule = z.infer<typeof cellRule>;

/** What is right about a question of its kind. Told to who teaches, and to learners when the exercise says so. */
const answerKey = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("choice"),
    right: z.array(partId).max(MAX_OPTIONS),
    /** Of several: a share for each right one, less one for each wrong one. Otherwise all or nothing. */
    isPartial: z.boolean(),
    message,
  }),
  z.object({
    kind: z.literal("number"),
    value: z.number(),
    /** `relative`: as a share of the value. */
    tolerance: z.object({ kind: z.enum(["absolute", "relative"]), by: z.number().min(0) }),
    message,
  }),
  z.object({ kind: z.literal("cell"), rule: cellRule, message }),
  /** `message`: what a good answer has, for who marks it. */
  z.object({ kind: z.literal("text"), message: paragraphs.max(2000) }),
  z.object({
    kind: z.literal("detection"),
    /** Each found by a box of its own of its class. */
    objects: z.array(namedBox).max(MAX_WANTED),
    iou: leastIou,
    /** Of each class so many boxes. */
    counts: z.array(wantedCount).max(MAX_WANTED),
    /** A share for each object and each count; otherwise all or nothing. */
    isPartial: z.boolean(),
    message,
  }),
  /** null until one was given. */
  z.object({ kind: z.literal("mask"), mask: keptMask.nullable(), iou: leastIou, message }),
  z.object({
    kind: z.literal("video-count"),
    counts: z.array(wantedCount).max(MAX_WANTED),
    isPartial: z.boolean(),
    message,
  }),
]);
export type AnswerKey = z.infer<typeof answerKey>;

export const answerKeys = z.record(partId, answerKey);
export type AnswerKeys = z.infer<typeof answerKeys>;
