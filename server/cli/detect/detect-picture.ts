import { open } from "node:fs/promises";
import { detectionOf, type Detection } from "#models/vision/detection.ts";
import type { RgbPicture } from "#models/vision/resize-bilinear.ts";
import { suppress } from "#models/vision/suppress.ts";
import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import type { VisionNetwork } from "#server/engine/vision/vision-network.ts";
import { AppError } from "#server/platform/errors.ts";
import { decodeRgb } from "#server/vision/decode-rgb.ts";

const MOST_FILE_BYTES = 100 * 2 ** 20;

type Asked = {
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
  const picture = await decodeRgb(await readBounded(file));
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

async function readBounded(file: string): Promise<Uint8Array> {
  const handle = await open(file).catch((cause: unknown) => {
    throw new AppError("INVALID_INPUT", "There is no such file.", { cause });
  });
  try {
    const { size } = await handle.stat();
    if (size > MOST_FILE_BYTES) {
      throw new AppError("INVALID_INPUT", `It has ${Math.round(size / 2 ** 20)} MB, 100 MB is the limit.`);
    }
    return await handle.readFile();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("INVALID_INPUT", `It cannot be read: ${reason}.`, { cause });
  } finally {
    await handle.close();
  }
}
