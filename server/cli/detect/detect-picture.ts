import { detectionOf, type Detection } from "#models/vision/detection.ts";
import type { RgbPicture } from "#models/vision/resize-bilinear.ts";
import { suppress } from "#models/vision/suppress.ts";
import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import type { VisionNetwork } from "#server/engine/vision/vision-network.ts";
import { readPicture } from "./read-picture.ts";

export type Asked = {
  network: VisionNetwork;
  descriptor: ModelDescriptor;
  conf: number;
  iou: number;
  classes: ReadonlySet<number> | null;
};

export type FoundOnPicture = {
  picture: RgbPicture;
  boxes: Detection[];
  classes: { class: string; probability: number }[];
  ms: number;
};

/** @throws AppError INVALID_INPUT where the file is no picture. */
export async function detectPicture(file: string, asked: Asked): Promise<FoundOnPicture> {
  const { network, descriptor, conf, iou, classes } = asked;
  const picture = await readPicture(file);
  const answer = await network.ask(picture, Math.max(conf, 0.001));
  const kept = suppress(answer.candidates, { conf, iou, ...(classes === null ? {} : { classes }) });
  return {
    picture,
    boxes: kept.map((candidate) => detectionOf(candidate, descriptor.classes)),
    classes: answer.classes.map(({ classIndex, probability }) => ({
      class: descriptor.classes[classIndex] ?? `class ${classIndex}`,
      probability,
    })),
    ms: Math.round(answer.modelMs * 10) / 10,
  };
}
