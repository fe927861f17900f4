import type { KernelName } from "./kernel-codec.ts";
import type { Json } from "./json.ts";
import type { KerasVersion } from "./keras-version.ts";
import type { NetworkLayer } from "./network.ts";

export type SettingCodec = {
  /** Where Keras calls it something else than the setting's name in snake case. */
  name?: string;
  /** The name in Keras 2, where that differs too. */
  keras2Name?: string;
  toKeras?: (value: Json, version: KerasVersion) => Json;
  /** Undefined where Keras's value has no counterpart here. */
  fromKeras?: (value: unknown) => Json | undefined;
  /** What a learner should know of a value that is read, but does not mean quite the same. */
  note?: (value: unknown) => string | null;
};

/** Settings that Keras has as one argument. */
export type JointCodec = {
  /** Keras's argument. */
  name: string;
  toKeras: (settings: Readonly<Record<string, unknown>>) => Json;
  /** Null where Keras's value has no counterpart here. */
  fromKeras: (value: unknown) => Readonly<Record<string, Json>> | null;
};

/** How one kind of layer is written in a Keras config and read from it. */
export type KerasLayer = {
  /**
   * Every setting but those of kernels; `{}` where name and value are Keras's but for the case of the name. Null for one of
   * `joint`.
   */
  settings: Readonly<Record<string, SettingCodec | null>>;
  joint?: JointCodec;
  /** The settings as Keras wants them, where it does not take all that the layer does. */
  written?: (layer: NetworkLayer) => Readonly<Record<string, unknown>>;
  /** Arguments that Keras wants and this layer has no setting for. */
  constants?: Readonly<Record<string, Json>>;
  /** Arguments that make no difference here and are passed over. */
  ignored?: readonly string[];
  /** Arguments that make one in training only: the values that mean what the layer does. Another one is left out. */
  usual?: Readonly<Record<string, readonly Json[]>>;
  /** What Keras can set and this layer cannot: the values that mean what it does. Another one is refused. */
  only?: Readonly<Record<string, readonly Json[]>>;
  /** Kernels with an initializer and penalties. */
  kernels?: readonly KernelName[];
  /** Keras's `axis` must be the last one. */
  isOnLastAxis?: true;
};
