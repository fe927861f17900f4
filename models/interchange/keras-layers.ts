import type { LayerSettings, LayerType } from "../layers/index.ts";
import { activationCodec } from "./activation-codec.ts";
import {
  contrastFactorCodec,
  factorCodec,
  factorRangeCodec,
  valueRangeCodec,
} from "./augmentation-codecs.ts";
import type { KerasLayer, SettingCodec } from "./keras-layer.ts";
import type { KernelSetting } from "./kernel-codec.ts";
import { dropoutWritten, noiseShapeCodec } from "./noise-shape-codec.ts";
import { meanCodec, normalizationWritten, perChannelCodec, sharedAxesCodec } from "./number-list-codecs.ts";
import { sidesOfMapCodec } from "./sides-of-map-codec.ts";

const same: SettingCodec = {};
const onlyNhwc = { data_format: ["channels_last", null] } as const;

const window = { strides: same, padding: same };
const convolution = {
  kernelSize: same,
  ...window,
  dilationRate: same,
  activation: activationCodec,
  useBias: same,
};
/** Keras writes the size of a window over a sequence as a list of one. */
const single: SettingCodec = {
  toKeras: (value) => [value],
  fromKeras: (value) => {
    const size: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
    return typeof size === "number" || size === null ? size : undefined;
  },
};
const pooling1d = {
  settings: { poolSize: single, strides: single, padding: same },
  only: onlyNhwc,
} as const;

/** Keras 2 writes them for layers that take no notice. */
const ofKeras2 = { usual: { groups: [1] }, ignored: ["kernel_initializer"] } as const;
const affine = { epsilon: same, center: same, scale: same };
const pooling = { settings: { poolSize: same, ...window }, only: onlyNhwc } as const;

/**
 * Every kind of layer but Input and Output, which are no layers of a Keras model. A new layer's entry names all its
 * settings.
 */
export const KERAS_LAYERS: {
  readonly [Type in Exclude<LayerType, "Input" | "Output">]: KerasLayer & {
    settings: Readonly<Record<Exclude<keyof LayerSettings<Type>, KernelSetting>, SettingCodec | null>>;
  };
} = {
  Conv2D: { settings: { filters: same, ...convolution, groups: same }, kernels: ["kernel"], only: onlyNhwc },
  DepthwiseConv2D: {
    settings: { ...convolution, depthMultiplier: same },
    kernels: ["depthwise"],
    only: onlyNhwc,
    ...ofKeras2,
  },
  SeparableConv2D: {
    settings: { filters: same, ...convolution, depthMultiplier: same },
    kernels: ["depthwise", "pointwise"],
    only: onlyNhwc,
    ...ofKeras2,
  },
  Conv2DTranspose: {
    settings: {
      filters: same,
      ...convolution,
      outputPadding: same,
    },
    kernels: ["kernel"],
    only: onlyNhwc,
    usual: { groups: [1] },
  },
  Conv1D: {
    settings: {
      filters: same,
      kernelSize: single,
      strides: single,
      padding: same,
      dilationRate: single,
      activation: activationCodec,
      useBias: same,
      groups: same,
    },
    kernels: ["kernel"],
    only: onlyNhwc,
  },
  MaxPooling1D: pooling1d,
  AveragePooling1D: pooling1d,
  GlobalAveragePooling1D: { settings: {}, only: { ...onlyNhwc, keepdims: [false] } },
  GlobalMaxPooling1D: { settings: {}, only: { ...onlyNhwc, keepdims: [false] } },
  MaxPooling2D: pooling,
  AveragePooling2D: pooling,
  GlobalAveragePooling2D: { settings: {}, only: { ...onlyNhwc, keepdims: [false] } },
  GlobalMaxPooling2D: { settings: {}, only: { ...onlyNhwc, keepdims: [false] } },
  UpSampling2D: { settings: { size: same, interpolation: same }, only: onlyNhwc },
  Flatten: { settings: {}, only: onlyNhwc },
  Dense: { settings: { units: same, activation: activationCodec, useBias: same }, kernels: ["kernel"] },
  Reshape: { settings: { targetShape: same } },
  ZeroPadding2D: { settings: { padding: sidesOfMapCodec }, only: onlyNhwc },
  Cropping2D: { settings: { cropping: sidesOfMapCodec }, only: onlyNhwc },
  Rescaling: { settings: { scale: perChannelCodec, offset: perChannelCodec } },
  /** Keras wants both of one length. */
  Normalization: {
    settings: { mean: meanCodec, variance: perChannelCodec },
    written: normalizationWritten,
    only: { invert: [false] },
    isOnLastAxis: true,
  },
  Identity: { settings: {} },
  Resizing: {
    settings: { height: same, width: same, interpolation: same },
    only: {
      ...onlyNhwc,
      crop_to_aspect_ratio: [false],
      pad_to_aspect_ratio: [false],
      antialias: [false],
    },
    ignored: ["fill_mode", "fill_value"],
  },
  RandomFlip: { settings: { mode: same } },
  /** Keras has no quarter turns: where there is no factor, any angle stands for them. */
  RandomRotation: {
    settings: { factor: factorRangeCodec, fillMode: same, interpolation: same },
    constants: { factor: 0.5 },
    usual: { fill_value: [0] },
  },
  RandomZoom: {
    settings: {
      heightFactor: factorRangeCodec,
      widthFactor: factorRangeCodec,
      fillMode: same,
      interpolation: same,
    },
    usual: { fill_value: [0] },
  },
  RandomTranslation: {
    settings: { heightFactor: factorCodec, widthFactor: factorCodec, fillMode: same },
    usual: { fill_value: [0], interpolation: ["bilinear"] },
  },
  RandomContrast: {
    settings: { factor: contrastFactorCodec, minValue: null, maxValue: null },
    joint: valueRangeCodec,
  },
  Activation: { settings: { activation: activationCodec }, isOnLastAxis: true },
  PReLU: { settings: { sharedAxes: sharedAxesCodec } },
  LeakyReLU: { settings: { negativeSlope: { keras2Name: "alpha" } } },
  Add: { settings: {} },
  Multiply: { settings: {} },
  Concatenate: { settings: { axis: same } },
  Dropout: { settings: { rate: same, wholeImage: noiseShapeCodec }, written: dropoutWritten },
  SpatialDropout2D: { settings: { rate: same }, only: onlyNhwc },
  GaussianNoise: { settings: { stddev: same } },
  BatchNormalization: {
    settings: { momentum: same, ...affine },
    only: { renorm: [false], synchronized: [false] },
    isOnLastAxis: true,
  },
  GroupNormalization: { settings: { groups: same, ...affine }, isOnLastAxis: true },
  LayerNormalization: { settings: affine, only: { rms_scaling: [false] }, isOnLastAxis: true },
};
