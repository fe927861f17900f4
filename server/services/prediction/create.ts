import { pictureShape } from "#models/datasets/picture-shape.ts";
import type { CreatePredictionInput, PredictionResult } from "#server/contract/prediction.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { askNetwork, type Asked } from "./ask.ts";
import { decodePicture } from "./decode-picture.ts";

/** Asks a trained network about a tile. A worker answers; see `getPrediction`. */
export function createPrediction(
  ctx: ServiceContext,
  { validationIndex, ...asked }: CreatePredictionInput,
): Promise<PredictionResult> {
  return askNetwork(ctx, asked, async ({ counts }) => {
    if (validationIndex >= counts.validation) {
      throw new AppError("INVALID_INPUT", `There are tiles 0 to ${counts.validation - 1}`);
    }
    return { validationIndex };
  });
}

/** Asks a trained network about a picture: a PNG, JPEG or WebP. */
export function predictPicture(
  ctx: ServiceContext,
  asked: Asked,
  readPicture: () => Promise<Uint8Array>,
): Promise<PredictionResult> {
  return askNetwork(ctx, asked, async (descriptor) => ({
    pixels: await decodePicture(await readPicture(), pictureShape(descriptor)),
  }));
}
