import { denseOnly } from "./dense-only.ts";
import { inceptionSmall } from "./inception-small.ts";
import { lectureCnn } from "./lecture-cnn.ts";
import { lenet64 } from "./lenet-64.ts";
import { mobilenetSmall } from "./mobilenet-small.ts";
import type { Preset } from "./preset.ts";
import { resnetSmall } from "./resnet-small.ts";
import { seResnetSmall } from "./se-resnet-small.ts";
import { tinyCnn } from "./tiny-cnn.ts";
import { vggSmall } from "./vgg-small.ts";

export type { Preset } from "./preset.ts";

/** In the order of the list that a learner chooses from. All fit 64 x 64 x 3 images of ten classes. */
export const PRESETS: readonly Preset[] = [
  lectureCnn,
  tinyCnn,
  vggSmall,
  resnetSmall,
  seResnetSmall,
  inceptionSmall,
  mobilenetSmall,
  lenet64,
  denseOnly,
];

export function presetById(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id);
}
