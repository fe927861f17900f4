import type { LayerType } from "#models/layers/index.ts";
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
import { layerNormalization } from "./layer-normalization.ts";
import { leakyReLU } from "./leaky-relu.ts";
import { maxPooling1d } from "./max-pooling1d.ts";
import { maxPooling2d } from "./max-pooling2d.ts";
import { multiply } from "./multiply.ts";
import { normalization } from "./normalization.ts";
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
import type { OnnxLayer } from "./define-onnx-layer.ts";

/** Layers between Input and Output, which the graph's own inputs and the loss stand for. */
export type InnerLayerType = Exclude<LayerType, "Input" | "Output">;

/** Every layer that the engine computes. A layer in `models/layers` without one here does not compile. */
const ONNX_LAYERS: { readonly [Type in InnerLayerType]: OnnxLayer<Type> } = {
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
};

/** The layer's operators; undefined for Input and Output, and for types that are not known. */
export function onnxLayerOf(type: LayerType | undefined): OnnxLayer<InnerLayerType> | undefined {
  if (type === undefined || type === "Input" || type === "Output") return undefined;
  return ONNX_LAYERS[type];
}
