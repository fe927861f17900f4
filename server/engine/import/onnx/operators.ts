import type { ActivationName } from "#models/layers/settings/activation.ts";
import type { OnnxCall } from "./onnx-call.ts";
import type { Feature, OnnxValue } from "./onnx-value.ts";
import { readConvTranspose } from "./read-conv-transpose.ts";
import { readConv, readGemm, readMatMul } from "./read-convolutions.ts";
import {
  activated,
  readArithmetic,
  readBatchNormalization,
  readClip,
  readDropout,
  readElu,
  readGelu,
  readHardSigmoid,
  readLeakyRelu,
  readPRelu,
  readSelu,
  readSoftmax,
} from "./read-elementwise.ts";
import {
  readAveragePool,
  readGlobalPool,
  readMaxPool,
  readPad,
  readReduce,
  readResize,
} from "./read-poolings.ts";
import {
  readConcat,
  readFlatten,
  readGather,
  readReshape,
  readShape,
  readSlice,
  readSqueeze,
  readTranspose,
  readUnsqueeze,
} from "./read-shapes.ts";

type Read<Value> = (call: OnnxCall) => Value;

/** Give what a layer gives. */
const LAYERS: Readonly<Record<string, Read<Feature>>> = {
  Conv: readConv,
  ConvTranspose: readConvTranspose,
  Gemm: readGemm,
  MatMul: readMatMul,
  BatchNormalization: readBatchNormalization,
  MaxPool: readMaxPool,
  AveragePool: readAveragePool,
  GlobalAveragePool: readGlobalPool,
  GlobalMaxPool: readGlobalPool,
  ReduceMean: readReduce,
  ReduceMax: readReduce,
  Resize: readResize,
  Upsample: readResize,
  Pad: readPad,
  Add: readArithmetic,
  Sum: readArithmetic,
  Sub: readArithmetic,
  Mul: readArithmetic,
  Div: readArithmetic,
  Clip: readClip,
  HardSigmoid: readHardSigmoid,
  Elu: readElu,
  Selu: readSelu,
  Gelu: readGelu,
  LeakyRelu: readLeakyRelu,
  PRelu: readPRelu,
  Softmax: readSoftmax,
  Dropout: readDropout,
};

const ACTIVATIONS: Readonly<Record<string, ActivationName>> = {
  Relu: "relu",
  Sigmoid: "sigmoid",
  Tanh: "tanh",
  HardSwish: "hard_silu",
  Mish: "mish",
  Softplus: "softplus",
  Softsign: "softsign",
};

/** Work on shapes and on numbers of the file too. */
const SHAPES: Readonly<Record<string, Read<OnnxValue>>> = {
  Identity: (call) => call.input(0),
  Cast: (call) => call.input(0),
  Reshape: readReshape,
  Flatten: readFlatten,
  Squeeze: readSqueeze,
  Unsqueeze: readUnsqueeze,
  Transpose: readTranspose,
  Shape: readShape,
  Gather: readGather,
  Slice: readSlice,
  Concat: readConcat,
  Constant: readConstantNode,
};

function readConstantNode(call: OnnxCall): OnnxValue {
  const { attributes } = call.node;
  const value = attributes.get("value");
  if (typeof value === "object" && value !== null && "dims" in value) return { kind: "constant", ...value };
  const single = attributes.get("value_float");
  if (typeof single === "number") {
    return { kind: "constant", dims: [], floats: Float32Array.of(single), ints: null };
  }
  const ints = call.ints("value_ints") ?? [attributes.get("value_int")];
  const whole = ints.filter((each) => typeof each === "number");
  if (whole.length === 0) throw call.refuse("its numbers are of a type that is not read");
  return {
    kind: "constant",
    dims: attributes.has("value_ints") ? [whole.length] : [],
    floats: null,
    ints: whole,
  };
}

/** What an operator gives. @throws WeightsRefusal with its name for one that no block stands for. */
export function readOperator(call: OnnxCall): OnnxValue {
  const { op, domain } = call.node;
  const isStandard = domain === "" || domain === "ai.onnx";
  const shape = isStandard && Object.hasOwn(SHAPES, op) ? SHAPES[op] : undefined;
  if (shape !== undefined) return shape(call);
  if (isStandard && Object.hasOwn(ACTIVATIONS, op)) {
    return { kind: "feature", ...activated(call, ACTIVATIONS[op] ?? "linear") };
  }
  const layer = isStandard && Object.hasOwn(LAYERS, op) ? LAYERS[op] : undefined;
  if (layer === undefined) {
    const name = isStandard ? op : `${domain}.${op}`;
    throw call.refuse(`the operator ${name.slice(0, 60)}, which no block here stands for`);
  }
  return { kind: "feature", ...layer(call) };
}
