import { z } from "zod";
import { countsOverTime } from "./counts-over-time.ts";

const amount = z.number();
const text = z.string().max(500);
const box = z.object({ left: amount, top: amount, right: amount, bottom: amount, class: text });

/** "Boxes as JSON" of the vision lab, and each of a list as `npm run -s detect -- FILE... --json` writes it. */
export const boxesFile = z.object({
  file: text,
  width: z.int().min(1),
  height: z.int().min(1),
  boxes: z.array(box).max(10_000),
});
export type BoxesFile = z.infer<typeof boxesFile>;

/** "Counts as JSON" of the vision lab. */
export const countsFile = z.object({
  video: text,
  counts: z.record(text, z.int().min(0)),
  over: countsOverTime.optional(),
});

/** `counts`: a list, or the compressed text that pycocotools writes. */
const rle = z.object({
  size: z.tuple([z.int().min(1), z.int().min(1)]),
  counts: z.union([z.array(z.int().min(0)), z.string().max(2_000_000)]),
});

/** COCO's form (https://cocodataset.org/#format-data), of one picture. */
export const cocoFile = z.object({
  images: z
    .array(
      z.object({
        id: z.union([z.int(), text]),
        file_name: text,
        width: z.int().min(1),
        height: z.int().min(1),
      }),
    )
    .min(1),
  categories: z.array(z.object({ id: z.int(), name: text })),
  annotations: z
    .array(
      z.object({
        image_id: z.union([z.int(), text]),
        category_id: z.int(),
        bbox: z.union([z.tuple([amount, amount, amount, amount]), z.tuple([])]),
        segmentation: z.union([rle, z.array(z.array(amount).max(20_000)).max(1000)]).optional(),
      }),
    )
    .max(10_000),
});
export type CocoFile = z.infer<typeof cocoFile>;
