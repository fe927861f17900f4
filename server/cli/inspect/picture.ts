import { readFile, stat } from "node:fs/promises";
import { MAX_PICTURE_BYTES } from "#server/contract/own-input.ts";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import { describePicture } from "#server/datasets/import/pictures/describe-picture.ts";
import { MAX_PICTURE_PIXELS } from "#server/services/prediction/decode-picture.ts";
import { type Finding, refusedFinding } from "./finding.ts";

/** A picture as a network would be asked about it. */
export async function inspectPicture(file: string): Promise<Finding> {
  const { size } = await stat(file);
  if (size > MAX_PICTURE_BYTES) {
    const most = MAX_PICTURE_BYTES / 1024 ** 2;
    return refusedFinding(
      file,
      "picture",
      `It has ${(size / 1024 ** 2).toFixed(1)} MB, ${most} MB is the limit`,
    );
  }
  try {
    const { width, height, meanColour } = await describePicture(await readFile(file), MAX_PICTURE_PIXELS);
    return {
      isTaken: true,
      report: { file, kind: "picture", width, height, meanColour },
      lines: [
        `${file}: a picture of ${width} x ${height} pixels, in the mean ${meanColour.join(", ")} of 255 (red, green, blue)`,
      ],
    };
  } catch (error) {
    if (error instanceof DatasetError) return refusedFinding(file, "picture", `It ${error.message}`);
    throw error;
  }
}
