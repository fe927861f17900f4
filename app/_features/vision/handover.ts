import type { Box } from "#models/vision/box.ts";
import type { VisionPictureView } from "#server/contract/vision-picture.ts";

/** What was found on a picture goes on to be cut out of it. */
export type Handover = {
  picture: VisionPictureView;
  /** Null: the picture alone. */
  box: Box | null;
  /** What it was taken for. */
  name: string;
};
