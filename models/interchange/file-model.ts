import type { KerasVersion } from "./keras-version.ts";
import type { LayerCall, LayerRef } from "./read-call.ts";

/** Where a file keeps the weights of a layer. */
export type SavedAs = {
  /** What the layer is called in the model that it stands in. */
  name: string;
  /** Names of groups in a `.weights.h5` file: `layers/functional/layers/conv2d_1` is `["functional", "conv2d_1"]`. */
  path: readonly string[];
};

/** A layer as the file has it, by the name that it has in the whole model, and which ones it reads. */
export type FileLayer = {
  name: string;
  className: string;
  config: unknown;
  inputs: readonly string[];
  /** Arguments of the call that a block has no place for, such as `training=false`. */
  callNotes: readonly string[];
  /** Left out where it was made of another layer, or is none. */
  savedAs?: SavedAs;
};

export type FileModel = {
  version: KerasVersion;
  layers: readonly FileLayer[];
  /** The layer whose output is the model's. */
  output: string;
};

/** A layer in a model, which may be a model of its own. */
export type RawLayer = {
  name: string;
  className: string;
  config: unknown;
  /** Whether it is a function on tensors, as in `x + y`, and no layer. */
  isOperation: boolean;
  calls: readonly LayerCall[];
  /** Its own layers, where it is a model. */
  model: RawModel | null;
};

export type RawModel = {
  layers: readonly RawLayer[];
  inputs: readonly LayerRef[];
  outputs: readonly LayerRef[];
};
