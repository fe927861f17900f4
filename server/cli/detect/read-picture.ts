import { open } from "node:fs/promises";
import type { RgbPicture } from "#models/vision/resize-bilinear.ts";
import { AppError } from "#server/platform/errors.ts";
import { decodeRgb } from "#server/vision/decode-rgb.ts";

const MOST_FILE_BYTES = 100 * 2 ** 20;

/** @throws AppError INVALID_INPUT where the file is not there, cannot be read or is no picture. */
export async function readPicture(file: string): Promise<RgbPicture> {
  return decodeRgb(await readBounded(file));
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
