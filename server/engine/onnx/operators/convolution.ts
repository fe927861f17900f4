/** What an operator of a convolution is given, values of the graph by name. */
export type Convolution = {
  input: string;
  /** [filters, channels / groups, kh, kw]. */
  kernel: string;
  bias?: string | undefined;
  channels: number;
  filters: number;
  size: readonly [number, number];
  strides: readonly [number, number];
  dilations: readonly [number, number];
  /** ONNX's `pads`: top, left, bottom, right. */
  pads: readonly number[];
  groups: number;
};
