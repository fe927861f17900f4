/** Element types of ONNX's TensorProto.DataType that Strata uses. */
export const ELEMENT_TYPE = {
  float32: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
} as const;

export type ElementType = keyof typeof ELEMENT_TYPE;

export type Attribute =
  | number
  | string
  | readonly number[]
  | { float: number }
  | { floats: readonly number[] }
  | { graph: OnnxGraph };

export type OnnxNode = {
  op: string;
  /** Empty for ONNX's own operators. */
  domain: string;
  inputs: readonly string[];
  outputs: readonly string[];
  /** A plain number is an integer; a fraction is written `{ float: 0.5 }`. */
  attributes: Readonly<Record<string, Attribute>>;
};

export type OnnxTensor = {
  name: string;
  type: ElementType;
  dims: readonly number[];
  /** Little-endian, row-major. */
  bytes: Uint8Array;
};

export type OnnxValueInfo = {
  name: string;
  type: ElementType;
  /** A name stands for an axis that is known only when the model runs. */
  dims: readonly (number | string)[];
};

/** A model's graph, or one inside a node such as Scan. */
export type OnnxGraph = {
  name: string;
  nodes: readonly OnnxNode[];
  initializers: readonly OnnxTensor[];
  inputs: readonly OnnxValueInfo[];
  outputs: readonly OnnxValueInfo[];
};

export type OnnxModel = OnnxGraph & { metadata: Readonly<Record<string, string>> };
