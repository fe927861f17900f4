import { ELEMENT_TYPE, type Attribute, type ElementType, type OnnxNode } from "../graph/proto/onnx-model.ts";
import { elementsOf, type ValueInfo } from "./value-info.ts";

type Dims = readonly number[];

/** From what a node reads to what it gives. */
type ShapeRule = (inputs: readonly ValueInfo[], node: OnnxNode) => readonly ValueInfo[];

/** A value that an optional input leaves out. */
export const ABSENT: ValueInfo = { type: "float32", dims: [0] };

const unary: ShapeRule = ([input = ABSENT]) => [{ type: input.type, dims: input.dims }];
const elementwise: ShapeRule = (inputs) => [{ type: inputs[0]?.type ?? "float32", dims: broadcast(inputs) }];
const comparison: ShapeRule = (inputs) => [{ type: "bool", dims: broadcast(inputs) }];

const reduction: ShapeRule = ([input = ABSENT, axes], { attributes }) => {
  const chosen = (axes?.numbers ?? list(attributes.axes) ?? input.dims.map((_, axis) => axis)).map((axis) =>
    wrap(axis, input.dims),
  );
  return [reduced(input, chosen, integer(attributes.keepdims, 1) === 1)];
};

const convolution: ShapeRule = ([input = ABSENT, kernel = ABSENT], { attributes }) => {
  const size = list(attributes.kernel_shape) ?? kernel.dims.slice(2);
  return [
    { type: "float32", dims: [input.dims[0] ?? 1, kernel.dims[0] ?? 1, ...windows(input, attributes, size)] },
  ];
};

const pooling: ShapeRule = ([input = ABSENT], { attributes, outputs }) => {
  const spatial = windows(input, attributes, list(attributes.kernel_shape) ?? [1, 1]);
  const dims = [...input.dims.slice(0, 2), ...spatial];
  const places: ValueInfo = { type: "int64", dims };
  return [{ type: input.type, dims }, ...outputs.slice(1).map(() => places)];
};

const globalPooling: ShapeRule = ([input = ABSENT]) => [
  { type: input.type, dims: [...input.dims.slice(0, 2), ...input.dims.slice(2).map(() => 1)] },
];

const transposedConvolution: ShapeRule = ([input = ABSENT, kernel = ABSENT], { attributes }) => {
  const [batch = 1, , ...spatial] = input.dims;
  const sides = spatial.map((side, axis) => {
    const stride = list(attributes.strides)?.[axis] ?? 1;
    const reach = ((kernel.dims[2 + axis] ?? 1) - 1) * (list(attributes.dilations)?.[axis] ?? 1) + 1;
    const pads = (list(attributes.pads)?.[axis] ?? 0) + (list(attributes.pads)?.[axis + spatial.length] ?? 0);
    return (side - 1) * stride + reach - pads + (list(attributes.output_padding)?.[axis] ?? 0);
  });
  const filters = (kernel.dims[1] ?? 1) * integer(attributes.group, 1);
  return [{ type: "float32", dims: [batch, filters, ...sides] }];
};

const product: ShapeRule = ([a = ABSENT, b = ABSENT], { op, attributes }) => {
  const flip = (dims: Dims, isFlipped: boolean) =>
    isFlipped ? [...dims.slice(0, -2), dims.at(-1) ?? 1, dims.at(-2) ?? 1] : dims;
  const left = flip(a.dims, integer(attributes.transA, 0) === 1);
  const right = flip(b.dims, integer(attributes.transB, 0) === 1);
  const rowsByColumns = [left.at(-2) ?? 1, right.at(-1) ?? 1];
  if (op.endsWith("Gemm")) return [{ type: "float32", dims: rowsByColumns }];
  const outer = broadcast([
    { type: "float32", dims: left.slice(0, -2) },
    { type: "float32", dims: right.slice(0, -2) },
  ]);
  return [{ type: "float32", dims: [...outer, ...rowsByColumns] }];
};

/** Outputs after the first are vectors, one number a channel. */
const batchNormalization: ShapeRule = ([input = ABSENT, scale = ABSENT], { outputs }) => [
  { type: input.type, dims: input.dims },
  ...outputs.slice(1).map((): ValueInfo => ({ type: "float32", dims: scale.dims })),
];

const reshape: ShapeRule = ([input = ABSENT, shape = ABSENT]) => {
  const asked = (shape.numbers ?? []).map((side, axis) => (side === 0 ? (input.dims[axis] ?? 1) : side));
  const known = asked.reduce((total, side) => (side === -1 ? total : total * side), 1);
  const dims = asked.map((side) => (side === -1 ? elementsOf(input) / known : side));
  return [{ type: input.type, dims, ...kept(input.numbers) }];
};

const slice: ShapeRule = ([input = ABSENT, starts, ends, axes, steps]) => {
  const dims = [...input.dims];
  for (const [index, axis] of (axes?.numbers ?? dims.map((_, i) => i)).entries()) {
    const at = wrap(axis, input.dims);
    const side = input.dims[at] ?? 1;
    const step = steps?.numbers?.[index] ?? 1;
    const clamp = (place: number, low: number, high: number) =>
      Math.min(Math.max(place < 0 ? place + side : place, low), high);
    const [low, high] = step > 0 ? [0, side] : [-1, side - 1];
    const start = clamp(starts?.numbers?.[index] ?? 0, Math.max(low, 0), high);
    const end = clamp(ends?.numbers?.[index] ?? side, low, high);
    dims[at] = Math.max(0, Math.ceil((end - start) / step));
  }
  const [start = 0] = starts?.numbers ?? [];
  const isVector = input.dims.length === 1 && (steps?.numbers?.[0] ?? 1) === 1;
  const numbers = isVector ? input.numbers?.slice(start, start + (dims[0] ?? 0)) : undefined;
  return [{ type: input.type, dims, ...kept(numbers) }];
};

const concat: ShapeRule = (inputs, { attributes }) => {
  const [first = ABSENT] = inputs;
  const axis = wrap(integer(attributes.axis, 0), first.dims);
  const total = inputs.reduce((sum, { dims }) => sum + (dims[axis] ?? 0), 0);
  const isKnown = first.dims.length === 1 && inputs.every(({ numbers }) => numbers !== undefined);
  const numbers = isKnown ? inputs.flatMap((input) => input.numbers ?? []) : undefined;
  return [{ type: first.type, dims: first.dims.with(axis, total), ...kept(numbers) }];
};

const split: ShapeRule = ([input = ABSENT, sizes], { attributes, outputs }) => {
  const axis = wrap(integer(attributes.axis, 0), input.dims);
  const even = (input.dims[axis] ?? 1) / outputs.length;
  return outputs.map((_, index) => ({
    type: input.type,
    dims: input.dims.with(axis, sizes?.numbers?.[index] ?? even),
  }));
};

const gather: ShapeRule = ([input = ABSENT, indices = ABSENT], { attributes }) => {
  const axis = wrap(integer(attributes.axis, 0), input.dims);
  const picked = indices.numbers?.map((index) => input.numbers?.at(index) ?? 0);
  return [
    {
      type: input.type,
      dims: [...input.dims.slice(0, axis), ...indices.dims, ...input.dims.slice(axis + 1)],
      ...kept(input.dims.length === 1 && input.numbers !== undefined ? picked : undefined),
    },
  ];
};

const pad: ShapeRule = ([input = ABSENT, pads], { attributes }) => {
  const zeros = pads?.numbers ?? list(attributes.pads) ?? [];
  const rank = input.dims.length;
  const dims = input.dims.map((side, axis) => side + (zeros[axis] ?? 0) + (zeros[axis + rank] ?? 0));
  return [{ type: input.type, dims }];
};

const resize: ShapeRule = ([input = ABSENT, , scales, sizes]) => {
  const wanted = sizes?.numbers;
  const dims = input.dims.map(
    (side, axis) => wanted?.[axis] ?? Math.floor(side * (scales?.numbers?.[axis] ?? 1)),
  );
  return [{ type: input.type, dims }];
};

const arg: ShapeRule = ([input = ABSENT], { attributes }) => {
  const axis = wrap(integer(attributes.axis, 0), input.dims);
  return [{ ...reduced(input, [axis], integer(attributes.keepdims, 1) === 1), type: "int64" }];
};

const squeeze: ShapeRule = ([input = ABSENT, axes]) => {
  const gone = axes?.numbers?.map((axis) => wrap(axis, input.dims));
  const dims = input.dims.filter((side, axis) => (gone === undefined ? side !== 1 : !gone.includes(axis)));
  return [{ type: input.type, dims, ...kept(input.numbers) }];
};

const unsqueeze: ShapeRule = ([input = ABSENT, axes]) => {
  const added = axes?.numbers ?? [];
  const rank = input.dims.length + added.length;
  const places = new Set(added.map((axis) => (axis < 0 ? axis + rank : axis)));
  const left = [...input.dims];
  const dims = Array.from({ length: rank }, (_, axis) => (places.has(axis) ? 1 : (left.shift() ?? 1)));
  return [{ type: input.type, dims, ...kept(input.numbers) }];
};

/** Shapes of what ONNX's operators give, and ONNX Runtime's own. Source: https://onnx.ai/onnx/operators. */
const SHAPE_RULES: Readonly<Record<string, ShapeRule>> = {
  ...each(unary, [
    "Abs",
    "Ceil",
    "Clip",
    "Cos",
    "CumSum",
    "Elu",
    "Erf",
    "Exp",
    "Floor",
    "Gelu",
    "HardSigmoid",
  ]),
  ...each(unary, ["HardSwish", "Identity", "LayerNormalization", "LeakyRelu", "Log", "LogSoftmax", "Neg"]),
  ...each(unary, ["Not", "PRelu", "QuickGelu", "Reciprocal", "Relu", "ReorderInput", "Round"]),
  ...each(unary, ["ScatterElements", "ScatterND", "Selu", "Sigmoid", "Sign", "Sin", "Softmax", "Softplus"]),
  ...each(unary, ["Softsign", "Sqrt", "Tanh", "ThresholdedRelu"]),
  ...each(elementwise, ["Add", "BiasGelu", "Div", "Max", "Mean", "Min", "Mod", "Mul", "Pow", "Sub", "Sum"]),
  ...each(comparison, ["And", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Or", "Xor"]),
  ...each(reduction, ["ReduceL1", "ReduceL2", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd"]),
  ...each(reduction, ["ReduceSum", "ReduceSumSquare", "ReduceLogSumExp"]),
  ...each(convolution, ["Conv", "FusedConv"]),
  ...each(pooling, ["AveragePool", "LpPool", "MaxPool"]),
  ...each(globalPooling, ["GlobalAveragePool", "GlobalMaxPool"]),
  ...each(product, ["FusedGemm", "FusedMatMul", "Gemm", "MatMul"]),
  ...each(arg, ["ArgMax", "ArgMin"]),
  BatchNormalization: batchNormalization,
  Cast: ([input = ABSENT], { attributes }) => [
    { type: typeOfCode(integer(attributes.to, 1)), dims: input.dims, ...kept(input.numbers) },
  ],
  Concat: concat,
  ConstantOfShape: ([shape = ABSENT]) => [{ type: "float32", dims: shape.numbers ?? [] }],
  ConvTranspose: transposedConvolution,
  DepthToSpace: ([input = ABSENT], { attributes }) => [blocksMoved(input, integer(attributes.blocksize, 1))],
  Expand: ([input = ABSENT, shape = ABSENT]) => [
    { type: input.type, dims: broadcast([input, { type: "int64", dims: shape.numbers ?? [] }]) },
  ],
  Flatten: ([input = ABSENT], { attributes }) => {
    const axis = integer(attributes.axis, 1);
    const count = (dims: Dims) => dims.reduce((total, side) => total * side, 1);
    return [{ type: input.type, dims: [count(input.dims.slice(0, axis)), count(input.dims.slice(axis))] }];
  },
  Gather: gather,
  GatherElements: ([input = ABSENT, indices = ABSENT]) => [{ type: input.type, dims: indices.dims }],
  MaxUnpool: ([input = ABSENT, , shape = ABSENT]) => [
    { type: input.type, dims: shape.numbers ?? input.dims },
  ],
  OneHot: ([indices = ABSENT, depth, values = ABSENT]) => [
    { type: values.type, dims: [...indices.dims, depth?.numbers?.[0] ?? 1] },
  ],
  Pad: pad,
  ReorderOutput: ([input = ABSENT], { attributes }) => [
    { type: input.type, dims: input.dims.with(1, integer(attributes.channels, input.dims[1] ?? 1)) },
  ],
  Reshape: reshape,
  Resize: resize,
  // The state alone is carried out of it.
  Scan: unary,
  Shape: ([input = ABSENT], { attributes }) => {
    const numbers = input.dims.slice(
      integer(attributes.start, 0),
      integer(attributes.end, input.dims.length),
    );
    return [{ type: "int64", dims: [numbers.length], numbers }];
  },
  Size: ([input = ABSENT]) => [{ type: "int64", dims: [], numbers: [elementsOf(input)] }],
  Slice: slice,
  SpaceToDepth: ([input = ABSENT], { attributes }) => [
    blocksMoved(input, 1 / integer(attributes.blocksize, 1)),
  ],
  Split: split,
  Squeeze: squeeze,
  Tile: ([input = ABSENT, repeats]) => [
    { type: input.type, dims: input.dims.map((side, axis) => side * (repeats?.numbers?.[axis] ?? 1)) },
  ],
  Transpose: ([input = ABSENT], { attributes }) => {
    const axes = list(attributes.perm) ?? input.dims.map((_, axis) => axis).toReversed();
    return [{ type: input.type, dims: axes.map((axis) => input.dims[axis] ?? 1) }];
  },
  Unsqueeze: unsqueeze,
  Where: ([condition = ABSENT, chosen = ABSENT, other = ABSENT]) => [
    { type: chosen.type, dims: broadcast([condition, chosen, other]) },
  ],
};

/** @throws Error where nothing is known of an operator: a guess would be a wrong estimate that nobody notices. */
export function shapeRuleOf(op: string): ShapeRule {
  const rule = SHAPE_RULES[op];
  if (rule === undefined) throw new Error(`What ${op} gives is not known: it has no shape rule`);
  return rule;
}

function each(rule: ShapeRule, ops: readonly string[]): Record<string, ShapeRule> {
  return Object.fromEntries(ops.map((op) => [op, rule]));
}

function kept(numbers: readonly number[] | undefined): { numbers?: readonly number[] } {
  return numbers === undefined ? {} : { numbers };
}

export function integer(attribute: Attribute | undefined, otherwise: number): number {
  return typeof attribute === "number" ? attribute : otherwise;
}

function list(attribute: Attribute | undefined): readonly number[] | undefined {
  return Array.isArray(attribute) ? (attribute as readonly number[]) : undefined;
}

function typeOfCode(code: number): ElementType {
  const found = Object.entries(ELEMENT_TYPE).find(([, value]) => value === code);
  return (found?.[0] ?? "float32") as ElementType;
}

/** A negative axis counts from the end. */
function wrap(axis: number, dims: Dims): number {
  return axis < 0 ? axis + dims.length : axis;
}

function broadcast(values: readonly ValueInfo[]): number[] {
  const rank = Math.max(0, ...values.map(({ dims }) => dims.length));
  return Array.from({ length: rank }, (_, axis) => {
    const sides = values.map(({ dims }) => dims[axis - rank + dims.length] ?? 1);
    return sides.find((side) => side !== 1) ?? 1;
  });
}

function reduced({ type, dims }: ValueInfo, axes: readonly number[], keepsAxes: boolean): ValueInfo {
  return {
    type,
    dims: keepsAxes
      ? dims.map((side, axis) => (axes.includes(axis) ? 1 : side))
      : dims.filter((_, axis) => !axes.includes(axis)),
  };
}

function blocksMoved(
  { type, dims: [batch = 1, channels = 1, height = 1, width = 1] }: ValueInfo,
  by: number,
) {
  return { type, dims: [batch, channels / (by * by), height * by, width * by] };
}

/** How many places a window takes along each axis after the first two. */
function windows(input: ValueInfo, attributes: OnnxNode["attributes"], size: readonly number[]): number[] {
  const pads = list(attributes.pads) ?? [];
  return input.dims.slice(2).map((side, axis) => {
    const reach = ((size[axis] ?? 1) - 1) * (list(attributes.dilations)?.[axis] ?? 1) + 1;
    const covered = side + (pads[axis] ?? 0) + (pads[axis + size.length] ?? 0) - reach;
    const steps = covered / (list(attributes.strides)?.[axis] ?? 1);
    return (integer(attributes.ceil_mode, 0) === 1 ? Math.ceil(steps) : Math.floor(steps)) + 1;
  });
}
