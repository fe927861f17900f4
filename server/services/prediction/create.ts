import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import type { AskedWindow, CreatePredictionInput, PredictionResult } from "#server/contract/prediction.ts";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import { readWindow } from "#server/datasets/import/series/read-window.ts";
import { unpackWindow } from "#server/datasets/unpack-window.ts";
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

/** Asks a trained network about a picture. */
export function predictPicture(
  ctx: ServiceContext,
  asked: Asked,
  readPicture: () => Promise<Uint8Array>,
): Promise<PredictionResult> {
  return askNetwork(ctx, asked, async ({ inputShape }) => {
    if (inputShape.length === 2) {
      throw new AppError("INVALID_INPUT", "This network wants rows of a table, and received a picture.");
    }
    return { pixels: await decodePicture(await readPicture(), inputShape) };
  });
}

/** Asks a network of time series about the window that the last rows of a CSV make. */
export async function predictWindow(
  ctx: ServiceContext,
  asked: Asked,
  readRows: () => Promise<Uint8Array>,
): Promise<AskedWindow> {
  let window: number[][] = [];
  const prediction = await askNetwork(ctx, asked, async (descriptor) => {
    if (descriptor.inputShape.length !== 2) {
      throw new AppError("INVALID_INPUT", "This network wants a picture, and received rows of a table.");
    }
    const packed = windowOf(await readRows(), descriptor);
    window = unpackWindow(packed, descriptor);
    return { pixels: Buffer.from(packed) };
  });
  return { prediction, window };
}

function windowOf(rows: Uint8Array, descriptor: DatasetDescriptor): Uint8Array {
  try {
    return readWindow(rows, descriptor);
  } catch (cause) {
    if (!(cause instanceof DatasetError)) throw cause;
    throw new AppError("INVALID_INPUT", `${cause.message}.`, { cause });
  }
}
