import type { LayerType } from "../layers/index.ts";

/**
 * Settings that Keras has no usual value for, while the blocks here have one: a file that does not say them is not whole, or
 * says them in a way that is not read. By their names in Keras.
 */
export const REQUIRED: Partial<Record<LayerType, readonly string[]>> = {
  Conv2D: ["filters", "kernel_size"],
  DepthwiseConv2D: ["kernel_size"],
  SeparableConv2D: ["filters", "kernel_size"],
  Conv2DTranspose: ["filters", "kernel_size"],
  Conv1D: ["filters", "kernel_size"],
  Dense: ["units"],
  Reshape: ["target_shape"],
  Resizing: ["height", "width"],
  Rescaling: ["scale"],
  Activation: ["activation"],
  Dropout: ["rate"],
  SpatialDropout2D: ["rate"],
  GaussianNoise: ["stddev"],
  RandomRotation: ["factor"],
  RandomTranslation: ["height_factor", "width_factor"],
  RandomContrast: ["factor"],
};
