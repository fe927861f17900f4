import type { Shape } from "../layers/define-layer.ts";
import type { JsonObject } from "./json.ts";

export type TfjsPart = {
  name: string;
  className: string;
  config: JsonObject;
  /** Names of parts of the same layer; the first part reads what the layer reads. */
  inputs: readonly string[];
};

/** A kernel [h, w, in, out], or [k, in, out], written out with zeros, so that a plain convolution does what groups or dilation do. */
export type KernelChange = { groups: number; dilation: readonly [number, number]; shape: readonly number[] };

export type TfjsForms = {
  parts: readonly TfjsPart[];
  /** By the name of the weight. */
  kernels: Readonly<Record<string, KernelChange>>;
  /** By the name of the weight, what the part with the layer's name calls it, and the shape that it wants it in. */
  renamed?: Readonly<Record<string, { name: string; shape: Shape }>>;
  /** A weight that is the same number throughout. */
  constant?: { name: string; shape: Shape; value: number };
};
