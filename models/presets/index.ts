import { denseOnly } from "./dense-only.ts";
import { googlenet } from "./googlenet.ts";
import { inceptionSmall } from "./inception-small.ts";
import { lectureCnn } from "./lecture-cnn.ts";
import { lenet64 } from "./lenet-64.ts";
import { mobilenetSmall } from "./mobilenet-small.ts";
import type { Preset } from "./preset.ts";
import { resnet18 } from "./resnet-18.ts";
import { resnetSmall } from "./resnet-small.ts";
import { seResnet18 } from "./se-resnet-18.ts";
import { seResnetSmall } from "./se-resnet-small.ts";
import { skyVgg } from "./sky-vgg.ts";
import { tinyCnn } from "./tiny-cnn.ts";
import { transferMobilenet } from "./transfer-mobilenet.ts";
import { vgg16 } from "./vgg-16.ts";
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

/**
 * The architectures of the papers, for the same images: millions of parameters, minutes to hours an epoch on a CPU. Apart
 * from the others so that what goes through all presets stays quick.
 */
export const FULL_SIZE_PRESETS: readonly Preset[] = [resnet18, seResnet18, googlenet, vgg16];

/** Networks of one number, for sequences of four 64 x 64 colour pictures. */
export const REGRESSION_PRESETS: readonly Preset[] = [skyVgg];

/** Networks that start from what others trained; without those weights they are of no use. */
export const TRANSFER_PRESETS: readonly Preset[] = [transferMobilenet];

const ALL_PRESETS = [...PRESETS, ...FULL_SIZE_PRESETS, ...REGRESSION_PRESETS, ...TRANSFER_PRESETS];

export function presetIds(): string[] {
  return ALL_PRESETS.map((preset) => preset.id);
}

export function presetById(id: string): Preset | undefined {
  return ALL_PRESETS.find((preset) => preset.id === id);
}
