// ../main/server/engine/onnx/training-session.ts
import { Tensor as Tensor2 } from "onnxruntime-node";

// ../main/server/engine/onnx/create-session.ts
import { InferenceSession } from "onnxruntime-node";
function createSession(model, { threads, provider: provider2 = "cpu" }) {
  return InferenceSession.create(model, {
    executionProviders: [provider2],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    // Planned buffers stand beside those of the first run: 1.08 GB instead of 0.62 GB at batch 128, no faster.
    enableMemPattern: false,
    // Below errors, the log is one long list of unused initializers.
    logSeverityLevel: 3,
    ...profiling()
  });
}
function profiling() {
  const prefix = process.env.STRATA_PROFILE;
  return prefix === void 0 ? {} : { enableProfiling: true, profileFilePrefix: prefix };
}

// ../main/server/engine/onnx/optimizers/emit-moving-average.ts
function emitMovingAverage(graph, average, { value, decay }) {
  const gap = graph.node("Sub", [value, average]);
  return graph.node("Add", [average, graph.node("Mul", [gap, graph.scalar(1 - decay)])]);
}

// ../main/server/engine/onnx/optimizers/adam.ts
var BETA_1 = 0.9;
var BETA_2 = 0.999;
var EPSILON = 1e-7;
var adam = {
  name: "adam",
  slots: ["momentum", "velocity"],
  stepSize: ({ learningRate }, step2) => learningRate * Math.sqrt(1 - BETA_2 ** step2) / (1 - BETA_1 ** step2),
  emit(graph, { parameter, gradient, stepSize, slots: [momentum = "", velocity = ""] }) {
    const square = graph.node("Mul", [gradient, gradient]);
    const m = emitMovingAverage(graph, momentum, { value: gradient, decay: BETA_1 });
    const v = emitMovingAverage(graph, velocity, { value: square, decay: BETA_2 });
    const size = graph.node("Add", [graph.node("Sqrt", [v]), graph.scalar(EPSILON)]);
    const move = graph.node("Mul", [graph.node("Div", [m, size]), stepSize]);
    return { parameter: graph.node("Sub", [parameter, move]), slots: [m, v] };
  }
};

// ../main/server/engine/onnx/optimizers/rmsprop.ts
var RHO = 0.9;
var EPSILON2 = 1e-7;
var rmsprop = {
  name: "rmsprop",
  slots: ["velocity"],
  stepSize: ({ learningRate }) => learningRate,
  emit(graph, { parameter, gradient, stepSize, slots: [velocity = ""] }) {
    const square = graph.node("Mul", [gradient, gradient]);
    const v = emitMovingAverage(graph, velocity, { value: square, decay: RHO });
    const size = graph.node("Sqrt", [graph.node("Add", [v, graph.scalar(EPSILON2)])]);
    const move = graph.node("Div", [graph.node("Mul", [gradient, stepSize]), size]);
    return { parameter: graph.node("Sub", [parameter, move]), slots: [v] };
  }
};

// ../main/server/engine/onnx/optimizers/sgd.ts
var sgd = {
  name: "sgd",
  slots: ["momentum"],
  stepSize: ({ learningRate }) => learningRate,
  emit(graph, { hyperParameters: hyperParameters2, parameter, gradient, stepSize, slots: [velocity = ""] }) {
    const kept = graph.node("Mul", [velocity, graph.scalar(hyperParameters2.momentum)]);
    const moved = graph.node("Sub", [kept, graph.node("Mul", [gradient, stepSize])]);
    return { parameter: graph.node("Add", [parameter, moved]), slots: [moved] };
  }
};

// ../main/server/engine/onnx/optimizers/index.ts
var OPTIMIZERS = { adam, sgd, rmsprop };

// ../main/server/engine/onnx/detect-block-size.ts
import { Tensor } from "onnxruntime-node";

// ../main/server/engine/onnx/proto/onnx-model.ts
var ELEMENT_TYPE = {
  float32: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9
};

// ../main/server/engine/onnx/proto/protobuf-writer.ts
var VARINT = 0;
var LENGTH_DELIMITED = 2;
var FIXED32 = 5;
var utf8 = new TextEncoder();
var ProtobufWriter = class {
  #parts = [];
  #length = 0;
  integer(field, value) {
    this.#tag(field, VARINT);
    return this.#varint(BigInt(value));
  }
  float(field, value) {
    this.#tag(field, FIXED32);
    return this.#append(new Uint8Array(new Float32Array([value]).buffer));
  }
  text(field, value) {
    return this.bytes(field, utf8.encode(value));
  }
  bytes(field, value) {
    this.#tag(field, LENGTH_DELIMITED);
    this.#varint(BigInt(value.length));
    return this.#append(value);
  }
  message(field, value) {
    this.#tag(field, LENGTH_DELIMITED);
    this.#varint(BigInt(value.#length));
    for (const part of value.#parts) this.#append(part);
    return this;
  }
  finish() {
    const whole = new Uint8Array(this.#length);
    let offset = 0;
    for (const part of this.#parts) {
      whole.set(part, offset);
      offset += part.length;
    }
    return whole;
  }
  #tag(field, wireType) {
    this.#varint(BigInt(field << 3 | wireType));
  }
  #varint(value) {
    const bytes = [];
    let rest = BigInt.asUintN(64, value);
    while (rest > 127n) {
      bytes.push(Number(rest & 127n) | 128);
      rest >>= 7n;
    }
    bytes.push(Number(rest));
    return this.#append(Uint8Array.from(bytes));
  }
  #append(part) {
    this.#parts.push(part);
    this.#length += part.length;
    return this;
  }
};

// ../main/server/engine/onnx/proto/encode-model.ts
var IR_VERSION = 8;
var OPSET_VERSION = 18;
var CONTRIB_DOMAIN = "com.microsoft";
var BLOCKED_DOMAIN = "com.microsoft.nchwc";
var ATTRIBUTE_TYPE = { float: 1, int: 2, text: 3, floats: 6, ints: 7 };
function encodeModel(model) {
  const writer = new ProtobufWriter().integer(1, IR_VERSION).text(2, "strata").message(7, graphProto(model));
  writer.message(8, new ProtobufWriter().text(1, "").integer(2, OPSET_VERSION));
  for (const domain of [CONTRIB_DOMAIN, BLOCKED_DOMAIN]) {
    if (!model.nodes.some((node) => node.domain === domain)) continue;
    writer.message(8, new ProtobufWriter().text(1, domain).integer(2, 1));
  }
  for (const [key, value] of Object.entries(model.metadata)) {
    writer.message(14, new ProtobufWriter().text(1, key).text(2, value));
  }
  return writer.finish();
}
function graphProto(model) {
  const writer = new ProtobufWriter();
  for (const node of model.nodes) writer.message(1, nodeProto(node));
  writer.text(2, model.name);
  for (const tensor of model.initializers) writer.message(5, tensorProto(tensor));
  for (const input2 of model.inputs) writer.message(11, valueInfoProto(input2));
  for (const output2 of model.outputs) writer.message(12, valueInfoProto(output2));
  return writer;
}
function nodeProto(node) {
  const writer = new ProtobufWriter();
  for (const input2 of node.inputs) writer.text(1, input2);
  for (const output2 of node.outputs) writer.text(2, output2);
  writer.text(3, node.outputs.find((output2) => output2 !== "") ?? node.op).text(4, node.op);
  for (const [name, value] of Object.entries(node.attributes)) writer.message(5, attributeProto(name, value));
  return node.domain === "" ? writer : writer.text(7, node.domain);
}
function attributeProto(name, value) {
  const writer = new ProtobufWriter().text(1, name);
  if (typeof value === "number") return writer.integer(3, value).integer(20, ATTRIBUTE_TYPE.int);
  if (typeof value === "string") return writer.text(4, value).integer(20, ATTRIBUTE_TYPE.text);
  if ("float" in value) return writer.float(2, value.float).integer(20, ATTRIBUTE_TYPE.float);
  if ("floats" in value) {
    for (const float of value.floats) writer.float(7, float);
    return writer.integer(20, ATTRIBUTE_TYPE.floats);
  }
  for (const integer of value) writer.integer(8, integer);
  return writer.integer(20, ATTRIBUTE_TYPE.ints);
}
function tensorProto(tensor) {
  const writer = new ProtobufWriter();
  for (const dim of tensor.dims) writer.integer(1, dim);
  return writer.integer(2, ELEMENT_TYPE[tensor.type]).text(8, tensor.name).bytes(9, tensor.bytes);
}
function valueInfoProto(info) {
  const shape2 = new ProtobufWriter();
  for (const dim of info.dims) {
    const dimension = new ProtobufWriter();
    if (typeof dim === "number") dimension.integer(1, dim);
    else dimension.text(2, dim);
    shape2.message(1, dimension);
  }
  const tensorType = new ProtobufWriter().integer(1, ELEMENT_TYPE[info.type]).message(2, shape2);
  return new ProtobufWriter().text(1, info.name).message(2, new ProtobufWriter().message(1, tensorType));
}

// ../main/server/engine/onnx/target.ts
var PORTABLE = {
  provider: "cpu",
  blockSize: 0,
  hasPoolPlaces: true,
  hasFusedMatMul: false,
  maxInputs: Number.POSITIVE_INFINITY
};

// ../main/server/engine/onnx/graph-builder.ts
var MAX_SHARED_BYTES = 64;
var GraphBuilder = class {
  /** What the graph may count on where it is run. */
  target;
  #nodes = [];
  #initializers = /* @__PURE__ */ new Map();
  #inputs = [];
  #outputs = [];
  #count = 0;
  constructor(target = PORTABLE) {
    this.target = target;
  }
  node(op, inputs, attributes = {}) {
    const [output2] = this.nodes(op, inputs, { attributes, outputs: 1 });
    return output2;
  }
  /** A node with several outputs. */
  nodes(op, inputs, options) {
    const stem = `${op}_${this.#count++}`;
    const outputs = Array.from({ length: options.outputs }, (_, i) => i === 0 ? stem : `${stem}:${i}`);
    this.#nodes.push({ op, domain: "", inputs, outputs, attributes: options.attributes ?? {} });
    return outputs;
  }
  /** An operator of ONNX Runtime's own, outside the ONNX standard. */
  contrib(op, inputs, attributes = {}) {
    return this.#runtimeNode(CONTRIB_DOMAIN, { op, inputs, attributes });
  }
  /** An operator on ONNX Runtime's blocked layout, see `BlockedLayout`. */
  blocked(op, inputs, attributes = {}) {
    return this.#runtimeNode(BLOCKED_DOMAIN, { op, inputs, attributes });
  }
  /** A float32 scalar. */
  scalar(value) {
    return this.floats([value], []);
  }
  floats(values, dims = [values.length]) {
    return this.#constant("float32", dims, new Uint8Array(Float32Array.from(values).buffer));
  }
  /** int64, as ONNX wants shapes, axes and indices. */
  ints(values, dims = [values.length]) {
    return this.#constant("int64", dims, new Uint8Array(BigInt64Array.from(values, BigInt).buffer));
  }
  /** A constant with a name of its own, kept by that name in the file. */
  initializer(name, values, dims) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#initializers.set(name, { name, type: "float32", dims, bytes });
    return name;
  }
  input(name, type, dims) {
    this.#inputs.push({ name, type, dims });
    return name;
  }
  /** Makes a value an output of the model, under a name of its own. */
  output(name, value, info) {
    this.#nodes.push({ op: "Identity", domain: "", inputs: [value], outputs: [name], attributes: {} });
    this.#outputs.push({ name, ...info });
  }
  /** The bytes of an `.onnx` file. */
  encode(name, metadata = {}) {
    return encodeModel({
      name,
      nodes: this.#nodes,
      initializers: [...this.#initializers.values()],
      inputs: this.#inputs,
      outputs: this.#outputs,
      metadata
    });
  }
  #runtimeNode(domain, { op, inputs, attributes }) {
    const output2 = `${op}_${this.#count++}`;
    this.#nodes.push({ op, domain, inputs, outputs: [output2], attributes });
    return output2;
  }
  /** Small constants that are equal are kept once. */
  #constant(type, dims, bytes) {
    const isSmall = bytes.length <= MAX_SHARED_BYTES;
    const name = isSmall ? `const_${type}_${dims.join("x")}_${bytes.join("-")}` : `const_${this.#count++}`;
    if (!this.#initializers.has(name)) this.#initializers.set(name, { name, type, dims, bytes });
    return name;
  }
};

// ../main/server/engine/onnx/detect-block-size.ts
var CHANNELS = 64;
var detected;
function detectBlockSize() {
  detected ??= detect();
  return detected;
}
async function detect() {
  const graph = new GraphBuilder();
  const dims = [1, CHANNELS, 1, 2];
  const input2 = graph.input("input", "float32", dims);
  graph.output("output", graph.blocked("ReorderInput", [input2]), { type: "float32", dims });
  try {
    const session = await createSession(graph.encode("block-size"), { threads: 1 });
    const values = Float32Array.from({ length: 2 * CHANNELS }, (_, i) => i);
    const { output: output2 } = await session.run({ input: new Tensor("float32", values, dims) });
    await session.release();
    const reordered = output2?.data;
    return Math.max(0, reordered?.indexOf(1) ?? 0);
  } catch {
    return 0;
  }
}

// ../main/server/engine/onnx/target-for.ts
async function targetFor(provider2) {
  switch (provider2) {
    case "cpu":
      return { ...PORTABLE, provider: provider2, hasFusedMatMul: true, blockSize: await detectBlockSize() };
    case "webgpu":
      return { ...PORTABLE, provider: provider2, hasPoolPlaces: false, maxInputs: 8 };
    case "cuda":
      return { ...PORTABLE, provider: provider2, hasPoolPlaces: false, hasFusedMatMul: true };
  }
}

// ../main/server/engine/onnx/emit-backward.ts
function emitBackward(graph, plan2, { forward, logitsGradient }) {
  const learning = learningLayers(plan2);
  const arrived = /* @__PURE__ */ new Map([[forward.logitsLayer, [logitsGradient]]]);
  const weightGradients = /* @__PURE__ */ new Map();
  for (const { id, sources } of plan2.layers.toReversed()) {
    const emitted = forward.layers.get(id);
    const gradients = arrived.get(id);
    if (!emitted || !gradients || !learning.has(id)) continue;
    const [first = ""] = gradients;
    const gradient = gradients.length === 1 ? first : graph.node("Sum", gradients);
    const { inputs, weights } = emitted.result.backward(gradient);
    for (const [name, value] of Object.entries(weights)) weightGradients.set(`${id}/${name}`, value);
    for (const [index, source] of sources.entries()) {
      const emitInput = inputs[index];
      if (!learning.has(source) || !emitInput) continue;
      arrived.set(source, [...arrived.get(source) ?? [], emitInput()]);
    }
  }
  return weightGradients;
}
function learningLayers(plan2) {
  const learning = /* @__PURE__ */ new Set();
  for (const layer of plan2.layers) {
    const learns = layer.weights.some((weight) => weight.isTrainable);
    if (learns || layer.sources.some((source) => learning.has(source))) learning.add(layer.id);
  }
  return learning;
}

// ../main/models/layers/element-count.ts
function elementCount(shape2) {
  return shape2.reduce((product, size) => product * size, 1);
}

// ../main/server/engine/onnx/blocked-values.ts
var BlockedValues = class {
  #graph;
  #blockSize;
  #blockedOf = /* @__PURE__ */ new Map();
  constructor(graph) {
    this.#graph = graph;
    this.#blockSize = graph.target.blockSize;
  }
  /** A convolution of plain values, [batch, channels, h, w] to [batch, filters, h', w'], in whichever layout is faster. */
  convolve(convolution) {
    const { input: input2, kernel, bias, channels, filters, size, strides, dilations, pads, groups } = convolution;
    const operands = bias === void 0 ? [input2, kernel] : [input2, kernel, bias];
    const attributes = { kernel_shape: size, strides, dilations, pads, group: groups };
    if (!this.#fits(convolution)) return this.#graph.node("Conv", operands, attributes);
    const isThin = channels / groups < this.#blockSize;
    const source = channels < this.#blockSize ? input2 : this.#toBlocked(input2);
    const blocks = this.#blockKernel(convolution, isThin);
    const blocked = this.#graph.blocked("Conv", [source, blocks, ...bias === void 0 ? [] : [bias]], {
      ...attributes,
      auto_pad: "NOTSET"
    });
    const output2 = this.#graph.blocked("ReorderOutput", [blocked], { channels: filters });
    this.#blockedOf.set(output2, blocked);
    return output2;
  }
  /** Whole blocks of filters; whole blocks of channels, or fewer than one. Groups of one channel and one filter. */
  #fits({ channels, filters, groups }) {
    const block = this.#blockSize;
    if (block <= 1 || filters % block !== 0) return false;
    if (groups > 1) return groups === channels && groups === filters;
    return channels % block === 0 || channels < block;
  }
  #toBlocked(value) {
    const known = this.#blockedOf.get(value);
    if (known !== void 0) return known;
    const blocked = this.#graph.blocked("ReorderInput", [value]);
    this.#blockedOf.set(value, blocked);
    return blocked;
  }
  /** MLAS's OIHWBiBo, or OIHWBo for a thin or depthwise one: the block of filters lies innermost. */
  #blockKernel({ kernel, filters, size, ...convolution }, isThin) {
    const block = this.#blockSize;
    const channels = convolution.channels / convolution.groups;
    const split2 = isThin ? [filters / block, block, channels, ...size] : [filters / block, block, channels / block, block, ...size];
    const perm = isThin ? [0, 2, 3, 4, 1] : [0, 2, 4, 5, 3, 1];
    const parts = this.#graph.node("Reshape", [kernel, this.#graph.ints(split2)]);
    const ordered = this.#graph.node("Transpose", [parts], { perm });
    return this.#graph.node("Reshape", [ordered, this.#graph.ints([filters, channels, ...size])]);
  }
};

// ../main/server/engine/onnx/layers/define-onnx-layer.ts
function defineOnnxLayer(layer) {
  return layer;
}

// ../main/server/engine/onnx/layers/emit-mask.ts
function emitMask(graph, value, { above, below }) {
  const isAbove = graph.node("Greater", [value, graph.scalar(above)]);
  const isWithin = below === void 0 ? isAbove : graph.node("And", [isAbove, graph.node("Less", [value, graph.scalar(below)])]);
  return graph.node("Cast", [isWithin], { to: 1 });
}

// ../main/server/engine/onnx/layers/emit-activation.ts
function emitActivation(graph, activation4, value) {
  const add3 = (a, b) => graph.node("Add", [a, b]);
  const mul = (a, b) => graph.node("Mul", [a, b]);
  const oneMinus = (a) => graph.node("Sub", [graph.scalar(1), a]);
  const sloped = (output2, slope) => ({
    output: output2,
    backward: (gradient) => mul(gradient, slope())
  });
  switch (activation4) {
    case "linear":
      return { output: value, backward: (gradient) => gradient };
    case "relu": {
      const output2 = graph.node("Relu", [value]);
      return sloped(output2, () => emitMask(graph, output2, { above: 0 }));
    }
    case "relu6": {
      const output2 = graph.node("Clip", [value, graph.scalar(0), graph.scalar(6)]);
      return sloped(output2, () => emitMask(graph, output2, { above: 0, below: 6 }));
    }
    case "elu": {
      const output2 = graph.node("Elu", [value], { alpha: { float: 1 } });
      return sloped(output2, () => add3(graph.node("Min", [output2, graph.scalar(0)]), graph.scalar(1)));
    }
    case "gelu": {
      const erf = graph.node("Erf", [mul(value, graph.scalar(Math.SQRT1_2))]);
      const share = mul(add3(erf, graph.scalar(1)), graph.scalar(0.5));
      const density = () => mul(
        graph.node("Exp", [mul(mul(value, value), graph.scalar(-0.5))]),
        graph.scalar(1 / Math.sqrt(2 * Math.PI))
      );
      return sloped(mul(value, share), () => add3(share, mul(value, density())));
    }
    case "silu": {
      const gate = graph.node("Sigmoid", [value]);
      const output2 = mul(value, gate);
      return sloped(output2, () => add3(gate, mul(output2, oneMinus(gate))));
    }
    case "softplus":
      return sloped(graph.node("Softplus", [value]), () => graph.node("Sigmoid", [value]));
    case "sigmoid": {
      const output2 = graph.node("Sigmoid", [value]);
      return sloped(output2, () => mul(output2, oneMinus(output2)));
    }
    case "hard_sigmoid": {
      const output2 = emitHardSigmoid(graph, value);
      return sloped(output2, () => mul(emitMask(graph, output2, { above: 0, below: 1 }), graph.scalar(1 / 6)));
    }
    case "hard_silu": {
      const gate = emitHardSigmoid(graph, value);
      const rise = () => mul(emitMask(graph, gate, { above: 0, below: 1 }), graph.scalar(1 / 6));
      return sloped(mul(value, gate), () => add3(gate, mul(value, rise())));
    }
    case "tanh": {
      const output2 = graph.node("Tanh", [value]);
      return sloped(output2, () => oneMinus(mul(output2, output2)));
    }
    case "softmax": {
      const output2 = graph.node("Softmax", [value], { axis: 1 });
      const backward = (gradient) => {
        const weighted = mul(gradient, output2);
        const sum = graph.node("ReduceSum", [weighted, graph.ints([1])], { keepdims: 1 });
        return graph.node("Sub", [weighted, mul(output2, sum)]);
      };
      return { output: output2, backward };
    }
  }
}
function emitHardSigmoid(graph, value) {
  return graph.node("HardSigmoid", [value], { alpha: { float: 1 / 6 }, beta: { float: 0.5 } });
}

// ../main/server/engine/onnx/layers/activation.ts
var activation = defineOnnxLayer({
  type: "Activation",
  emit({ graph, settings: settings2, inputs: [input2] }) {
    const activated = emitActivation(graph, settings2.activation, input2.name);
    return {
      output: activated.output,
      backward: (gradient) => ({ inputs: [() => activated.backward(gradient)], weights: {} })
    };
  }
});

// ../main/server/engine/onnx/layers/emit-sum-to.ts
function emitSumTo(graph, gradient, { shape: shape2, repeated }) {
  const onnxAxis = (axis) => shape2.length === 3 ? [2, 3, 1][axis] ?? 0 : axis + 1;
  const axes = shape2.flatMap((size, axis) => size === repeated[axis] ? [] : [onnxAxis(axis)]);
  return axes.length === 0 ? gradient : graph.node("ReduceSum", [gradient, graph.ints(axes)], { keepdims: 1 });
}

// ../main/server/engine/onnx/layers/add.ts
var add = defineOnnxLayer({
  type: "Add",
  emit({ graph, inputs, outputShape }) {
    const names = inputs.map((input2) => input2.name);
    return {
      output: graph.node(names.length === 2 ? "Add" : "Sum", names),
      backward: (gradient) => ({
        inputs: inputs.map(
          ({ shape: shape2 }) => () => emitSumTo(graph, gradient, { shape: shape2, repeated: outputShape })
        ),
        weights: {}
      })
    };
  }
});

// ../main/models/layers/map-shape.ts
function mapShape(shape2) {
  const [height, width, channels] = shape2 ?? [];
  if (shape2?.length !== 3 || height === void 0 || width === void 0 || channels === void 0)
    return null;
  return { height, width, channels };
}

// ../main/models/layers/format-shape.ts
function formatShape(shape2) {
  return shape2.length === 1 ? `${shape2[0]} numbers` : shape2.join(" x ");
}

// ../main/models/layers/needs-map.ts
function needsMap(layer, shape2) {
  const got = shape2 === void 0 ? "nothing" : formatShape(shape2);
  return {
    ok: false,
    reason: `${layer} needs a map of height x width x channels, received ${got}; put ${layer} before Flatten`
  };
}

// ../main/models/layers/window-shape.ts
function windowShape(layer, input2, window) {
  const map = mapShape(input2);
  if (map === null) return needsMap(layer, input2);
  const [windowHeight, windowWidth] = window.size;
  if (window.padding === "valid" && (map.height < windowHeight || map.width < windowWidth)) {
    return {
      ok: false,
      reason: `${layer} needs a map of at least ${windowHeight} x ${windowWidth}, received ${map.height} x ${map.width}; use a smaller window, padding "same", or less pooling before it`
    };
  }
  const length = (size, windowSize, stride) => window.padding === "same" ? Math.ceil(size / stride) : Math.floor((size - windowSize) / stride) + 1;
  return {
    ok: true,
    shape: [
      length(map.height, windowHeight, window.strides[0]),
      length(map.width, windowWidth, window.strides[1]),
      window.channels ?? map.channels
    ]
  };
}

// ../main/models/layers/convolution-shape.ts
function dilatedSize([height, width], dilation) {
  return [(height - 1) * dilation[0] + 1, (width - 1) * dilation[1] + 1];
}
function convolutionShape(layer, input2, { kernelSize, strides, padding: padding3, dilationRate, channels }) {
  if (Math.max(...strides) > 1 && Math.max(...dilationRate) > 1) {
    const reason = `${layer} takes strides above 1 or a dilation rate above 1, not both; set one of them to 1`;
    return { ok: false, reason };
  }
  const size = dilatedSize(kernelSize, dilationRate);
  const window = { size, strides, padding: padding3 };
  return windowShape(layer, input2, channels === void 0 ? window : { ...window, channels });
}

// ../main/server/engine/onnx/layers/window-padding.ts
function windowGeometry(input2, output2, window) {
  const dilations = window.dilationRate ?? [1, 1];
  const reach = dilatedSize(window.size, dilations);
  const total = [0, 1].map((axis) => {
    const covered = ((output2[axis] ?? 0) - 1) * window.strides[axis] + reach[axis];
    return window.padding === "same" ? Math.max(covered - (input2[axis] ?? 0), 0) : 0;
  });
  const before = [Math.floor(total[0] / 2), Math.floor(total[1] / 2)];
  return {
    input: input2,
    output: output2,
    size: window.size,
    reach,
    dilations,
    strides: window.strides,
    before,
    after: [total[0] - before[0], total[1] - before[1]]
  };
}
function onnxPads({ before, after }) {
  return [...before, ...after];
}
function outputPadding({ input: input2, output: output2, reach, strides, before, after }) {
  const rest = (axis) => input2[axis] + before[axis] + after[axis] - ((output2[axis] - 1) * strides[axis] + reach[axis]);
  return [rest(0), rest(1)];
}

// ../main/server/engine/onnx/layers/average-pooling2d.ts
var averagePooling2d = defineOnnxLayer({
  type: "AveragePooling2D",
  emit({ graph, settings: settings2, inputs: [input2], outputShape }) {
    const size = settings2.poolSize;
    const strides = settings2.strides ?? size;
    const geometry = windowGeometry(input2.shape, outputShape, { size, strides, padding: settings2.padding });
    const output2 = graph.node("AveragePool", [input2.name], {
      kernel_shape: size,
      strides,
      pads: onnxPads(geometry),
      count_include_pad: 0
    });
    const backward = (gradient) => {
      const [height, width] = geometry.output;
      const shares = graph.floats(windowShares(geometry), [1, 1, height, width]);
      const shared = graph.node("Mul", [gradient, shares]);
      const maps = graph.node("Reshape", [shared, graph.ints([-1, 1, height, width])]);
      const ones = graph.floats(new Float32Array(size[0] * size[1]).fill(1), [1, 1, ...size]);
      const spread = graph.node("ConvTranspose", [maps, ones], {
        kernel_shape: size,
        strides,
        pads: onnxPads(geometry),
        output_padding: outputPadding(geometry)
      });
      const [inputHeight, inputWidth, channels] = geometry.input;
      return graph.node("Reshape", [spread, graph.ints([-1, channels, inputHeight, inputWidth])]);
    };
    return { output: output2, backward: (gradient) => ({ inputs: [() => backward(gradient)], weights: {} }) };
  }
});
function windowShares({ input: input2, output: output2, size, strides, before }) {
  const reach = (axis, index) => {
    const start = index * strides[axis] - before[axis];
    return Math.min(start + size[axis], input2[axis]) - Math.max(start, 0);
  };
  const shares = [];
  for (let row = 0; row < output2[0]; row++) {
    for (let column = 0; column < output2[1]; column++) shares.push(1 / (reach(0, row) * reach(1, column)));
  }
  return shares;
}

// ../main/server/engine/onnx/layers/batch-normalization.ts
var batchNormalization = defineOnnxLayer({
  type: "BatchNormalization",
  emit({ graph, settings: settings2, inputs: [input2], isTraining, weight }) {
    const channels = input2.shape.at(-1) ?? 0;
    const isMap = input2.shape.length === 3;
    const gamma = settings2.scale ? weight("gamma") : graph.floats(new Float32Array(channels).fill(1));
    const beta = settings2.center ? weight("beta") : graph.floats(new Float32Array(channels));
    if (!isTraining) {
      const operands = [input2.name, gamma, beta, weight("moving_mean"), weight("moving_variance")];
      const output3 = graph.node("BatchNormalization", operands, { epsilon: { float: settings2.epsilon } });
      return { output: output3, backward: () => ({ inputs: [], weights: {} }) };
    }
    const axes = graph.ints(isMap ? [0, 2, 3] : [0]);
    const perChannel = graph.ints(isMap ? [1, channels, 1, 1] : [1, channels]);
    const vector = graph.ints([channels]);
    const mean = graph.node("ReduceMean", [input2.name, axes], { keepdims: 1 });
    const centred = graph.node("Sub", [input2.name, mean]);
    const variance = graph.node("ReduceMean", [graph.node("Mul", [centred, centred]), axes], { keepdims: 1 });
    const deviation = graph.node("Sqrt", [graph.node("Add", [variance, graph.scalar(settings2.epsilon)])]);
    const normalized = graph.node("Div", [centred, deviation]);
    const scale = graph.node("Reshape", [gamma, perChannel]);
    const scaled = graph.node("Mul", [normalized, scale]);
    const output2 = graph.node("Add", [scaled, graph.node("Reshape", [beta, perChannel])]);
    const moved = (name, batch) => {
      const running = weight(name);
      const gap = graph.node("Sub", [graph.node("Reshape", [batch, vector]), running]);
      return graph.node("Add", [running, graph.node("Mul", [gap, graph.scalar(1 - settings2.momentum)])]);
    };
    return {
      output: output2,
      updates: {
        moving_mean: moved("moving_mean", mean),
        moving_variance: moved("moving_variance", variance)
      },
      backward(gradient) {
        const meanOf = (value) => graph.node("ReduceMean", [value, axes], { keepdims: 1 });
        const sumOf = (value) => graph.node("Reshape", [graph.node("ReduceSum", [value, axes], { keepdims: 0 }), vector]);
        const along = graph.node("Mul", [gradient, normalized]);
        return {
          inputs: [
            () => {
              const shift = graph.node("Sub", [gradient, meanOf(gradient)]);
              const level = graph.node("Sub", [shift, graph.node("Mul", [normalized, meanOf(along)])]);
              return graph.node("Mul", [level, graph.node("Div", [scale, deviation])]);
            }
          ],
          weights: {
            ...settings2.scale ? { gamma: sumOf(along) } : {},
            ...settings2.center ? { beta: sumOf(gradient) } : {}
          }
        };
      }
    };
  }
});

// ../main/server/engine/onnx/layers/concatenate.ts
var concatenate = defineOnnxLayer({
  type: "Concatenate",
  emit({ graph, inputs }) {
    const names = inputs.map((input2) => input2.name);
    let end = 0;
    const parts = inputs.map(({ shape: shape2 }) => {
      const start = end;
      end += shape2.at(-1) ?? 0;
      return { start, end };
    });
    return {
      output: graph.node("Concat", names, { axis: 1 }),
      backward: (gradient) => ({
        inputs: parts.map(
          (part) => () => graph.node("Slice", [
            gradient,
            graph.ints([part.start]),
            graph.ints([part.end]),
            graph.ints([1])
          ])
        ),
        weights: {}
      })
    };
  }
});

// ../main/server/engine/onnx/layers/emit-kernel-gradient.ts
function emitKernelGradient(graph, operands) {
  const { input: input2, gradient, geometry, groups } = operands;
  const { size, output: output2 } = geometry;
  const [filters, channels] = [output2[2] / groups, geometry.input[2] / groups];
  const rowCount = channels * size[0] * size[1];
  const split2 = groups === 1 ? [] : [groups];
  const pixels = emitMetPixels(graph, input2, geometry);
  const met = graph.node("Reshape", [pixels, graph.ints([0, ...split2, rowCount, -1])]);
  const slope = graph.node("Reshape", [gradient, graph.ints([0, ...split2, filters, -1])]);
  const isSlopeSmaller = filters <= rowCount;
  const products = graph.contrib("FusedMatMul", isSlopeSmaller ? [met, slope] : [slope, met], { transB: 1 });
  const sum = graph.node("ReduceSum", [products, graph.ints([0])], { keepdims: 0 });
  const perm = groups === 1 ? [1, 0] : [0, 2, 1];
  const byFilter = isSlopeSmaller && filters > 1 ? graph.node("Transpose", [sum], { perm }) : sum;
  return graph.node("Reshape", [byFilter, graph.ints([output2[2], channels, ...size])]);
}
var MAX_SHIFT_VALUES = 1e6;
function emitMetPixels(graph, input2, geometry) {
  const { size, strides, dilations, before, after } = geometry;
  const places = size[0] * size[1];
  const isWhole = places === 1 && strides[0] * strides[1] === 1;
  if (isWhole && [...before, ...after].every((zeros) => zeros === 0)) return input2;
  const [height, width, channels] = geometry.input;
  const attributes = { kernel_shape: size, strides, dilations, pads: onnxPads(geometry) };
  if (channels * places * places <= MAX_SHIFT_VALUES) {
    return graph.node("Conv", [input2, emitShifts(graph, size, channels)], { ...attributes, group: channels });
  }
  const single = graph.node("Reshape", [input2, graph.ints([-1, 1, height, width])]);
  return graph.node("Conv", [single, emitShifts(graph, size, 1)], attributes);
}
function emitShifts(graph, size, channels) {
  const places = size[0] * size[1];
  const shifts = new Float32Array(channels * places * places);
  for (let row = 0; row < channels * places; row++) shifts[row * places + row % places] = 1;
  return graph.floats(shifts, [channels * places, 1, ...size]);
}

// ../main/server/engine/onnx/layers/emit-convolution.ts
function emitConvolution(operands) {
  const { graph, blocked, input: input2, kernel, bias, geometry, groups } = operands;
  const output2 = blocked.convolve({
    input: input2,
    kernel,
    bias,
    channels: geometry.input[2],
    filters: geometry.output[2],
    size: geometry.size,
    strides: geometry.strides,
    dilations: geometry.dilations,
    pads: onnxPads(geometry),
    groups
  });
  return {
    output: output2,
    kernelGradient: (gradient) => emitKernelGradient(graph, { input: input2, gradient, geometry, groups }),
    biasGradient: (gradient) => graph.node("ReduceSum", [gradient, graph.ints([0, 2, 3])], { keepdims: 0 }),
    inputGradient: (gradient) => emitInputGradient(operands, gradient)
  };
}
function emitInputGradient({ graph, blocked, kernel, geometry, groups }, gradient) {
  const { size, reach, strides, dilations, before, after } = geometry;
  if (strides[0] !== 1 || strides[1] !== 1) {
    return graph.node("ConvTranspose", [gradient, kernel], {
      kernel_shape: size,
      strides,
      dilations,
      pads: onnxPads(geometry),
      output_padding: outputPadding(geometry),
      group: groups
    });
  }
  const exchanged = emitExchanged(graph, { kernel, geometry, groups });
  return blocked.convolve({
    input: gradient,
    kernel: size[0] * size[1] === 1 ? exchanged : emitHalfTurn(graph, exchanged),
    channels: geometry.output[2],
    filters: geometry.input[2],
    size,
    strides: [1, 1],
    dilations,
    pads: [
      reach[0] - 1 - before[0],
      reach[1] - 1 - before[1],
      reach[0] - 1 - after[0],
      reach[1] - 1 - after[1]
    ],
    groups
  });
}
function emitExchanged(graph, { kernel, geometry, groups }) {
  const [filters, channels] = [geometry.output[2] / groups, geometry.input[2] / groups];
  if (groups === 1) return graph.node("Transpose", [kernel], { perm: [1, 0, 2, 3] });
  if (filters === 1 && channels === 1) return kernel;
  const split2 = graph.ints([groups, filters, channels, ...geometry.size]);
  const parts = graph.node("Transpose", [graph.node("Reshape", [kernel, split2])], { perm: [0, 2, 1, 3, 4] });
  return graph.node("Reshape", [parts, graph.ints([geometry.input[2], filters, ...geometry.size])]);
}
var BEFORE_THE_FIRST = -2147483648;
function emitHalfTurn(graph, kernel) {
  const backwards = graph.ints([-1, -1]);
  const ends = graph.ints([BEFORE_THE_FIRST, BEFORE_THE_FIRST]);
  return graph.node("Slice", [kernel, backwards, ends, graph.ints([2, 3]), backwards]);
}

// ../main/server/engine/onnx/layers/conv2d.ts
var conv2d = defineOnnxLayer({
  type: "Conv2D",
  weightAxes: { kernel: [3, 2, 0, 1] },
  emit({ graph, blocked, settings: settings2, inputs: [input2], outputShape, weight }) {
    const convolution = emitConvolution({
      graph,
      blocked,
      input: input2.name,
      kernel: weight("kernel"),
      bias: settings2.useBias ? weight("bias") : void 0,
      geometry: windowGeometry(input2.shape, outputShape, { ...settings2, size: settings2.kernelSize }),
      groups: settings2.groups
    });
    const activated = emitActivation(graph, settings2.activation, convolution.output);
    return {
      output: activated.output,
      backward(outputGradient) {
        const gradient = activated.backward(outputGradient);
        return {
          inputs: [() => convolution.inputGradient(gradient)],
          weights: {
            kernel: convolution.kernelGradient(gradient),
            ...settings2.useBias ? { bias: convolution.biasGradient(gradient) } : {}
          }
        };
      }
    };
  }
});

// ../main/server/engine/onnx/layers/dense.ts
var dense = defineOnnxLayer({
  type: "Dense",
  emit({ graph, settings: settings2, inputs: [input2], weight }) {
    const kernel = weight("kernel");
    const operands = settings2.useBias ? [input2.name, kernel, weight("bias")] : [input2.name, kernel];
    const activated = emitActivation(graph, settings2.activation, graph.node("Gemm", operands));
    return {
      output: activated.output,
      backward(outputGradient) {
        const gradient = activated.backward(outputGradient);
        const weights = { kernel: graph.node("Gemm", [input2.name, gradient], { transA: 1 }) };
        return {
          inputs: [() => graph.node("Gemm", [gradient, kernel], { transB: 1 })],
          weights: settings2.useBias ? { ...weights, bias: graph.node("ReduceSum", [gradient, graph.ints([0])], { keepdims: 0 }) } : weights
        };
      }
    };
  }
});

// ../main/server/engine/onnx/layers/depthwise-conv2d.ts
var depthwiseConv2d = defineOnnxLayer({
  type: "DepthwiseConv2D",
  weightAxes: { kernel: [2, 3, 0, 1] },
  emit({ graph, blocked, settings: settings2, inputs: [input2], outputShape, weight }) {
    const [, , filters = 0] = outputShape;
    const convolution = emitConvolution({
      graph,
      blocked,
      input: input2.name,
      kernel: graph.node("Reshape", [weight("kernel"), graph.ints([filters, 1, ...settings2.kernelSize])]),
      bias: settings2.useBias ? weight("bias") : void 0,
      geometry: windowGeometry(input2.shape, outputShape, { ...settings2, size: settings2.kernelSize }),
      groups: input2.shape[2] ?? 1
    });
    const activated = emitActivation(graph, settings2.activation, convolution.output);
    return {
      output: activated.output,
      backward(outputGradient) {
        const gradient = activated.backward(outputGradient);
        return {
          inputs: [() => convolution.inputGradient(gradient)],
          weights: {
            kernel: convolution.kernelGradient(gradient),
            ...settings2.useBias ? { bias: convolution.biasGradient(gradient) } : {}
          }
        };
      }
    };
  }
});

// ../main/server/engine/onnx/layers/emit-dropout.ts
function emitDropout(graph, value, { rate, mask }) {
  if (rate === 0)
    return { output: value, backward: (gradient) => ({ inputs: [() => gradient], weights: {} }) };
  const kept = graph.node("Cast", [mask()], { to: 1 });
  const scale = graph.node("Mul", [kept, graph.scalar(1 / (1 - rate))]);
  return {
    output: graph.node("Mul", [value, scale]),
    backward: (gradient) => ({ inputs: [() => graph.node("Mul", [gradient, scale])], weights: {} })
  };
}

// ../main/server/engine/onnx/layers/dropout.ts
var dropout = defineOnnxLayer({
  type: "Dropout",
  emit: ({ graph, settings: settings2, inputs: [input2], isTraining, randomMask }) => emitDropout(graph, input2.name, {
    rate: isTraining ? settings2.rate : 0,
    mask: () => randomMask(settings2.rate, input2.shape)
  })
});

// ../main/server/engine/onnx/layers/flatten.ts
var flatten = defineOnnxLayer({
  type: "Flatten",
  emit({ graph, inputs: [input2], outputShape }) {
    const [units = 0] = outputShape;
    if (input2.shape.length === 1)
      return { output: input2.name, backward: (gradient) => ({ inputs: [() => gradient], weights: {} }) };
    const flat = graph.ints([-1, units]);
    const lastAxis = graph.node("Transpose", [input2.name], { perm: [0, 2, 3, 1] });
    return {
      output: graph.node("Reshape", [lastAxis, flat]),
      backward: (gradient) => ({
        inputs: [
          () => {
            const map = graph.node("Reshape", [gradient, graph.ints([-1, ...input2.shape])]);
            return graph.node("Transpose", [map], { perm: [0, 3, 1, 2] });
          }
        ],
        weights: {}
      })
    };
  }
});

// ../main/server/engine/onnx/layers/gaussian-noise.ts
var gaussianNoise = defineOnnxLayer({
  type: "GaussianNoise",
  emit({ graph, settings: { stddev }, inputs: [input2], isTraining, randomNormal }) {
    const isNoisy = isTraining && stddev > 0;
    const noise = () => graph.node("Mul", [randomNormal(), graph.scalar(stddev)]);
    return {
      output: isNoisy ? graph.node("Add", [input2.name, noise()]) : input2.name,
      backward: (gradient) => ({ inputs: [() => gradient], weights: {} })
    };
  }
});

// ../main/server/engine/onnx/layers/global-average-pooling2d.ts
var globalAveragePooling2d = defineOnnxLayer({
  type: "GlobalAveragePooling2D",
  emit({ graph, inputs: [input2] }) {
    const [height = 0, width = 0, channels = 0] = input2.shape;
    return {
      output: graph.node("ReduceMean", [input2.name, graph.ints([2, 3])], { keepdims: 0 }),
      backward: (gradient) => ({
        inputs: [
          () => {
            const share = graph.node("Mul", [gradient, graph.scalar(1 / (height * width))]);
            const point = graph.node("Reshape", [share, graph.ints([-1, channels, 1, 1])]);
            return graph.node("Expand", [point, graph.ints([1, 1, height, width])]);
          }
        ],
        weights: {}
      })
    };
  }
});

// ../main/server/engine/onnx/layers/layer-normalization.ts
var layerNormalization = defineOnnxLayer({
  type: "LayerNormalization",
  emit({ graph, settings: settings2, inputs: [input2], weight }) {
    const channels = input2.shape.at(-1) ?? 0;
    const isMap = input2.shape.length === 3;
    const axis = graph.ints([1]);
    const perChannel = graph.ints(isMap ? [1, channels, 1, 1] : [1, channels]);
    const meanOf = (value) => graph.node("ReduceMean", [value, axis], { keepdims: 1 });
    const centred = graph.node("Sub", [input2.name, meanOf(input2.name)]);
    const variance = meanOf(graph.node("Mul", [centred, centred]));
    const deviation = graph.node("Sqrt", [graph.node("Add", [variance, graph.scalar(settings2.epsilon)])]);
    const normalized = graph.node("Div", [centred, deviation]);
    const gamma = settings2.scale ? graph.node("Reshape", [weight("gamma"), perChannel]) : void 0;
    const scaled = gamma === void 0 ? normalized : graph.node("Mul", [normalized, gamma]);
    const output2 = settings2.center ? graph.node("Add", [scaled, graph.node("Reshape", [weight("beta"), perChannel])]) : scaled;
    return {
      output: output2,
      backward(gradient) {
        const sumOf = (value) => graph.node("ReduceSum", [value, graph.ints(isMap ? [0, 2, 3] : [0])], { keepdims: 0 });
        return {
          inputs: [
            () => {
              const slope = gamma === void 0 ? gradient : graph.node("Mul", [gradient, gamma]);
              const along = meanOf(graph.node("Mul", [slope, normalized]));
              const shift = graph.node("Sub", [slope, meanOf(slope)]);
              const level = graph.node("Sub", [shift, graph.node("Mul", [normalized, along])]);
              return graph.node("Div", [level, deviation]);
            }
          ],
          weights: {
            ...settings2.scale ? { gamma: sumOf(graph.node("Mul", [gradient, normalized])) } : {},
            ...settings2.center ? { beta: sumOf(gradient) } : {}
          }
        };
      }
    };
  }
});

// ../main/server/engine/onnx/layers/leaky-relu.ts
var leakyReLU = defineOnnxLayer({
  type: "LeakyReLU",
  emit({ graph, settings: { negativeSlope }, inputs: [input2] }) {
    const slope = () => {
      const above = graph.node("Mul", [
        emitMask(graph, input2.name, { above: 0 }),
        graph.scalar(1 - negativeSlope)
      ]);
      return graph.node("Add", [above, graph.scalar(negativeSlope)]);
    };
    return {
      output: graph.node("LeakyRelu", [input2.name], { alpha: { float: negativeSlope } }),
      backward: (gradient) => ({ inputs: [() => graph.node("Mul", [gradient, slope()])], weights: {} })
    };
  }
});

// ../main/server/engine/onnx/layers/max-pooling2d.ts
var maxPooling2d = defineOnnxLayer({
  type: "MaxPooling2D",
  emit({ graph, settings: settings2, inputs: [input2], outputShape, isTraining }) {
    const size = settings2.poolSize;
    const strides = settings2.strides ?? size;
    const geometry = windowGeometry(input2.shape, outputShape, { size, strides, padding: settings2.padding });
    const attributes = { kernel_shape: size, strides, pads: onnxPads(geometry) };
    const pooled = graph.nodes("MaxPool", [input2.name], { attributes, outputs: isTraining ? 2 : 1 });
    const [output2 = "", places = ""] = pooled;
    const overlaps = strides[0] < size[0] || strides[1] < size[1];
    const backward = (gradient) => {
      const shape2 = graph.node("Shape", [input2.name]);
      if (!overlaps) return graph.node("MaxUnpool", [gradient, places, shape2], attributes);
      const flat = graph.ints([-1]);
      const zeros = graph.node("Reshape", [graph.node("Mul", [input2.name, graph.scalar(0)]), flat]);
      const sum = graph.node(
        "ScatterElements",
        [zeros, graph.node("Reshape", [places, flat]), graph.node("Reshape", [gradient, flat])],
        { axis: 0, reduction: "add" }
      );
      return graph.node("Reshape", [sum, shape2]);
    };
    return { output: output2, backward: (gradient) => ({ inputs: [() => backward(gradient)], weights: {} }) };
  }
});

// ../main/server/engine/onnx/layers/multiply.ts
var multiply = defineOnnxLayer({
  type: "Multiply",
  emit({ graph, inputs, outputShape }) {
    const product = (names) => names.reduce((left, right) => graph.node("Mul", [left, right]));
    return {
      output: product(inputs.map((input2) => input2.name)),
      backward: (gradient) => ({
        inputs: inputs.map((input2) => () => {
          const others = inputs.filter((other) => other !== input2).map((other) => other.name);
          return emitSumTo(graph, product([gradient, ...others]), {
            shape: input2.shape,
            repeated: outputShape
          });
        }),
        weights: {}
      })
    };
  }
});

// ../main/server/engine/onnx/layers/rescaling.ts
var rescaling = defineOnnxLayer({
  type: "Rescaling",
  emit({ graph, settings: settings2, inputs: [input2] }) {
    const scale = graph.scalar(settings2.scale);
    const scaled = graph.node("Mul", [input2.name, scale]);
    return {
      output: graph.node("Add", [scaled, graph.scalar(settings2.offset)]),
      backward: (gradient) => ({ inputs: [() => graph.node("Mul", [gradient, scale])], weights: {} })
    };
  }
});

// ../main/server/engine/onnx/layers/reshape.ts
var reshape = defineOnnxLayer({
  type: "Reshape",
  emit({ graph, inputs: [input2], outputShape }) {
    return {
      output: emitReshape(graph, input2.name, { from: input2.shape, to: outputShape }),
      backward: (gradient) => ({
        inputs: [() => emitReshape(graph, gradient, { from: outputShape, to: input2.shape })],
        weights: {}
      })
    };
  }
});
function emitReshape(graph, value, { from, to }) {
  const channelsLast = hasPixels(from) ? graph.node("Transpose", [value], { perm: [0, 2, 3, 1] }) : value;
  const [height = 1, width = 1, channels = 1] = to;
  if (hasPixels(to)) {
    const shaped = graph.node("Reshape", [channelsLast, graph.ints([-1, ...to])]);
    return graph.node("Transpose", [shaped], { perm: [0, 3, 1, 2] });
  }
  const dims = to.length === 3 ? [channels, height, width] : to;
  return graph.node("Reshape", [channelsLast, graph.ints([-1, ...dims])]);
}
function hasPixels([height = 1, width = 1, ...rest]) {
  return rest.length === 1 && height * width > 1;
}

// ../main/server/engine/onnx/layers/separable-conv2d.ts
var separableConv2d = defineOnnxLayer({
  type: "SeparableConv2D",
  weightAxes: { depthwise_kernel: [2, 3, 0, 1], pointwise_kernel: [3, 2, 0, 1] },
  emit({ graph, blocked, settings: settings2, inputs: [input2], outputShape, weight }) {
    const [height = 0, width = 0] = outputShape;
    const channels = input2.shape[2] ?? 1;
    const between = [height, width, channels * settings2.depthMultiplier];
    const kernelShape = graph.ints([between[2], 1, ...settings2.kernelSize]);
    const depthwise = emitConvolution({
      graph,
      blocked,
      input: input2.name,
      kernel: graph.node("Reshape", [weight("depthwise_kernel"), kernelShape]),
      geometry: windowGeometry(input2.shape, between, { ...settings2, size: settings2.kernelSize }),
      groups: channels
    });
    const pointwise = emitConvolution({
      graph,
      blocked,
      input: depthwise.output,
      kernel: weight("pointwise_kernel"),
      bias: settings2.useBias ? weight("bias") : void 0,
      geometry: windowGeometry(between, outputShape, { size: [1, 1], strides: [1, 1], padding: "valid" }),
      groups: 1
    });
    const activated = emitActivation(graph, settings2.activation, pointwise.output);
    return {
      output: activated.output,
      backward(outputGradient) {
        const gradient = activated.backward(outputGradient);
        const inner = pointwise.inputGradient(gradient);
        return {
          inputs: [() => depthwise.inputGradient(inner)],
          weights: {
            depthwise_kernel: depthwise.kernelGradient(inner),
            pointwise_kernel: pointwise.kernelGradient(gradient),
            ...settings2.useBias ? { bias: pointwise.biasGradient(gradient) } : {}
          }
        };
      }
    };
  }
});

// ../main/server/engine/onnx/layers/spatial-dropout2d.ts
var spatialDropout2d = defineOnnxLayer({
  type: "SpatialDropout2D",
  emit: ({ graph, settings: settings2, inputs: [input2], isTraining, randomMask }) => emitDropout(graph, input2.name, {
    rate: isTraining ? settings2.rate : 0,
    mask: () => randomMask(settings2.rate, [1, 1, input2.shape[2] ?? 1])
  })
});

// ../main/server/engine/onnx/layers/up-sampling2d.ts
var upSampling2d = defineOnnxLayer({
  type: "UpSampling2D",
  emit({ graph, settings: { size }, inputs: [input2] }) {
    const [rows, columns] = size;
    return {
      output: graph.node("Resize", [input2.name, "", graph.floats([1, 1, rows, columns])], {
        mode: "nearest",
        coordinate_transformation_mode: "asymmetric",
        nearest_mode: "floor"
      }),
      backward: (gradient) => ({
        inputs: [
          () => {
            const mean = graph.node("AveragePool", [gradient], { kernel_shape: size, strides: size });
            return graph.node("Mul", [mean, graph.scalar(rows * columns)]);
          }
        ],
        weights: {}
      })
    };
  }
});

// ../main/models/layers/zero-padding2d.ts
import { z as z4 } from "zod";

// ../main/models/layers/define-layer.ts
function defineLayer(definition) {
  return definition;
}

// ../main/models/layers/settings/settings-object.ts
import { z } from "zod";
function settingsObject(fields) {
  return z.strictObject(fields, {
    error: (issue) => issue.code === "unrecognized_keys" ? `unknown setting ${issue.keys.slice(0, 3).join(", ")}` : void 0
  });
}

// ../main/models/layers/settings/size2d.ts
import { z as z3 } from "zod";

// ../main/models/layers/settings/bounded-number.ts
import { z as z2 } from "zod";

// ../main/models/layers/settings/received.ts
function received(value) {
  if (value === void 0 || value === null) return "nothing";
  const text = JSON.stringify(value) ?? "something else";
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}

// ../main/models/layers/settings/bounded-number.ts
function boundedInteger(min, max) {
  const outside = {
    error: ({ input: input2 }) => `expected ${min} to ${max}, received ${received(input2)}`
  };
  const notWhole = {
    error: ({ input: input2 }) => `expected a whole number, ${min} to ${max}, received ${received(input2)}`
  };
  return z2.number(notWhole).int({ ...notWhole, abort: true }).min(min, outside).max(max, outside);
}
function boundedNumber(min, max) {
  const outside = {
    error: ({ input: input2 }) => `expected ${min} to ${max}, received ${received(input2)}`
  };
  return z2.number(outside).min(min, outside).max(max, outside);
}

// ../main/models/layers/settings/size2d.ts
function size2d(min, max) {
  const side2 = boundedInteger(min, max);
  return z3.preprocess(
    (value) => typeof value === "number" ? [value, value] : value,
    z3.tuple([side2, side2], {
      error: ({ input: input2 }) => `expected a height and a width, ${min} to ${max}, received ${received(input2)}`
    })
  );
}

// ../main/models/layers/zero-padding2d.ts
var sides = size2d(0, 64);
var padding = z4.union(
  [z4.tuple([z4.tuple(sidePair()), z4.tuple(sidePair())]), sides],
  {
    error: () => "expected rows and columns, 0 to 64 each, or [top, bottom] and [left, right]"
  }
);
function sidePair() {
  const side2 = () => z4.int().min(0).max(64);
  return [side2(), side2()];
}
function paddedSides([rows, columns]) {
  const [top, bottom] = typeof rows === "number" ? [rows, rows] : rows;
  const [left, right] = typeof columns === "number" ? [columns, columns] : columns;
  return { before: [top, left], after: [bottom, right] };
}
var zeroPadding2d = defineLayer({
  type: "ZeroPadding2D",
  category: "core",
  settings: settingsObject({ padding: padding.default([1, 1]) }),
  fields: [
    {
      name: "padding",
      label: "Padding",
      kind: "size2d",
      min: 0,
      max: 64,
      step: 1,
      isOptional: false,
      help: "Rows of zeros above and below the map, and columns left and right of it."
    }
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input2], { padding: padding3 }) => {
    const map = mapShape(input2);
    if (map === null) return needsMap("ZeroPadding2D", input2);
    const { before, after } = paddedSides(padding3);
    const shape2 = [map.height + before[0] + after[0], map.width + before[1] + after[1], map.channels];
    return { ok: true, shape: shape2 };
  },
  weights: () => [],
  macs: () => 0,
  help: "Puts a border of zeros around the map, so that a window without padding reaches its edges."
});

// ../main/server/engine/onnx/layers/zero-padding2d.ts
var zeroPadding2d2 = defineOnnxLayer({
  type: "ZeroPadding2D",
  emit({ graph, settings: settings2, inputs: [input2] }) {
    const { before, after } = paddedSides(settings2.padding);
    const [height = 0, width = 0] = input2.shape;
    const axes = graph.ints([2, 3]);
    const ends = [before[0] + height, before[1] + width];
    return {
      output: graph.node("Pad", [input2.name, graph.ints([0, 0, ...before, 0, 0, ...after])]),
      backward: (gradient) => ({
        inputs: [() => graph.node("Slice", [gradient, graph.ints(before), graph.ints(ends), axes])],
        weights: {}
      })
    };
  }
});

// ../main/server/engine/onnx/layers/index.ts
var ONNX_LAYERS = {
  Conv2D: conv2d,
  DepthwiseConv2D: depthwiseConv2d,
  SeparableConv2D: separableConv2d,
  MaxPooling2D: maxPooling2d,
  AveragePooling2D: averagePooling2d,
  GlobalAveragePooling2D: globalAveragePooling2d,
  UpSampling2D: upSampling2d,
  Flatten: flatten,
  Dense: dense,
  Reshape: reshape,
  ZeroPadding2D: zeroPadding2d2,
  Rescaling: rescaling,
  Activation: activation,
  LeakyReLU: leakyReLU,
  Add: add,
  Multiply: multiply,
  Concatenate: concatenate,
  Dropout: dropout,
  SpatialDropout2D: spatialDropout2d,
  GaussianNoise: gaussianNoise,
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization
};
function onnxLayerOf(type) {
  if (type === void 0 || type === "Input" || type === "Output") return void 0;
  return ONNX_LAYERS[type];
}

// ../main/server/engine/onnx/emit-forward.ts
function emitForward(graph, plan2, options) {
  const values = /* @__PURE__ */ new Map();
  const layers = /* @__PURE__ */ new Map();
  const masks = [];
  const blocked = new BlockedValues(graph);
  const random = (id, { type, rate, shape: shape2 }) => {
    const dims = channelsFirst(shape2);
    const name = graph.input(`${id}/mask`, type, ["batch", ...dims]);
    masks.push({ name, type, rate, dims, elementsPerImage: elementCount(dims) });
    return name;
  };
  for (const layer of plan2.layers) {
    if (layer.type === "Input") values.set(layer.id, { name: options.images, shape: layer.shape });
    const operators = onnxLayerOf(layer.type);
    if (!operators) continue;
    const inputs = layer.sources.map((source) => found(values, source));
    const result = operators.emit({
      graph,
      blocked,
      settings: layer.settings,
      inputs,
      outputShape: layer.shape,
      isTraining: options.isTraining,
      weight: (name) => found(options.weights, `${layer.id}/${name}`),
      randomMask: (rate, shape2) => random(layer.id, { type: "uint8", rate, shape: shape2 }),
      randomNormal: () => random(layer.id, { type: "float32", rate: 0, shape: layer.inputShapes[0] ?? [] })
    });
    layers.set(layer.id, { layer, result });
    values.set(layer.id, { name: result.output, shape: layer.shape });
  }
  const [logitsLayer = ""] = plan2.layers.find((layer) => layer.type === "Output")?.sources ?? [];
  return { layers, logits: found(values, logitsLayer).name, logitsLayer, masks };
}
function channelsFirst(shape2) {
  const [height, width, channels] = shape2;
  if (height === void 0 || width === void 0 || channels === void 0) return [...shape2];
  return [channels, height, width];
}
function found(map, key) {
  const value = map.get(key);
  if (value === void 0) throw new Error(`${key} is not computed before it is used`);
  return value;
}

// ../main/server/engine/onnx/emit-images.ts
function emitImages(graph, [height, width, channels]) {
  const bytes = graph.input("images", "uint8", ["batch", channels, height, width]);
  return graph.node("Mul", [graph.node("Cast", [bytes], { to: 1 }), graph.scalar(1 / 255)]);
}

// ../main/server/engine/onnx/emit-loss.ts
function emitLoss(graph, logits, { labels, classes }) {
  const logProbabilities = graph.node("LogSoftmax", [logits], { axis: 1 });
  const column = graph.node("Reshape", [graph.node("Cast", [labels], { to: 7 }), graph.ints([-1, 1])]);
  const indices = graph.ints(Array.from({ length: classes }, (_, i) => i));
  const target = graph.node("Cast", [graph.node("Equal", [column, indices])], { to: 1 });
  const hit = graph.node("Mul", [target, logProbabilities]);
  const lossSum = graph.node("Neg", [graph.node("ReduceSum", [hit], { keepdims: 0 })]);
  const predicted = graph.node("ArgMax", [logits], { axis: 1, keepdims: 1 });
  const isRight = graph.node("Cast", [graph.node("Equal", [predicted, column])], { to: 1 });
  const correct = graph.node("ReduceSum", [isRight], { keepdims: 0 });
  const count = graph.node("Cast", [graph.node("Size", [labels])], { to: 1 });
  const difference = graph.node("Sub", [graph.node("Exp", [logProbabilities]), target]);
  return { lossSum, correct, logitsGradient: graph.node("Div", [difference, count]) };
}

// ../main/server/engine/onnx/emit-weights.ts
function emitWeights(graph, vector, packed) {
  const axis = graph.ints([0]);
  return new Map(
    vector.entries.map(({ weight, offset, size, dims }) => {
      const flat = graph.node("Slice", [packed, graph.ints([offset]), graph.ints([offset + size]), axis]);
      return [weight.key, dims.length === 1 ? flat : graph.node("Reshape", [flat, graph.ints(dims)])];
    })
  );
}
function emitPacked(graph, vector, values) {
  const flat = vector.entries.map(({ weight, dims }) => {
    const value = values.get(weight.key);
    if (value === void 0) throw new Error(`${weight.key} has no value to pack`);
    return dims.length === 1 ? value : graph.node("Reshape", [value, graph.ints([-1])]);
  });
  return flat.length === 1 ? flat[0] : graph.node("Concat", flat, { axis: 0 });
}

// ../main/server/engine/weights/permute-axes.ts
function permuteAxes(source, shape2, order) {
  const strides = shape2.map((_, axis) => shape2.slice(axis + 1).reduce((product, size) => product * size, 1));
  const target = new Float32Array(source.length);
  let written = 0;
  const walk = (depth, offset) => {
    const axis = order[depth];
    if (axis === void 0) {
      target[written++] = source[offset];
      return;
    }
    const size = shape2[axis] ?? 1;
    const stride = strides[axis] ?? 1;
    for (let i = 0; i < size; i++) walk(depth + 1, offset + i * stride);
  };
  walk(0, 0);
  return target;
}

// ../main/server/engine/onnx/weight-layout.ts
function weightLayout(plan2) {
  const typeOf = new Map(plan2.layers.map((layer) => [layer.id, layer.type]));
  const pack = (weights) => {
    let length = 0;
    const entries = weights.map((weight) => {
      const custom = onnxLayerOf(typeOf.get(weight.node))?.weightAxes?.[weight.name];
      const axes = custom ?? weight.shape.map((_, axis) => axis);
      const size = weight.shape.reduce((product, side2) => product * side2, 1);
      const entry = { weight, offset: length, size, axes, dims: axes.map((axis) => weight.shape[axis] ?? 1) };
      length += size;
      return entry;
    });
    return { entries, length };
  };
  return {
    trainable: pack(plan2.weights.filter((weight) => weight.isTrainable)),
    statistics: pack(plan2.weights.filter((weight) => !weight.isTrainable))
  };
}
function packWeights(vector, values) {
  const packed = new Float32Array(vector.length);
  for (const { weight, offset, axes } of vector.entries) {
    const value = values.get(weight.key);
    if (!value) throw new Error(`The weight ${weight.key} is missing`);
    packed.set(permuteAxes(value, weight.shape, axes), offset);
  }
  return packed;
}
function unpackWeights(vector, packed) {
  return vector.entries.map(({ weight, offset, size, axes, dims }) => {
    const back = axes.map((_, axis) => axes.indexOf(axis));
    return [weight.key, permuteAxes(packed.subarray(offset, offset + size), dims, back)];
  });
}

// ../main/server/engine/onnx/training-graph.ts
var TRAINABLE = "trainable";
var STATISTICS = "statistics";
function trainingGraph(plan2, hyperParameters2, target) {
  const graph = new GraphBuilder(target);
  const layout = weightLayout(plan2);
  const optimizer = OPTIMIZERS[hyperParameters2.optimizer];
  const images = emitImages(graph, plan2.inputShape);
  const labels = graph.input("labels", "int32", ["batch"]);
  const stepSize = graph.input("stepSize", "float32", []);
  const trainable = graph.input(TRAINABLE, "float32", [layout.trainable.length]);
  const slots = optimizer.slots.map((slot) => graph.input(slot, "float32", [layout.trainable.length]));
  const weights = emitWeights(graph, layout.trainable, trainable);
  if (layout.statistics.length > 0) {
    const statistics = graph.input(STATISTICS, "float32", [layout.statistics.length]);
    for (const [key, value] of emitWeights(graph, layout.statistics, statistics)) weights.set(key, value);
  }
  const forward = emitForward(graph, plan2, { images, weights, isTraining: true });
  const loss = emitLoss(graph, forward.logits, { labels, classes: plan2.classes });
  const gradients = emitBackward(graph, plan2, { forward, logitsGradient: loss.logitsGradient });
  const gradient = emitPacked(graph, layout.trainable, gradients);
  const next = optimizer.emit(graph, { hyperParameters: hyperParameters2, parameter: trainable, gradient, stepSize, slots });
  const scalar = { type: "float32", dims: [] };
  graph.output("lossSum", loss.lossSum, scalar);
  graph.output("correct", loss.correct, scalar);
  const vector = { type: "float32", dims: [layout.trainable.length] };
  graph.output(`next:${TRAINABLE}`, next.parameter, vector);
  for (const [index, slot] of slots.entries()) graph.output(`next:${slot}`, next.slots[index] ?? "", vector);
  if (layout.statistics.length > 0) {
    const updates = /* @__PURE__ */ new Map();
    for (const [id, { result }] of forward.layers) {
      for (const [name, value] of Object.entries(result.updates ?? {})) updates.set(`${id}/${name}`, value);
    }
    const moved = emitPacked(graph, layout.statistics, updates);
    graph.output(`next:${STATISTICS}`, moved, { type: "float32", dims: [layout.statistics.length] });
  }
  return { bytes: graph.encode("train"), layout, masks: forward.masks, slots };
}

// ../main/server/engine/onnx/training-session.ts
var TrainingSession = class _TrainingSession {
  #plan;
  #hyperParameters;
  #graph;
  #session;
  /** A step reads one set of vectors and writes the other, then they change places: nothing is allocated. */
  #now;
  #next;
  #lossSum = new Tensor2("float32", new Float32Array(1), []);
  #correct = new Tensor2("float32", new Float32Array(1), []);
  constructor(plan2, hyperParameters2, { graph, session }) {
    this.#plan = plan2;
    this.#hyperParameters = hyperParameters2;
    this.#graph = graph;
    this.#session = session;
    this.#now = emptyVectors(graph);
    this.#next = emptyVectors(graph);
  }
  static async create(plan2, hyperParameters2, settings2) {
    const graph = trainingGraph(plan2, hyperParameters2, await targetFor(settings2.provider ?? "cpu"));
    const session = await createSession(graph.bytes, settings2);
    return new _TrainingSession(plan2, hyperParameters2, { graph, session });
  }
  /** One optimizer step on a batch. Steps count from 1 over the whole training. */
  async step(batch, step2, fillMask2) {
    const [height, width, channels] = this.#plan.inputShape;
    const size = OPTIMIZERS[this.#hyperParameters.optimizer].stepSize(this.#hyperParameters, step2);
    const feeds = {
      ...this.#now,
      images: new Tensor2("uint8", batch.images, [batch.count, channels, height, width]),
      labels: new Tensor2("int32", batch.labels, [batch.count]),
      stepSize: new Tensor2("float32", Float32Array.of(size), [])
    };
    for (const [index, { name, type, rate, elementsPerImage, dims }] of this.#graph.masks.entries()) {
      const count = batch.count * elementsPerImage;
      const mask = type === "uint8" ? new Uint8Array(count) : new Float32Array(count);
      fillMask2(mask, index, rate);
      feeds[name] = new Tensor2(type, mask, [batch.count, ...dims]);
    }
    const fetches = { lossSum: this.#lossSum, correct: this.#correct };
    for (const [name, tensor] of Object.entries(this.#next)) fetches[`next:${name}`] = tensor;
    await this.#session.run(feeds, fetches);
    [this.#now, this.#next] = [this.#next, this.#now];
    return { lossSum: firstOf(this.#lossSum), correct: firstOf(this.#correct) };
  }
  /** The weight vectors as the evaluation graph takes them. Valid until the next step. */
  weightVectors() {
    return Object.fromEntries(
      Object.entries(this.#now).filter(([name]) => !this.#graph.slots.includes(name))
    );
  }
  /** A copy of all weights in Keras's layout. */
  weights() {
    const { trainable, statistics } = this.#graph.layout;
    return new Map([
      ...unpackWeights(trainable, this.#vector(TRAINABLE)),
      ...statistics.length > 0 ? unpackWeights(statistics, this.#vector(STATISTICS)) : []
    ]);
  }
  setWeights(values) {
    const { trainable, statistics } = this.#graph.layout;
    this.#vector(TRAINABLE).set(packWeights(trainable, values));
    if (statistics.length > 0) this.#vector(STATISTICS).set(packWeights(statistics, values));
  }
  /** A copy of what the optimizer remembers, one tensor a slot and weight, named `<weight>/<slot>`. */
  optimizerState() {
    const entries = this.#graph.slots.flatMap(
      (slot) => unpackWeights(this.#graph.layout.trainable, this.#vector(slot)).map(
        ([key, values]) => [`${key}/${slot}`, values]
      )
    );
    return new Map(entries);
  }
  setOptimizerState(state) {
    for (const slot of this.#graph.slots) {
      const values = new Map(
        this.#graph.layout.trainable.entries.map(({ weight, size }) => [
          weight.key,
          state.get(`${weight.key}/${slot}`) ?? new Float32Array(size)
        ])
      );
      this.#vector(slot).set(packWeights(this.#graph.layout.trainable, values));
    }
  }
  async release() {
    await this.#session.release();
  }
  #vector(name) {
    return this.#now[name]?.data;
  }
};
function emptyVectors({ layout, slots }) {
  const vector = (length) => new Tensor2("float32", new Float32Array(length), [length]);
  const vectors = { [TRAINABLE]: vector(layout.trainable.length) };
  for (const slot of slots) vectors[slot] = vector(layout.trainable.length);
  if (layout.statistics.length > 0) vectors[STATISTICS] = vector(layout.statistics.length);
  return vectors;
}
function firstOf(tensor) {
  return tensor.data[0] ?? Number.NaN;
}

// ../main/models/layers/same-shape.ts
function sameShape([input2 = []]) {
  return { ok: true, shape: input2 };
}

// ../main/models/layers/settings/activation.ts
import { z as z6 } from "zod";

// ../main/models/layers/settings/choice.ts
import { z as z5 } from "zod";
function choice(values) {
  const expected = `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
  return z5.enum(values, { error: ({ input: input2 }) => `expected ${expected}, received ${received(input2)}` });
}

// ../main/models/layers/settings/activation.ts
var activationName = choice([
  "linear",
  "relu",
  "relu6",
  "elu",
  "gelu",
  "silu",
  "softplus",
  "sigmoid",
  "hard_sigmoid",
  "hard_silu",
  "tanh",
  "softmax"
]);
var ALIASES = { swish: "silu", hard_swish: "hard_silu" };
var activation2 = z6.preprocess(
  (value) => typeof value === "string" && Object.hasOwn(ALIASES, value) ? ALIASES[value] : value,
  activationName
);
var LABELS = {
  silu: "silu (swish)",
  hard_silu: "hard_silu (hard swish)"
};
var activationField = {
  name: "activation",
  label: "Activation",
  kind: "choice",
  options: activationName.options.map((value) => ({ value, label: LABELS[value] ?? value })),
  help: "The function applied to every result; linear leaves it as it is, relu cuts negative values to 0."
};

// ../main/models/layers/activation.ts
var activation3 = defineLayer({
  type: "Activation",
  category: "activation",
  settings: settingsObject({ activation: activation2.default("relu") }),
  fields: [activationField],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: () => [],
  macs: () => 0,
  help: "Bends every value through a simple curve, which lets a stack of layers learn more than one layer could."
});

// ../main/models/layers/merged-shape.ts
function mergedShape(layer, inputs) {
  const [first = [], ...others] = inputs;
  let merged = first;
  for (const shape2 of others) {
    const fits = shape2.length === merged.length && shape2.every((size, axis) => size === merged[axis] || size === 1 || merged[axis] === 1);
    if (!fits) {
      const reason = `${layer} needs inputs of one shape, received ${inputs.map(formatShape).join(" and ")}`;
      return { ok: false, reason };
    }
    merged = merged.map((size, axis) => Math.max(size, shape2[axis] ?? 1));
  }
  return { ok: true, shape: merged };
}

// ../main/models/layers/add.ts
var add2 = defineLayer({
  type: "Add",
  category: "merge",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 2, max: 8 },
  outputShape: (inputs) => mergedShape("Add", inputs),
  weights: () => [],
  macs: () => 0,
  help: "Adds branches number by number, so that a block can learn a change to what passes beside it (a residual)."
});

// ../main/models/layers/settings/padding.ts
var padding2 = choice(["valid", "same"]);
var paddingField = {
  name: "padding",
  label: "Padding",
  kind: "choice",
  options: [
    { value: "valid", label: "valid: no border" },
    { value: "same", label: "same: zero border" }
  ],
  help: "With same, the map keeps its size at stride 1; with valid, it shrinks because windows stay inside."
};

// ../main/models/layers/settings/pooling-settings.ts
var poolingSettings = settingsObject({
  poolSize: size2d(1, 64).default([2, 2]),
  strides: size2d(1, 64).optional(),
  padding: padding2.default("valid")
});
var poolingFields = [
  {
    name: "poolSize",
    label: "Pool size",
    kind: "size2d",
    min: 1,
    max: 64,
    step: 1,
    isOptional: false,
    help: "Height and width of the window that becomes one value."
  },
  {
    name: "strides",
    label: "Strides",
    kind: "size2d",
    min: 1,
    max: 64,
    step: 1,
    isOptional: true,
    emptyMeans: "same as the pool size",
    help: "How far the window moves each time; left empty, windows do not overlap."
  },
  paddingField
];

// ../main/models/layers/average-pooling2d.ts
var averagePooling2d2 = defineLayer({
  type: "AveragePooling2D",
  category: "pooling",
  settings: poolingSettings,
  fields: poolingFields,
  inputs: { min: 1, max: 1 },
  outputShape: ([input2], { poolSize, strides, padding: padding3 }) => windowShape("AveragePooling2D", input2, { size: poolSize, strides: strides ?? poolSize, padding: padding3 }),
  weights: () => [],
  macs: () => 0,
  help: "Replaces each window by its mean, so the map shrinks and every value counts a little."
});

// ../main/models/layers/settings/affine.ts
var affineFields = [
  {
    name: "epsilon",
    label: "Epsilon",
    kind: "number",
    min: 1e-7,
    max: 0.1,
    step: 1e-3,
    help: "A small number added to the variance, so that nothing is divided by 0."
  },
  { name: "center", label: "Center (beta)", kind: "boolean", help: "Learn a shift for each channel." },
  { name: "scale", label: "Scale (gamma)", kind: "boolean", help: "Learn a factor for each channel." }
];
function affineWeights(shape2, { center, scale }) {
  const weights = [];
  if (scale) weights.push({ name: "gamma", shape: shape2, isTrainable: true, initializer: "ones" });
  if (center) weights.push({ name: "beta", shape: shape2, isTrainable: true, initializer: "zeros" });
  return weights;
}

// ../main/models/layers/settings/flag.ts
import { z as z7 } from "zod";
var flag = z7.boolean({ error: ({ input: input2 }) => `expected on or off, received ${received(input2)}` });

// ../main/models/layers/batch-normalization.ts
var batchNormalization2 = defineLayer({
  type: "BatchNormalization",
  category: "regularization",
  settings: settingsObject({
    momentum: boundedNumber(0, 0.9999).default(0.99),
    epsilon: boundedNumber(1e-7, 0.1).default(1e-3),
    center: flag.default(true),
    scale: flag.default(true)
  }),
  fields: [
    {
      name: "momentum",
      label: "Momentum",
      kind: "number",
      min: 0,
      max: 0.9999,
      step: 0.01,
      help: "How slowly the running mean and variance, used after training, follow the batches."
    },
    ...affineFields
  ],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: ([input2 = []], settings2) => {
    const shape2 = [input2.at(-1) ?? 0];
    const weights = affineWeights(shape2, settings2);
    weights.push(
      { name: "moving_mean", shape: shape2, isTrainable: false, initializer: "zeros" },
      { name: "moving_variance", shape: shape2, isTrainable: false, initializer: "ones" }
    );
    return weights;
  },
  macs: () => 0,
  help: "Brings each channel to mean 0 and spread 1 within the batch, which makes training faster and steadier."
});

// ../main/models/layers/concatenate.ts
var concatenate2 = defineLayer({
  type: "Concatenate",
  category: "merge",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 2, max: 8, isOrdered: true },
  outputShape: (inputs) => {
    const [first = []] = inputs;
    const rest = first.slice(0, -1);
    if (inputs.some((shape2) => shape2.slice(0, -1).join() !== rest.join())) {
      const received2 = inputs.map(formatShape).join(" and ");
      return {
        ok: false,
        reason: `Concatenate needs maps of one height and width, or flat inputs, received ${received2}`
      };
    }
    return { ok: true, shape: [...rest, inputs.reduce((sum, shape2) => sum + (shape2.at(-1) ?? 0), 0)] };
  },
  weights: () => [],
  macs: () => 0,
  help: "Stacks the channels of its branches behind each other, in the order in which they were connected."
});

// ../main/models/layers/settings/convolution-fields.ts
var filtersField = {
  name: "filters",
  label: "Filters",
  kind: "integer",
  min: 1,
  max: 2048,
  step: 1,
  help: "How many patterns the layer learns to look for; each makes one channel of the output."
};
var kernelSizeField = {
  name: "kernelSize",
  label: "Kernel size",
  kind: "size2d",
  min: 1,
  max: 15,
  step: 1,
  isOptional: false,
  help: "Height and width of the window that each filter sees at once."
};
var stridesField = {
  name: "strides",
  label: "Strides",
  kind: "size2d",
  min: 1,
  max: 15,
  step: 1,
  isOptional: false,
  help: "How far the window moves each time; 2 halves the map."
};
var dilationRateField = {
  name: "dilationRate",
  label: "Dilation rate",
  kind: "size2d",
  min: 1,
  max: 15,
  step: 1,
  isOptional: false,
  help: "The distance between the pixels of a window; 2 skips every other one, to see further at the same cost."
};
var groupsField = {
  name: "groups",
  label: "Groups",
  kind: "integer",
  min: 1,
  max: 2048,
  step: 1,
  help: "Splits channels and filters into so many parts that do not see each other, which makes the layer cheaper."
};
var depthMultiplierField = {
  name: "depthMultiplier",
  label: "Depth multiplier",
  kind: "integer",
  min: 1,
  max: 32,
  step: 1,
  help: "How many filters look at each single channel."
};

// ../main/models/layers/settings/use-bias-field.ts
var useBiasField = {
  name: "useBias",
  label: "Bias",
  kind: "boolean",
  help: "Adds one learned number to each result. Not needed right before BatchNormalization."
};

// ../main/models/layers/conv2d.ts
var settings = settingsObject({
  filters: boundedInteger(1, 2048).default(32),
  kernelSize: size2d(1, 15).default([3, 3]),
  strides: size2d(1, 15).default([1, 1]),
  padding: padding2.default("valid"),
  dilationRate: size2d(1, 15).default([1, 1]),
  groups: boundedInteger(1, 2048).default(1),
  activation: activation2.default("linear"),
  useBias: flag.default(true)
});
var conv2d2 = defineLayer({
  type: "Conv2D",
  category: "convolution",
  settings,
  fields: [
    filtersField,
    kernelSizeField,
    stridesField,
    paddingField,
    activationField,
    useBiasField,
    dilationRateField,
    groupsField
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input2], { filters, groups, ...window }) => {
    const result = convolutionShape("Conv2D", input2, { ...window, channels: filters });
    return result.ok ? wrongGroups(input2, { filters, groups }) ?? result : result;
  },
  weights: ([input2], { kernelSize, filters, groups, useBias }) => {
    const channels = mapShape(input2)?.channels ?? 0;
    const kernel = {
      name: "kernel",
      shape: [...kernelSize, channels / groups, filters],
      isTrainable: true,
      initializer: "glorotUniform"
    };
    const bias = { name: "bias", shape: [filters], isTrainable: true, initializer: "zeros" };
    return useBias ? [kernel, bias] : [kernel];
  },
  macs: ([input2], { filters, groups, ...window }) => {
    const output2 = convolutionShape("Conv2D", input2, { ...window, channels: filters });
    const channels = mapShape(input2)?.channels ?? 0;
    return output2.ok ? elementCount(output2.shape) * elementCount(window.kernelSize) * channels / groups : 0;
  },
  help: "Slides small learned filters over the map and writes down how strongly each one matches at every place."
});
function wrongGroups(input2, { filters, groups }) {
  const channels = mapShape(input2)?.channels ?? 0;
  if (channels % groups === 0 && filters % groups === 0) return null;
  const reason = `Conv2D cannot split ${channels} channels and ${filters} filters into ${groups} equal groups`;
  return { ok: false, reason };
}

// ../main/models/layers/dense.ts
var dense2 = defineLayer({
  type: "Dense",
  category: "core",
  settings: settingsObject({
    units: boundedInteger(1, 8192).default(64),
    activation: activation2.default("linear"),
    useBias: flag.default(true)
  }),
  fields: [
    {
      name: "units",
      label: "Units",
      kind: "integer",
      min: 1,
      max: 8192,
      step: 1,
      help: "How many numbers the layer gives; each is a weighted sum of all its inputs."
    },
    activationField,
    useBiasField
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input2 = []], { units }) => input2.length === 1 ? { ok: true, shape: [units] } : { ok: false, reason: "Dense needs a flat input; put Flatten before it" },
  weights: ([input2 = []], { units, useBias }) => {
    const kernel = {
      name: "kernel",
      shape: [...input2, units],
      isTrainable: true,
      initializer: "glorotUniform"
    };
    const bias = { name: "bias", shape: [units], isTrainable: true, initializer: "zeros" };
    return useBias ? [kernel, bias] : [kernel];
  },
  macs: ([input2 = []], { units }) => (input2[0] ?? 0) * units,
  help: "Connects every input to every unit: each unit learns its own weighted sum of all the values."
});

// ../main/models/layers/depthwise-conv2d.ts
var depthwiseConv2d2 = defineLayer({
  type: "DepthwiseConv2D",
  category: "convolution",
  settings: settingsObject({
    kernelSize: size2d(1, 15).default([3, 3]),
    strides: size2d(1, 15).default([1, 1]),
    padding: padding2.default("valid"),
    depthMultiplier: boundedInteger(1, 32).default(1),
    dilationRate: size2d(1, 15).default([1, 1]),
    activation: activation2.default("linear"),
    useBias: flag.default(true)
  }),
  fields: [
    kernelSizeField,
    stridesField,
    paddingField,
    activationField,
    useBiasField,
    depthMultiplierField,
    dilationRateField
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input2], { depthMultiplier, ...window }) => {
    const channels = (mapShape(input2)?.channels ?? 0) * depthMultiplier;
    return convolutionShape("DepthwiseConv2D", input2, { ...window, channels });
  },
  weights: ([input2], { kernelSize, depthMultiplier, useBias }) => {
    const channels = mapShape(input2)?.channels ?? 0;
    const kernel = {
      name: "kernel",
      shape: [...kernelSize, channels, depthMultiplier],
      isTrainable: true,
      initializer: "glorotUniform"
    };
    const shape2 = [channels * depthMultiplier];
    const bias = { name: "bias", shape: shape2, isTrainable: true, initializer: "zeros" };
    return useBias ? [kernel, bias] : [kernel];
  },
  macs: ([input2], { depthMultiplier, ...window }) => {
    const channels = (mapShape(input2)?.channels ?? 0) * depthMultiplier;
    const output2 = convolutionShape("DepthwiseConv2D", input2, { ...window, channels });
    return output2.ok ? elementCount(output2.shape) * elementCount(window.kernelSize) : 0;
  },
  help: "Slides filters over each channel on its own: cheap, and followed by a 1x1 Conv2D nearly as good as a full one."
});

// ../main/models/layers/dropout.ts
var dropout2 = defineLayer({
  type: "Dropout",
  category: "regularization",
  settings: settingsObject({ rate: boundedNumber(0, 0.95).default(0.5) }),
  fields: [
    {
      name: "rate",
      label: "Rate",
      kind: "number",
      min: 0,
      max: 0.95,
      step: 0.05,
      help: "The share of values set to 0 in each training step."
    }
  ],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: () => [],
  macs: () => 0,
  help: "Switches off random values while training, so that the network cannot lean on a few of them."
});

// ../main/models/layers/flatten.ts
var flatten2 = defineLayer({
  type: "Flatten",
  category: "core",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 1, max: 1 },
  outputShape: ([input2 = []]) => ({ ok: true, shape: [elementCount(input2)] }),
  weights: () => [],
  macs: () => 0,
  help: "Writes all values of the map in one long row, so that a Dense layer can read them."
});

// ../main/models/layers/gaussian-noise.ts
var gaussianNoise2 = defineLayer({
  type: "GaussianNoise",
  category: "regularization",
  settings: settingsObject({ stddev: boundedNumber(0, 10).default(0.1) }),
  fields: [
    {
      name: "stddev",
      label: "Standard deviation",
      kind: "number",
      min: 0,
      max: 10,
      step: 0.05,
      help: "How strong the noise is; pixels go from 0 to 1."
    }
  ],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: () => [],
  macs: () => 0,
  help: "Adds random noise while training, so that the network does not hang on the exact values."
});

// ../main/models/layers/global-average-pooling2d.ts
var globalAveragePooling2d2 = defineLayer({
  type: "GlobalAveragePooling2D",
  category: "pooling",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 1, max: 1 },
  outputShape: ([input2]) => {
    const map = mapShape(input2);
    return map === null ? needsMap("GlobalAveragePooling2D", input2) : { ok: true, shape: [map.channels] };
  },
  weights: () => [],
  macs: () => 0,
  help: "Turns each channel into one number, its mean over the whole map, so the result is flat and small."
});

// ../main/models/layers/input.ts
import { z as z8 } from "zod";
var side = boundedInteger(1, 1024);
var input = defineLayer({
  type: "Input",
  category: "input",
  settings: settingsObject({
    shape: z8.tuple([side, side, side], {
      error: (issue) => `expected height, width and channels, received ${received(issue.input)}`
    }).default([64, 64, 3])
  }),
  fields: [],
  inputs: { min: 0, max: 0 },
  outputShape: (_inputs, { shape: shape2 }) => ({ ok: true, shape: shape2 }),
  weights: () => [],
  macs: () => 0,
  help: "The picture as numbers: for every pixel its red, green and blue, each from 0 to 1."
});

// ../main/models/layers/layer-normalization.ts
var layerNormalization2 = defineLayer({
  type: "LayerNormalization",
  category: "regularization",
  settings: settingsObject({
    epsilon: boundedNumber(1e-7, 0.1).default(1e-3),
    center: flag.default(true),
    scale: flag.default(true)
  }),
  fields: affineFields,
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: ([input2 = []], settings2) => affineWeights([input2.at(-1) ?? 0], settings2),
  macs: () => 0,
  help: "Brings the channels of each pixel to mean 0 and spread 1, whatever else is in the batch."
});

// ../main/models/layers/leaky-relu.ts
var leakyReLU2 = defineLayer({
  type: "LeakyReLU",
  category: "activation",
  settings: settingsObject({ negativeSlope: boundedNumber(0, 1).default(0.3) }),
  fields: [
    {
      name: "negativeSlope",
      label: "Negative slope",
      kind: "number",
      min: 0,
      max: 1,
      step: 0.05,
      help: "What negative values are multiplied by; 0 makes it relu."
    }
  ],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: () => [],
  macs: () => 0,
  help: "Like relu, but negative values are made small instead of 0, so that no unit goes silent for good."
});

// ../main/models/layers/max-pooling2d.ts
var maxPooling2d2 = defineLayer({
  type: "MaxPooling2D",
  category: "pooling",
  settings: poolingSettings,
  fields: poolingFields,
  inputs: { min: 1, max: 1 },
  outputShape: ([input2], { poolSize, strides, padding: padding3 }) => windowShape("MaxPooling2D", input2, { size: poolSize, strides: strides ?? poolSize, padding: padding3 }),
  weights: () => [],
  macs: () => 0,
  help: "Keeps the largest value of each window, so the map shrinks and the strongest response stays."
});

// ../main/models/layers/multiply.ts
var multiply2 = defineLayer({
  type: "Multiply",
  category: "merge",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 2, max: 8 },
  outputShape: (inputs) => mergedShape("Multiply", inputs),
  weights: () => [],
  macs: () => 0,
  help: "Multiplies branches number by number, so that one can turn the channels of another up or down."
});

// ../main/models/layers/output.ts
var output = defineLayer({
  type: "Output",
  category: "output",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 1, max: 1 },
  outputShape: ([input2 = []]) => input2.length === 1 ? { ok: true, shape: input2 } : { ok: false, reason: "Output needs a flat input; put Flatten and Dense before it" },
  weights: () => [],
  macs: () => 0,
  help: "Turns one number per class into probabilities that add up to 1 (softmax); the largest is the answer."
});

// ../main/models/layers/rescaling.ts
var rescaling2 = defineLayer({
  type: "Rescaling",
  category: "core",
  settings: settingsObject({
    scale: boundedNumber(-1e3, 1e3).default(1),
    offset: boundedNumber(-1e3, 1e3).default(0)
  }),
  fields: [
    {
      name: "scale",
      label: "Scale",
      kind: "number",
      min: -1e3,
      max: 1e3,
      step: 0.5,
      help: "What every value is multiplied by. Pixels arrive as 0 to 1; scale 2 and offset -1 make them -1 to 1."
    },
    {
      name: "offset",
      label: "Offset",
      kind: "number",
      min: -1e3,
      max: 1e3,
      step: 0.5,
      help: "What is added to every value after that."
    }
  ],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: () => [],
  macs: () => 0,
  help: "Multiplies every value by one number and adds another, such as to bring pixels to -1 to 1."
});

// ../main/models/layers/reshape.ts
import { z as z9 } from "zod";
var MAX_SIDE = 1048576;
var targetShape = z9.array(z9.int().min(-1).max(MAX_SIDE), { error: notAShape }).refine(isShape, {
  error: notAShape
});
var reshape2 = defineLayer({
  type: "Reshape",
  category: "core",
  settings: settingsObject({ targetShape: targetShape.default([-1]) }),
  fields: [
    {
      name: "targetShape",
      label: "Target shape",
      kind: "shape",
      help: "Height, width and channels, or one length, such as 1, 1, 64. A size of -1 is worked out from the others."
    }
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input2 = []], { targetShape: targetShape2 }) => filledIn(input2, targetShape2),
  weights: () => [],
  macs: () => 0,
  help: "Gives the same numbers another shape, such as a row of 64 as a map of 1 x 1 with 64 channels."
});
function filledIn(input2, target) {
  const count = elementCount(input2);
  const known = elementCount(target.filter((size) => size !== -1));
  const shape2 = target.map((size) => size === -1 ? count / known : size);
  if (elementCount(shape2) === count && shape2.every((size) => Number.isInteger(size))) {
    return { ok: true, shape: shape2 };
  }
  const reason = `Reshape cannot put the ${count} values of ${formatShape(input2)} into ${target.join(" x ")}`;
  return { ok: false, reason };
}
function isShape(sizes) {
  const isMapOrRow = sizes.length === 1 || sizes.length === 3;
  return isMapOrRow && !sizes.includes(0) && sizes.filter((size) => size === -1).length <= 1;
}
function notAShape({ input: input2 }) {
  return `expected height, width and channels, or one length, received ${received(input2)}`;
}

// ../main/models/layers/separable-conv2d.ts
var separableConv2d2 = defineLayer({
  type: "SeparableConv2D",
  category: "convolution",
  settings: settingsObject({
    filters: boundedInteger(1, 2048).default(32),
    kernelSize: size2d(1, 15).default([3, 3]),
    strides: size2d(1, 15).default([1, 1]),
    padding: padding2.default("valid"),
    dilationRate: size2d(1, 15).default([1, 1]),
    depthMultiplier: boundedInteger(1, 32).default(1),
    activation: activation2.default("linear"),
    useBias: flag.default(true)
  }),
  fields: [
    filtersField,
    kernelSizeField,
    stridesField,
    paddingField,
    activationField,
    useBiasField,
    depthMultiplierField,
    dilationRateField
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input2], { filters, ...window }) => convolutionShape("SeparableConv2D", input2, { ...window, channels: filters }),
  weights: ([input2], { kernelSize, depthMultiplier, filters, useBias }) => {
    const channels = mapShape(input2)?.channels ?? 0;
    const learned = { isTrainable: true, initializer: "glorotUniform" };
    const weights = [
      { name: "depthwise_kernel", shape: [...kernelSize, channels, depthMultiplier], ...learned },
      { name: "pointwise_kernel", shape: [1, 1, channels * depthMultiplier, filters], ...learned }
    ];
    if (useBias) weights.push({ name: "bias", shape: [filters], isTrainable: true, initializer: "zeros" });
    return weights;
  },
  macs: ([input2], { depthMultiplier, filters, ...window }) => {
    const channels = (mapShape(input2)?.channels ?? 0) * depthMultiplier;
    const between = convolutionShape("SeparableConv2D", input2, { ...window, channels });
    return between.ok ? elementCount(between.shape) * (elementCount(window.kernelSize) + filters) : 0;
  },
  help: "First looks at each channel on its own, then mixes the channels: like Conv2D with far fewer multiply-adds."
});

// ../main/models/layers/spatial-dropout2d.ts
var spatialDropout2d2 = defineLayer({
  type: "SpatialDropout2D",
  category: "regularization",
  settings: settingsObject({ rate: boundedNumber(0, 0.95).default(0.5) }),
  fields: [
    {
      name: "rate",
      label: "Rate",
      kind: "number",
      min: 0,
      max: 0.95,
      step: 0.05,
      help: "The share of channels set to 0 in each training step."
    }
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input2 = []]) => mapShape(input2) === null ? needsMap("SpatialDropout2D", input2) : { ok: true, shape: input2 },
  weights: () => [],
  macs: () => 0,
  help: "Switches off whole channels while training: neighbouring pixels say much the same, so single ones do little."
});

// ../main/models/layers/up-sampling2d.ts
var upSampling2d2 = defineLayer({
  type: "UpSampling2D",
  category: "pooling",
  settings: settingsObject({ size: size2d(1, 16).default([2, 2]) }),
  fields: [
    {
      name: "size",
      label: "Size",
      kind: "size2d",
      min: 1,
      max: 16,
      step: 1,
      isOptional: false,
      help: "How many times each row and each column is repeated."
    }
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input2], { size }) => {
    const map = mapShape(input2);
    if (map === null) return needsMap("UpSampling2D", input2);
    return { ok: true, shape: [map.height * size[0], map.width * size[1], map.channels] };
  },
  weights: () => [],
  macs: () => 0,
  help: "Makes the map larger by repeating its pixels, the opposite of pooling."
});

// ../main/models/layers/index.ts
var LAYERS = {
  Input: input,
  Conv2D: conv2d2,
  DepthwiseConv2D: depthwiseConv2d2,
  SeparableConv2D: separableConv2d2,
  MaxPooling2D: maxPooling2d2,
  AveragePooling2D: averagePooling2d2,
  GlobalAveragePooling2D: globalAveragePooling2d2,
  UpSampling2D: upSampling2d2,
  Flatten: flatten2,
  Dense: dense2,
  Reshape: reshape2,
  ZeroPadding2D: zeroPadding2d,
  Rescaling: rescaling2,
  Activation: activation3,
  LeakyReLU: leakyReLU2,
  Add: add2,
  Multiply: multiply2,
  Concatenate: concatenate2,
  Dropout: dropout2,
  SpatialDropout2D: spatialDropout2d2,
  GaussianNoise: gaussianNoise2,
  BatchNormalization: batchNormalization2,
  LayerNormalization: layerNormalization2,
  Output: output
};
var LAYER_TYPES = Object.keys(LAYERS);
function isLayerType(type) {
  return Object.hasOwn(LAYERS, type);
}
function layerOf(type) {
  return isLayerType(type) ? LAYERS[type] : void 0;
}

// ../main/models/graph/connection-issues.ts
function connectionIssues({ order, incoming }) {
  const hasOutput = order.some(isOutput);
  const sources = /* @__PURE__ */ new Map();
  for (const edges of incoming.values()) for (const edge of edges) sources.set(edge.source, edge.id);
  const perNode = order.flatMap((node) => {
    const layer = layerOf(node.type);
    if (layer === void 0) return [];
    const error = (code, message) => ({
      severity: "error",
      code,
      message,
      nodeId: node.id
    });
    const fed = incoming.get(node.id)?.length ?? 0;
    const isFed = fed >= layer.inputs.min;
    const leadsOn = sources.get(node.id);
    if (isOutput(node)) {
      return [
        ...isFed ? [] : [error("NO_INCOMING", "Output has no input; connect the last layer to it")],
        ...leadsOn === void 0 ? [] : [{ ...error("AFTER_OUTPUT", "Nothing can follow Output"), edgeId: leadsOn }]
      ];
    }
    if (fed === 0 && layer.inputs.min > 0 && leadsOn === void 0) {
      return [error("NOT_CONNECTED", `${layer.type} is not connected; connect it or remove it`)];
    }
    return [
      ...isFed ? [] : [error("NO_INCOMING", whatIsMissing(layer, fed))],
      ...leadsOn !== void 0 || !hasOutput ? [] : [error("NOT_CONNECTED_TO_OUTPUT", `${layer.type} is not connected to Output`)]
    ];
  });
  const inputs = order.filter((node) => layerOf(node.type)?.category === "input");
  return [
    ...endIssues(inputs, "Input", (node) => sources.has(node.id)),
    ...endIssues(order.filter(isOutput), "Output", (node) => incoming.has(node.id)),
    ...perNode
  ];
}
function whatIsMissing({ type, inputs }, fed) {
  if (fed === 0) return `${type} has no input; connect a layer to it`;
  return `${type} needs at least ${inputs.min} inputs and has ${fed}; connect another layer to it`;
}
function isOutput(node) {
  return layerOf(node.type)?.category === "output";
}
function endIssues(ends, type, isWired) {
  const keeper = ends.find(isWired) ?? ends[0];
  if (keeper === void 0) {
    const code2 = type === "Input" ? "NO_INPUT_LAYER" : "NO_OUTPUT_LAYER";
    return [{ severity: "error", code: code2, message: `The network needs one ${type}` }];
  }
  const code = type === "Input" ? "TOO_MANY_INPUT_LAYERS" : "TOO_MANY_OUTPUT_LAYERS";
  const message = `The network already has its ${type}, ${keeper.id}; remove this one`;
  return ends.filter((node) => node !== keeper).map((node) => ({ severity: "error", code, message, nodeId: node.id }));
}

// ../main/models/graph/output-issues.ts
function outputIssues(topology, analyses, classes) {
  const byId = new Map(topology.order.map((node) => [node.id, node]));
  return topology.order.flatMap((node) => {
    const edge = topology.incoming.get(node.id)?.[0];
    const last = byId.get(edge?.source ?? "");
    if (node.type !== "Output" || edge === void 0 || last === void 0) return [];
    const where = { nodeId: node.id, edgeId: edge.id };
    const issues = [];
    const shape2 = analyses.get(node.id)?.shape;
    if (shape2?.length === 1 && shape2[0] !== classes) {
      const cure = isLastDense(last, topology, byId) ? `set Dense units to ${classes}` : `put a Dense layer with ${classes} units before it`;
      const message = `Output needs ${classes} numbers, one per class; the last layer gives ${shape2[0]}: ${cure}`;
      issues.push({ severity: "error", code: "OUTPUT_LENGTH", message, ...where });
    }
    if (hasSoftmax(analyses.get(last.id)?.settings)) {
      const message = `Softmax is applied twice: Output already does it; set the activation of ${last.id} to linear`;
      issues.push({ severity: "warning", code: "SOFTMAX_TWICE", message, nodeId: last.id, edgeId: edge.id });
    }
    return issues;
  });
}
var KEEPS_LENGTH = /* @__PURE__ */ new Set([
  "Activation",
  "LeakyReLU",
  "Dropout",
  "GaussianNoise",
  "Rescaling",
  "BatchNormalization",
  "LayerNormalization"
]);
function isLastDense(last, topology, byId) {
  let node = last;
  while (node !== void 0 && KEEPS_LENGTH.has(node.type)) {
    node = byId.get(topology.incoming.get(node.id)?.[0]?.source ?? "");
  }
  return node?.type === "Dense";
}
function hasSoftmax(settings2) {
  return typeof settings2 === "object" && settings2 !== null && "activation" in settings2 && settings2.activation === "softmax";
}

// ../main/models/graph/parse-settings.ts
function parseSettings(node) {
  const layer = layerOf(node.type);
  if (layer === void 0) {
    const message = `There is no layer called ${JSON.stringify(node.type)}`;
    return { ok: false, issues: [{ severity: "error", code: "UNKNOWN_LAYER", message, nodeId: node.id }] };
  }
  const parsed = layer.settings.safeParse(node.settings);
  if (parsed.success) return { ok: true, layer, settings: parsed.data };
  const byField = /* @__PURE__ */ new Map();
  for (const { path, message } of parsed.error.issues) {
    const field = path.length === 0 ? "" : String(path[0]);
    if (!byField.has(field)) byField.set(field, field === "" ? message : `${field}: ${message}`);
  }
  return {
    ok: false,
    issues: [...byField].map(([field, message]) => ({
      severity: "error",
      code: "INVALID_SETTING",
      message,
      nodeId: node.id,
      ...field === "" ? {} : { field }
    }))
  };
}

// ../main/models/graph/size-issues.ts
var MAX_PARAMS = 5e7;
var MAX_ACTIVATIONS = 2e7;
var SLOW_MACS = 5e9;
function sizeIssues(totals, activations) {
  const issues = [];
  if (totals.params > MAX_PARAMS) {
    const message = `The network has ${millions(totals.params)} parameters, at most ${millions(MAX_PARAMS)} can be trained here; pool more before Flatten, or use fewer units`;
    issues.push({ severity: "error", code: "TOO_MANY_PARAMS", message });
  }
  if (activations > MAX_ACTIVATIONS) {
    const message = `One image fills ${millions(activations)} values in all layers, at most ${millions(MAX_ACTIVATIONS)} fit in memory; use fewer filters or pool earlier`;
    issues.push({ severity: "error", code: "TOO_MUCH_MEMORY", message });
  }
  if (totals.macs > SLOW_MACS) {
    const message = `One image takes ${millions(totals.macs)} multiply-adds, so training will be very slow`;
    issues.push({ severity: "warning", code: "SLOW", message });
  }
  return issues;
}
function millions(count) {
  return `${(count / 1e6).toLocaleString("en-US", { maximumFractionDigits: 1 })} million`;
}

// ../main/models/graph/group-edges.ts
function groupEdges(edges, end) {
  const groups = /* @__PURE__ */ new Map();
  for (const edge of edges) {
    const group = groups.get(edge[end]);
    if (group === void 0) groups.set(edge[end], [edge]);
    else group.push(edge);
  }
  return groups;
}

// ../main/models/graph/topology.ts
function topologyOf(graph) {
  const issues = [];
  const nodes = uniqueNodes(graph, issues);
  const edges = withoutLoops(nodes, soundEdges(graph, nodes, issues), issues);
  return { order: kahnOrder(nodes, edges), incoming: acceptedEdges(nodes, edges, issues), issues };
}
function uniqueNodes(graph, issues) {
  const nodes = /* @__PURE__ */ new Map();
  for (const node of graph.nodes) {
    if (nodes.has(node.id)) {
      issues.push({
        severity: "error",
        code: "DUPLICATE_ID",
        message: `Two layers are named ${node.id}; each needs its own name`,
        nodeId: node.id
      });
    } else nodes.set(node.id, node);
  }
  return nodes;
}
function soundEdges(graph, nodes, issues) {
  const ids = /* @__PURE__ */ new Set();
  return graph.edges.filter((edge) => {
    const missing = [edge.source, edge.target].find((id) => !nodes.has(id));
    const isTwin = ids.has(edge.id);
    ids.add(edge.id);
    if (missing !== void 0) {
      const message = `This connection leads to ${missing}, which does not exist`;
      issues.push({ severity: "error", code: "EDGE_TO_NOTHING", message, edgeId: edge.id });
    } else if (isTwin) {
      const message = `Two connections have the id ${edge.id}`;
      issues.push({ severity: "error", code: "DUPLICATE_EDGE", message, edgeId: edge.id });
    }
    return missing === void 0 && !isTwin;
  });
}
function withoutLoops(nodes, edges, issues) {
  const outgoing = groupEdges(edges, "source");
  const hasIncoming = new Set(edges.map((edge) => edge.target));
  const starts = [...nodes.keys()].toSorted(
    (a, b) => Number(hasIncoming.has(a)) - Number(hasIncoming.has(b))
  );
  const state = /* @__PURE__ */ new Map();
  const closing = /* @__PURE__ */ new Set();
  for (const start of starts) {
    if (state.has(start)) continue;
    state.set(start, "on path");
    const path = [{ id: start, next: 0 }];
    for (let top = path.at(-1); top !== void 0; top = path.at(-1)) {
      const edge = outgoing.get(top.id)?.[top.next++];
      if (edge === void 0) {
        state.set(top.id, "done");
        path.pop();
      } else if (state.get(edge.target) === "on path") closing.add(edge);
      else if (!state.has(edge.target)) {
        state.set(edge.target, "on path");
        path.push({ id: edge.target, next: 0 });
      }
    }
  }
  for (const edge of closing) {
    const message = edge.source === edge.target ? `${edge.source} is connected to itself; remove this connection` : `This connection leads back to ${edge.target} and closes a loop; data must flow from Input to Output`;
    issues.push({ severity: "error", code: "CYCLE", message, edgeId: edge.id });
  }
  return edges.filter((edge) => !closing.has(edge));
}
function kahnOrder(nodes, edges) {
  const outgoing = groupEdges(edges, "source");
  const waitingFor = new Map([...nodes.keys()].map((id) => [id, 0]));
  for (const { target } of edges) waitingFor.set(target, (waitingFor.get(target) ?? 0) + 1);
  const order = [...nodes.values()].filter((node) => waitingFor.get(node.id) === 0);
  for (const node of order) {
    for (const { target } of outgoing.get(node.id) ?? []) {
      const left = (waitingFor.get(target) ?? 0) - 1;
      waitingFor.set(target, left);
      const next = nodes.get(target);
      if (left === 0 && next !== void 0) order.push(next);
    }
  }
  return order;
}
function acceptedEdges(nodes, edges, issues) {
  const incoming = groupEdges(edges, "target");
  for (const [id, arriving] of incoming) {
    const layer = layerOf(nodes.get(id)?.type ?? "");
    if (layer === void 0) continue;
    const { max } = layer.inputs;
    for (const edge of arriving.splice(max)) {
      const takes = max === 0 ? "nothing can lead into it" : `it takes ${max}; remove this connection`;
      const message = `Too many connections into ${layer.type}: ${takes}`;
      issues.push({ severity: "error", code: "TOO_MANY_INCOMING", message, nodeId: id, edgeId: edge.id });
    }
  }
  return incoming;
}

// ../main/models/graph/analyze.ts
function analyzeGraph(graph, target) {
  const topology = topologyOf(graph);
  const issues = [...topology.issues, ...connectionIssues(topology)];
  const nodes = /* @__PURE__ */ new Map();
  for (const node of topology.order) {
    const edges = topology.incoming.get(node.id) ?? [];
    nodes.set(node.id, analyzeNode(node, edges, { nodes, issues, target }));
  }
  issues.push(...outputIssues(topology, nodes, target.classes));
  const totals = { params: 0, trainableParams: 0, macs: 0 };
  let activations = 0;
  for (const node of nodes.values()) {
    totals.params += node.params;
    totals.trainableParams += node.trainableParams;
    totals.macs += node.macs;
    activations += node.shape === null ? 0 : elementCount(node.shape);
  }
  issues.push(...sizeIssues(totals, activations));
  if (totals.trainableParams === 0 && issues.every((issue) => issue.severity !== "error")) {
    const message = "The network has nothing to learn; add a layer with weights, such as Dense or Conv2D";
    issues.push({ severity: "error", code: "NO_WEIGHTS", message });
  }
  return {
    isTrainable: issues.every((issue) => issue.severity !== "error"),
    order: topology.order.map((node) => node.id),
    nodes: Object.fromEntries(nodes),
    issues,
    totals
  };
}
function analyzeNode(node, edges, progress) {
  const arriving = edges.map((edge) => progress.nodes.get(edge.source)?.shape ?? null);
  const inputs = arriving.every((shape2) => shape2 !== null) ? arriving : [];
  const unknown = { inputs, shape: null, params: 0, trainableParams: 0, macs: 0 };
  const parsed = parseSettings(node);
  if (!parsed.ok) {
    progress.issues.push(...parsed.issues);
    return { ...unknown, settings: null };
  }
  const { layer, settings: settings2 } = parsed;
  if (inputs.length < layer.inputs.min) return { ...unknown, settings: settings2 };
  const result = layer.outputShape(inputs, settings2);
  if (!result.ok) {
    const [only] = edges.length === 1 ? edges : [];
    progress.issues.push({
      severity: "error",
      code: "SHAPE",
      message: result.reason,
      nodeId: node.id,
      ...only === void 0 ? {} : { edgeId: only.id }
    });
    return { ...unknown, settings: settings2 };
  }
  const { inputShape } = progress.target;
  if (layer.category === "input" && result.shape.join() !== inputShape.join()) {
    const message = `Input is ${formatShape(result.shape)}; the dataset's images are ${formatShape(inputShape)}`;
    progress.issues.push({
      severity: "error",
      code: "INPUT_SHAPE",
      message,
      nodeId: node.id,
      field: "shape"
    });
  }
  let params = 0;
  let trainableParams = 0;
  for (const weight of layer.weights(inputs, settings2)) {
    const count = elementCount(weight.shape);
    params += count;
    if (weight.isTrainable) trainableParams += count;
  }
  const macs = layer.macs(inputs, settings2);
  return { inputs, shape: result.shape, params, trainableParams, macs, settings: settings2 };
}

// ../main/server/engine/engine-error.ts
var EngineError = class extends Error {
  code;
  constructor(code, message, options) {
    super(message, options);
    this.name = "EngineError";
    this.code = code;
  }
};

// ../main/server/engine/weights/network-plan.ts
function planNetwork(graph, target) {
  const analysis = analyzeGraph(graph, target);
  const problem = analysis.issues.find((issue) => issue.severity === "error");
  if (!analysis.isTrainable || problem) {
    throw new EngineError("INVALID_GRAPH", problem?.message ?? "This network cannot be trained");
  }
  const layers = analysis.order.map((id) => {
    const node = graph.nodes.find((candidate) => candidate.id === id);
    const result = analysis.nodes[id];
    const type = node?.type ?? "";
    if (!result?.shape || !isLayerType(type)) throw new EngineError("INVALID_GRAPH", `${id} has no shape`);
    const specs = layerOf(type)?.weights(result.inputs, result.settings) ?? [];
    return {
      id,
      type,
      settings: result.settings,
      sources: graph.edges.filter((edge) => edge.target === id).map((edge) => edge.source),
      inputShapes: result.inputs,
      shape: result.shape,
      weights: specs.map((spec) => ({ ...spec, node: id, key: `${id}/${spec.name}` }))
    };
  });
  const weights = layers.flatMap((layer) => layer.weights);
  return { layers, weights, ...target, params: analysis.totals.params };
}

// ../main/server/engine/random/random-stream.ts
var PURPOSE = { weights: 1, shuffle: 2, flip: 3, dropout: 4, tiles: 5, noise: 6 };
function randomStream(...place) {
  let key = 2654435769;
  const word = (value) => {
    key = mix(key ^ mix(value | 0));
    return key;
  };
  for (const value of place) word(value);
  let a = word(1);
  let b = word(2);
  let c = word(3);
  let counter = 1;
  const next = () => {
    const sum = (a + b | 0) + counter | 0;
    counter = counter + 1 | 0;
    a = b ^ b >>> 9;
    b = c + (c << 3) | 0;
    c = (c << 21 | c >>> 11) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}
function uniform(stream) {
  return stream() / 4294967296;
}
function mix(value) {
  let h = value + 2135587861 | 0;
  h = Math.imul(h ^ h >>> 16, 2246822507);
  h = Math.imul(h ^ h >>> 13, 3266489909);
  return h ^ h >>> 16;
}

// ../main/server/engine/weights/initial-weights.ts
function initialWeights(plan2, seed) {
  return new Map(plan2.weights.map((weight, index) => [weight.key, initialize(weight, seed, index)]));
}
function initialize(weight, seed, index) {
  const values = new Float32Array(elements(weight.shape));
  switch (weight.initializer) {
    case "zeros":
      return values;
    case "ones":
      return values.fill(1);
    case "glorotUniform": {
      const limit = glorotLimit(weight.shape);
      const random = randomStream(seed, PURPOSE.weights, index);
      return values.map(() => (2 * uniform(random) - 1) * limit);
    }
  }
}
function glorotLimit(shape2) {
  const window = elements(shape2.slice(0, -2));
  return Math.sqrt(6 / (window * ((shape2.at(-2) ?? 1) + (shape2.at(-1) ?? 1))));
}
function elements(shape2) {
  return shape2.reduce((product, size) => product * size, 1);
}

// ../main/models/training/hyper-parameters.ts
import { z as z10 } from "zod";
var optimizerName = z10.enum(["adam", "sgd", "rmsprop"]);
var hyperParameters = z10.object({
  optimizer: optimizerName.default("adam"),
  learningRate: z10.number().min(1e-7).max(10).default(1e-3),
  /** Used by `sgd` only. */
  momentum: z10.number().min(0).max(0.999).default(0.9),
  batchSize: z10.int().min(1).max(512).default(32),
  epochs: z10.int().min(1).max(200).default(10),
  seed: z10.int().min(0).max(2147483647).default(1),
  flipHorizontal: z10.boolean().default(false),
  flipVertical: z10.boolean().default(false)
});
var DEFAULT_HYPER_PARAMETERS = hyperParameters.parse({});

// ../main/models/graph/edge-id.ts
function edgeId(source, target) {
  return `${source}->${target}`;
}

// ../main/models/graph/layer-name.ts
function baseLayerName(type) {
  return type.replace(/(.)([A-Z][a-z]+)/g, "$1_$2").replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
}
function nextLayerName(graph, type) {
  const taken = new Set(graph.nodes.map((node) => node.id));
  const base = baseLayerName(type);
  let name = base;
  for (let index = 1; taken.has(name); index++) name = `${base}_${index}`;
  return name;
}

// ../main/models/graph/schema.ts
import { z as z11 } from "zod";

// ../main/models/graph/storable.ts
var UNSTORABLE = /[\p{Cc}\p{Cs}]/u;
function isStorableText(text) {
  return !UNSTORABLE.test(text);
}
function isStorableJson(value, maxLength) {
  return JSON.stringify(value).length <= maxLength && hasStorableText(value);
}
function hasStorableText(value) {
  if (typeof value === "string") return isStorableText(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, each]) => isStorableText(key) && hasStorableText(each));
}

// ../main/models/graph/schema.ts
var GRAPH_VERSION = 1;
var MAX_NODES = 400;
var MAX_EDGES = 800;
var MAX_SETTINGS_LENGTH = 1e3;
var storableText = z11.string().refine(isStorableText, "Control characters cannot be part of a network");
var nodeId = z11.string().max(64).regex(/^[a-z][a-z0-9_]*$/, "A layer name is lower case letters, digits and underscores");
var graphNode = z11.object({
  id: nodeId,
  type: storableText.max(64),
  settings: z11.record(z11.string().max(64), z11.json()).refine(
    (settings2) => isStorableJson(settings2, MAX_SETTINGS_LENGTH),
    "The settings of a layer are too long, or hold control characters"
  ).default({}),
  position: z11.object({ x: z11.number(), y: z11.number() }).default({ x: 0, y: 0 })
});
var graphEdge = z11.object({
  id: storableText.max(160),
  source: nodeId,
  target: nodeId
});
var modelGraph = z11.object({
  version: z11.literal(GRAPH_VERSION),
  nodes: z11.array(graphNode).max(MAX_NODES),
  edges: z11.array(graphEdge).max(MAX_EDGES)
});

// ../main/models/graph/chain.ts
var ROW_HEIGHT = 120;
function chainGraph(layers, inputShape = [64, 64, 3]) {
  const nodes = [];
  const all = [
    { type: "Input", settings: { shape: [...inputShape] } },
    ...layers,
    { type: "Output" }
  ];
  for (const [row, { type, settings: settings2 = {} }] of all.entries()) {
    nodes.push({
      id: nextLayerName({ nodes }, type),
      type,
      settings: structuredClone(settings2),
      position: { x: 0, y: row * ROW_HEIGHT }
    });
  }
  const edges = nodes.slice(1).map((node, index) => {
    const source = nodes[index]?.id ?? "";
    return { id: edgeId(source, node.id), source, target: node.id };
  });
  return { version: GRAPH_VERSION, nodes, edges };
}

// ../main/server/engine/batches/fill-mask.ts
function fillMask(mask, rate, { seed, step: step2, layer }) {
  const random = randomStream(seed, PURPOSE.dropout, step2, layer);
  const threshold = Math.round(rate * 65536);
  for (let i = 0; i < mask.length; i += 2) {
    const word = random();
    mask[i] = (word & 65535) >= threshold ? 1 : 0;
    mask[i + 1] = word >>> 16 >= threshold ? 1 : 0;
  }
}

// ../main/server/engine/batches/fill-normal.ts
function fillNormal(values, { seed, step: step2, layer }) {
  const random = randomStream(seed, PURPOSE.noise, step2, layer);
  for (let i = 0; i < values.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log((random() + 1) / 4294967296));
    const angle = 2 * Math.PI * random() / 4294967296;
    values[i] = radius * Math.cos(angle);
    values[i + 1] = radius * Math.sin(angle);
  }
}

// ../main/server/engine/batches/fill-random.ts
function fillRandom(values, rate, place) {
  if (values instanceof Uint8Array) fillMask(values, rate, place);
  else fillNormal(values, place);
}

// ../main/server/engine/batches/copy-image.ts
var AS_IT_IS = { horizontal: false, vertical: false };
function copyImage(from, to, { shape: [height, width, channels], flip = AS_IT_IS }) {
  const source = from.bytes;
  const target = to.bytes;
  const plane = height * width;
  const step2 = flip.horizontal ? -channels : channels;
  for (let row = 0; row < height; row++) {
    const sourceRow = flip.vertical ? height - 1 - row : row;
    const start = from.offset + (sourceRow * width + (flip.horizontal ? width - 1 : 0)) * channels;
    for (let channel = 0; channel < channels; channel++) {
      let read = start + channel;
      let write = to.offset + channel * plane + row * width;
      for (const end = write + width; write < end; write++) {
        target[write] = source[read];
        read += step2;
      }
    }
  }
}

// ../main/server/engine/batches/shuffled-order.ts
function shuffledOrder(count, seed, epoch) {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const random = randomStream(seed, PURPOSE.shuffle, epoch);
  for (let last = count - 1; last > 0; last--) {
    const chosen = random() % (last + 1);
    const kept = order[last];
    order[last] = order[chosen];
    order[chosen] = kept;
  }
  return order;
}

// ../main/server/engine/batches/epoch-batches.ts
function* epochBatches({ split: split2, shape: shape2, hyperParameters: hyperParameters2 }, epoch) {
  const { batchSize, seed, flipHorizontal, flipVertical } = hyperParameters2;
  const imageBytes = shape2[0] * shape2[1] * shape2[2];
  const order = shuffledOrder(split2.count, seed, epoch);
  const flips = randomStream(seed, PURPOSE.flip, epoch);
  const images = new Uint8Array(Math.min(batchSize, split2.count) * imageBytes);
  const labels = new Int32Array(Math.min(batchSize, split2.count));
  for (let start = 0; start < split2.count; start += batchSize) {
    const count = Math.min(batchSize, split2.count - start);
    for (let slot = 0; slot < count; slot++) {
      const index = order[start + slot];
      const coins = flips();
      copyImage(
        { bytes: split2.images, offset: index * imageBytes },
        { bytes: images, offset: slot * imageBytes },
        {
          shape: shape2,
          flip: {
            horizontal: flipHorizontal && (coins & 1) === 1,
            vertical: flipVertical && (coins & 2) === 2
          }
        }
      );
      labels[slot] = split2.labels[index];
    }
    yield { count, images: images.subarray(0, count * imageBytes), labels: labels.subarray(0, count) };
  }
}

// ../main/server/engine/testing/random-batch.ts
function randomSplit(count, { shape: shape2, classes, seed }) {
  const random = randomStream(seed);
  const imageBytes = shape2[0] * shape2[1] * shape2[2];
  const labels = Uint8Array.from({ length: count }, () => random() % classes);
  const images = new Uint8Array(count * imageBytes).map((_, i) => {
    const label = labels[Math.floor(i / imageBytes)] ?? 0;
    return Math.floor(random() % 160 + 95 * label / classes);
  });
  return { count, images, labels };
}

// b.ts
var provider = process.argv[2];
var g = chainGraph([
  { type: "Conv2D", settings: { filters: 4, kernelSize: [3, 3], padding: "same", activation: "relu" } },
  { type: "BatchNormalization" },
  { type: "MaxPooling2D" },
  { type: "Conv2D", settings: { filters: 6, kernelSize: [2, 2], strides: [2, 2], activation: "tanh" } },
  { type: "AveragePooling2D", settings: { poolSize: [2, 2] } },
  { type: "Flatten" },
  { type: "Dropout", settings: { rate: 0.3 } },
  { type: "Dense", settings: { units: 3 } }
], [12, 12, 3]);
var shape = [12, 12, 3];
var plan = planNetwork(g, { inputShape: shape, classes: 3 });
var hp = { ...DEFAULT_HYPER_PARAMETERS, batchSize: 8, learningRate: 0.01 };
var s = await TrainingSession.create(plan, hp, { threads: 1, provider });
s.setWeights(initialWeights(plan, 1));
var step = 0;
var split = randomSplit(32, { shape, classes: 3, seed: 1 });
for (let e = 1; e <= 2; e++) for (const b of epochBatches({ split, shape, hyperParameters: hp }, e)) {
  step++;
  const t = performance.now();
  const r = await s.step(b, step, (m, l, rate) => fillRandom(m, rate, { seed: 1, step, layer: l }));
  console.log(step, r.lossSum / b.count, (performance.now() - t).toFixed(0) + "ms");
}
await s.release();
process.exit(0);
