import { visionPicture } from "#db/schema/index.ts";
import type { VisionPictureView } from "#server/contract/vision-picture.ts";

const { id, name, width, height, createdAt } = visionPicture;
/** Without its bytes. */
export const PICTURE_VIEW_COLUMNS = { id, name, width, height, createdAt };

export function pictureView(
  row: Omit<VisionPictureView, "createdAt"> & { createdAt: Date },
): VisionPictureView {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
