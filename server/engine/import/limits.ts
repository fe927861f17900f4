import { WeightsRefusal } from "./file-weights.ts";

/** Of a file with weights, and of what is kept of it: ResNet50 of keras.applications without its top is 94 MB. */
export const MAX_WEIGHTS_BYTES = 128 * 2 ** 20;

/** Of names that a file gives its arrays: EfficientNetB7 has a thousand. */
export const MAX_WEIGHT_NAMES = 10_000;

export function tooManyWeights(): WeightsRefusal {
  return new WeightsRefusal(`Its weights take more than ${MAX_WEIGHTS_BYTES / 2 ** 20} MiB`);
}
