import { z } from "zod";
import { MAX_MASK_LENGTH, MAX_PICTURE_PIXELS } from "./limits.ts";
import { readRuns } from "./kept-mask.ts";
import { line } from "./texts.ts";

export const fileName = line.max(200);
export const objectClass = line.min(1, "A class needs its name").max(60);
/** Of what is handed in to what is right. */
export const leastIou = z.number().min(0.05).max(1);

/** Of the vision lab's picture, where a copy is to be handed in with what was found on it. Not kept with the answer. */
export const labPictureId = z.uuid().optional();

const side = z.int().min(1).max(100_000);
export const pictureSize = z
  .object({ width: side, height: side })
  .refine(({ width, height }) => width * height <= MAX_PICTURE_PIXELS, "A picture has at most 24 megapixels");

const edge = z.number().min(0).max(100_000);
/** Pixels of the picture. */
export const namedBox = z.object({ class: objectClass, left: edge, top: edge, right: edge, bottom: edge });
export type NamedBox = z.infer<typeof namedBox>;

export const classCount = z.object({ class: objectClass, count: z.int().min(0).max(100_000) });
export type ClassCount = z.infer<typeof classCount>;

export const wantedCount = classCount.extend({ tolerance: z.int().min(0).max(100_000) });
export type WantedCount = z.infer<typeof wantedCount>;

/** COCO's run lengths with spaces between: a mask is one value, however many runs it has. */
export const keptMask = pictureSize
  .safeExtend({
    runs: z
      .string()
      .max(MAX_MASK_LENGTH, `A mask has at most ${MAX_MASK_LENGTH.toLocaleString("en-US")} characters`)
      .regex(/^\d{1,8}(?: \d{1,8})*$/, "A mask is a list of run lengths"),
  })
  .refine(
    (mask) => readRuns(mask.runs).reduce((sum, run) => sum + run, 0) === mask.width * mask.height,
    "The runs of a mask are as long together as its picture has pixels",
  );
