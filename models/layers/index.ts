import type { z } from "zod";
import { activation } from "./activation.ts";
import { add } from "./add.ts";
import { averagePooling1d } from "./average-pooling1d.ts";
import { averagePooling2d } from "./average-pooling2d.ts";
import { batchNormalization } from "./batch-normalization.ts";
import { concatenate } from "./concatenate.ts";
import { conv1d } from "./conv1d.ts";
import { conv2d } from "./conv2d.ts";
import { conv2dTranspose } from "./conv2d-transpose.ts";
import { cropping2d } from "./cropping2d.ts";
import { dense } from "./dense.ts";
import { depthwiseConv2d } from "./depthwise-conv2d.ts";
import { dropout } from "./dropout.ts";
import { flatten } from "./flatten.ts";
import { gaussianNoise } from "./gaussian-noise.ts";
import { globalAveragePooling1d } from "./global-average-pooling1d.ts";
import { globalAveragePooling2d } from "./global-average-pooling2d.ts";
import { globalMaxPooling1d } from "./global-max-pooling1d.ts";
import { globalMaxPooling2d } from "./global-max-pooling2d.ts";
import { groupNormalization } from "./group-normalization.ts";
import { identity } from "./identity.ts";
import { input } from "./input.ts";
import { layerNormalization } from "./layer-normalization.ts";
import { leakyReLU } from "./leaky-relu.ts";
import { maxPooling1d } from "./max-pooling1d.ts";
import { maxPooling2d } from "./max-pooling2d.ts";
import { multiply } from "./multiply.ts";
import { normalization } from "./normalization.ts";
import { output } from "./output.ts";
import { pReLU } from "./prelu.ts";
import { randomContrast } from "./random-contrast.ts";
import { randomFlip } from "./random-flip.ts";
import { randomRotation } from "./random-rotation.ts";
import { randomTranslation } from "./random-translation.ts";
import { randomZoom } from "./random-zoom.ts";
import { rescaling } from "./rescaling.ts";
import { reshape } from "./reshape.ts";
import { resizing } from "./resizing.ts";
import { separableConv2d } from "./separable-conv2d.ts";
import { spatialDropout2d } from "./spatial-dropout2d.ts";
import { upSampling2d } from "./up-sampling2d.ts";
import { zeroPadding2d } from "./zero-padding2d.ts";
import type { LayerDefinition } from "./define-layer.ts";
import type { LayerType } from "./layer-types.ts";

/** Every kind of layer. A new one is a file beside this one, a line here and its name in `layer-types.ts`. */
export const LAYERS = {
  Input: input,
  Conv2D: conv2d,
  DepthwiseConv2D: depthwiseConv2d,
  SeparableConv2D: separableConv2d,
  Conv2DTranspose: conv2dTranspose,
  Conv1D: conv1d,
  MaxPooling2D: maxPooling2d,
  AveragePooling2D: averagePooling2d,
  GlobalAveragePooling2D: globalAveragePooling2d,
  GlobalMaxPooling2D: globalMaxPooling2d,
  MaxPooling1D: maxPooling1d,
  AveragePooling1D: averagePooling1d,
  GlobalAveragePooling1D: globalAveragePooling1d,
  GlobalMaxPooling1D: globalMaxPooling1d,
  UpSampling2D: upSampling2d,
  Flatten: flatten,
  Dense: dense,
  Reshape: reshape,
  ZeroPadding2D: zeroPadding2d,
  Cropping2D: cropping2d,
  Resizing: resizing,
  Rescaling: rescaling,
  Normalization: normalization,
  Identity: identity,
  Activation: activation,
  LeakyReLU: leakyReLU,
  PReLU: pReLU,
  Add: add,
  Multiply: multiply,
  Concatenate: concatenate,
  Dropout: dropout,
  SpatialDropout2D: spatialDropout2d,
  GaussianNoise: gaussianNoise,
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  GroupNormalization: groupNormalization,
  RandomFlip: randomFlip,
  RandomRotation: randomRotation,
  RandomTranslation: randomTranslation,
  RandomZoom: randomZoom,
  RandomContrast: randomContrast,
  Output: output,
} as const satisfies Record<LayerType, LayerDefinition>;

export { LAYER_TYPES, type LayerType } from "./layer-types.ts";

/** Parsed settings of one kind of layer, defaults filled in: `LayerSettings<"Conv2D">`. */
export type LayerSettings<Type extends LayerType> = z.output<(typeof LAYERS)[Type]["settings"]>;

export function isLayerType(type: string): type is LayerType {
  return Object.hasOwn(LAYERS, type);
}

/** The definition of a layer type, undefined for a type that is not known. */
export function layerOf(type: string): LayerDefinition | undefined {
  return isLayerType(type) ? LAYERS[type] : undefined;
}
