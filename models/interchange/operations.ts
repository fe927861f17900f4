import { parseJson } from "./file/parse-json.ts";
import { isObject, own, snakeCase } from "./json.ts";
import { isTensor, refOf, type LayerCall, type LayerRef } from "./read-call.ts";
import type { RawLayer } from "./file-model.ts";
import { Refusal, shown } from "./refusal.ts";

/** What is given to a function: another layer's output, or a value. */
type Argument = { ref: LayerRef } | { value: unknown };

type Operation = {
  layer: string;
  /** The function's name, the same for every way in which Keras writes it. */
  name: string;
  args: readonly Argument[];
  options: unknown;
};

export type OperationLayer = { className: string; config: unknown; inputs: readonly LayerRef[] };

/** The layer that computes what a function on tensors does. @throws Refusal that names the function where there is none. */
export function operationLayer(layer: RawLayer, call: LayerCall): OperationLayer {
  const operation = readOperation(layer, call);
  const make = Object.hasOwn(LAYERS, operation.name) ? LAYERS[operation.name] : undefined;
  if (make !== undefined) requireKnown(operation);
  const found = make?.(operation) ?? null;
  if (found === null) {
    throw new Refusal(`${layer.name}: Strata has no operation ${operation.name.slice(0, 60)}`);
  }
  return found;
}

const KNOWN = new Set(
  "name dtype trainable axis keepdims newshape shape max_value negative_slope threshold alpha approximate".split(
    " ",
  ),
);

function requireKnown({ layer, name, options }: Operation): void {
  for (const [key, value] of isObject(options) ? Object.entries(options) : []) {
    if (value === null || KNOWN.has(key)) continue;
    throw new Refusal(
      `${layer}: the operation ${name.slice(0, 60)} with ${key} ${shown(value)}, which Strata has not`,
    );
  }
}

function readOperation({ name, className, config }: RawLayer, call: LayerCall): Operation {
  const args = positional(call);
  if (className === "TensorFlowOpLayer") return ofTensorFlow({ layer: name, config, args });
  const said = own(config, "function");
  if (className === "SlicingOpLambda") {
    return { layer: name, name: "getitem", args, options: call.kwargs };
  }
  if (className !== "TFOpLambda") {
    return { layer: name, name: nameOf(snakeCase(className).slice(1)), args, options: config };
  }
  // What follows the first argument stands by its name: `{"y": ["conv2d", 0, 0]}`.
  const { y, ...options } = call.kwargs;
  const second: Argument[] = y === undefined ? [] : [argumentOf(y, name)];
  return { layer: name, name: nameOf(String(said)), args: [...args, ...second], options };
}

function positional({ inputs, values }: LayerCall): Argument[] {
  const args: Argument[] = inputs.map((ref) => ({ ref }));
  for (const { place, value } of values) args.splice(place, 0, { value });
  return args;
}

function argumentOf(value: unknown, reader: string): Argument {
  const isRef = Array.isArray(value) && typeof value[0] === "string";
  if (isRef) return { ref: refOf(value, reader) };
  if (isTensor(value)) return { ref: refOf(own(own(value, "config"), "keras_history"), reader) };
  return { value };
}

type OfTensorFlow = { layer: string; config: unknown; args: readonly Argument[] };

/** TensorFlow 2.0 to 2.3 keep the operator itself, and its constants by their place. */
function ofTensorFlow({ layer, config, args }: OfTensorFlow): Operation {
  const said = own(config, "node_def");
  const node = typeof said === "string" ? parseJson(said) : said;
  const all = [...args];
  const constants = own(config, "constants");
  for (const [place, value] of isObject(constants) ? Object.entries(constants) : []) {
    all.splice(Number(place), 0, { value });
  }
  return { layer, name: nameOf(snakeCase(String(own(node, "op"))).slice(1)), args: all, options: {} };
}

/** `math.add`, `__operators__.add`, `nn.relu` and `AddV2` are one function each. */
function nameOf(text: string): string {
  const last = text.split(".").at(-1) ?? text;
  const name = last.replace(/_?v2$/, "");
  return SAME[name] ?? name;
}

const SAME: Readonly<Record<string, string>> = {
  mul: "multiply",
  sub: "subtract",
  truediv: "divide",
  true_divide: "divide",
  real_div: "divide",
  div: "divide",
  neg: "negative",
  concat: "concatenate",
  reduce_mean: "mean",
  re_l_u: "relu",
  add_n: "add",
  swish: "silu",
  hard_swish: "hard_silu",
};

const ACTIVATIONS = [
  "relu6",
  "sigmoid",
  "hard_sigmoid",
  "silu",
  "hard_silu",
  "tanh",
  "softplus",
  "softsign",
  "selu",
  "mish",
  "log_softmax",
  "exponential",
];

const LAYERS: Readonly<Record<string, (operation: Operation) => OperationLayer | null>> = {
  add: (operation) =>
    merged(operation, "Add") ?? scaled(operation, (number) => ({ scale: 1, offset: number })),
  multiply: (operation) =>
    merged(operation, "Multiply") ?? scaled(operation, (number) => ({ scale: number, offset: 0 })),
  subtract: (operation) =>
    scaled(operation, (number, isFirst) =>
      isFirst ? { scale: -1, offset: number } : { scale: 1, offset: negated(number) },
    ),
  divide: (operation) =>
    scaled(operation, (divisor, isFirst) => {
      const scales = [divisor].flat().map((each) => 1 / Number(each));
      if (isFirst || !scales.every(Number.isFinite)) return null;
      return { scale: Array.isArray(divisor) ? scales : scales[0], offset: 0 };
    }),
  negative: (operation) => alone(operation, "Rescaling", { scale: -1, offset: 0 }),
  concatenate: (operation) =>
    merged(operation, "Concatenate", { axis: own(operation.options, "axis") ?? -1 }),
  relu: (operation) =>
    alone(operation, "ReLU", chosen(operation, ["max_value", "negative_slope", "threshold", "alpha"])),
  leaky_relu: (operation) => {
    const slope = own(operation.options, "negative_slope") ?? own(operation.options, "alpha") ?? 0.2;
    return alone(operation, "LeakyReLU", { negative_slope: slope });
  },
  elu: (operation) => alone(operation, "ELU", chosen(operation, ["alpha"])),
  softmax: (operation) => alone(operation, "Softmax", chosen(operation, ["axis"])),
  gelu: (operation) => {
    if (own(operation.options, "approximate") === true)
      throw new Refusal(`${operation.layer}: gelu by tanh, which Strata has not; it has the exact one`);
    return alone(operation, "Activation", { activation: "gelu" });
  },
  identity: (operation) => alone(operation, "Identity", {}),
  cast: (operation) =>
    own(operation.options, "dtype") === "float32" ? alone(operation, "Identity", {}) : null,
  mean: meanLayer,
  reshape: reshapeLayer,
  ...Object.fromEntries(
    ACTIVATIONS.map((activation) => [
      activation,
      (operation: Operation) => alone(operation, "Activation", { activation }),
    ]),
  ),
};

/** Two layers or more, and nothing else. */
function merged({ args }: Operation, className: string, config: object = {}): OperationLayer | null {
  const inputs = args.flatMap((argument) => ("ref" in argument ? [argument.ref] : []));
  return inputs.length === args.length && inputs.length > 1 ? { className, config, inputs } : null;
}

/** One layer, and nothing else that is a layer. */
function alone({ args }: Operation, className: string, config: object): OperationLayer | null {
  const inputs = args.flatMap((argument) => ("ref" in argument ? [argument.ref] : []));
  return inputs.length === 1 && args.length === 1 ? { className, config, inputs } : null;
}

type Scaled = { scale: unknown; offset: unknown };

/** A layer and a number, or a list with one for each channel, in either order. */
function scaled(
  { layer, args }: Operation,
  scale: (number: unknown, isFirst: boolean) => Scaled | null,
): OperationLayer | null {
  const refs = args.flatMap((argument) => ("ref" in argument ? [argument.ref] : []));
  const values = args.flatMap((argument) => ("value" in argument ? [argument.value] : []));
  const [input, ...others] = refs;
  if (input === undefined || others.length > 0 || values.length !== 1) return null;
  const number = numbersOf(values[0]);
  const config = number === null ? null : scale(number, args[0] !== undefined && "value" in args[0]);
  if (config === null) {
    throw new Refusal(`${layer}: it takes ${shown(values[0])} beside other layers, which no block does`);
  }
  return { className: "Rescaling", config, inputs: [input] };
}

/** A number, or one a channel, which may lie in lists of one: `[[[0.5, 0.25]]]`. */
function numbersOf(value: unknown): number | number[] | null {
  if (!Array.isArray(value)) return typeof value === "number" ? value : null;
  if (value.length === 1 && Array.isArray(value[0])) return numbersOf(value[0]);
  return value.every((each) => typeof each === "number") ? value : null;
}

function negated(number: unknown): unknown {
  return Array.isArray(number) ? number.map((each) => -each) : -Number(number);
}

function chosen({ options }: Operation, keys: readonly string[]): object {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = own(options, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** Over all places of a map, or all steps of a sequence. */
function meanLayer(operation: Operation): OperationLayer | null {
  const { options } = operation;
  const axis: unknown = own(options, "axis");
  const axes = (Array.isArray(axis) ? axis : [axis]).join();
  const keepdims = own(options, "keepdims") ?? false;
  if (axes === "1,2" || axes === "2,1" || axes === "-3,-2")
    return alone(operation, "GlobalAveragePooling2D", { keepdims });
  return axes === "1" ? alone(operation, "GlobalAveragePooling1D", { keepdims }) : null;
}

/** What keeps the batch apart. */
function reshapeLayer(operation: Operation): OperationLayer | null {
  const shape = own(operation.options, "newshape") ?? own(operation.options, "shape");
  const [batch, ...rest]: unknown[] = Array.isArray(shape) ? shape : [];
  return batch === -1 || batch === null ? alone(operation, "Reshape", { target_shape: rest }) : null;
}
