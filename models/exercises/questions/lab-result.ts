import { z } from "zod";
import { countsOverTime } from "./counts-over-time.ts";
import { MAX_BOXES, MAX_COUNTED } from "./limits.ts";
import {
  classCount,
  fileName,
  keptMask,
  labPictureId,
  namedBox,
  objectClass,
  pictureSize,
} from "./vision-parts.ts";

/** What the vision lab found, as it goes into an exercise. */
export const labResult = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("detection"),
    file: fileName,
    size: pictureSize,
    boxes: z.array(namedBox).max(MAX_BOXES, `At most ${MAX_BOXES} boxes are handed in`),
    pictureId: labPictureId,
  }),
  /** Objects of one picture, of which one is handed in. */
  z.object({
    kind: z.literal("mask"),
    file: fileName,
    objects: z
      .array(z.object({ name: objectClass, mask: keptMask }))
      .min(1)
      .max(100),
    pictureId: labPictureId,
  }),
  z.object({
    kind: z.literal("video-count"),
    file: fileName,
    counts: z.array(classCount).max(MAX_COUNTED),
    over: countsOverTime.optional(),
  }),
]);
export type LabResult = z.infer<typeof labResult>;
