import { expect, test } from "vitest";
import { fromKeras } from "./from-keras.ts";

const input = {
  class_name: "InputLayer",
  config: { batch_shape: [null, 8, 8, 3], name: "in" },
  inbound_nodes: [],
};

function layer(name: string, className: string, sources: string[], config: object = {}) {
  return {
    class_name: className,
    name,
    config: { name, ...config },
    inbound_nodes: sources.length === 0 ? [] : [sources.map((source) => [source, 0, 0, {}])],
  };
}

function functional(layers: object[], output: string, extra: object = {}) {
  return {
    class_name: "Functional",
    config: { layers: [input, ...layers], output_layers: [[output, 0, 0]] },
    ...extra,
  };
}

function read(json: object) {
  const result = fromKeras(JSON.parse(JSON.stringify(json)));
  if (!result.ok) throw new Error(result.reason);
  return result;
}

test("a Sequential model whose first layer says the shape, softmax at its end", () => {
  const dense = { class_name: "Dense", config: { name: "out", units: 4, activation: "softmax" } };
  const flat = { class_name: "Flatten", config: { name: "flat", batch_input_shape: [null, 8, 8, 3] } };
  const { graph, notes } = read({
    class_name: "Sequential",
    config: { layers: [flat, dense] },
    keras_version: "2.9.0",
  });
  expect(graph.nodes.map(({ id, type, settings }) => ({ id, type, settings }))).toEqual([
    { id: "input", type: "Input", settings: { shape: [8, 8, 3] } },
    { id: "flat", type: "Flatten", settings: {} },
    { id: "out", type: "Dense", settings: { units: 4, activation: "linear" } },
    { id: "output", type: "Output", settings: {} },
  ]);
  expect(graph.edges.map(({ source, target }) => [source, target])).toEqual([
    ["input", "flat"],
    ["flat", "out"],
    ["out", "output"],
  ]);
  expect(notes).toEqual(["Left out: the softmax of out, which Output applies"]);
});

test("names that no block can bear are changed, and stay different", () => {
  const { graph } = read(
    functional(
      [layer("Conv_1/bn", "Flatten", ["in"]), layer("conv_1_bn", "Dense", ["Conv_1/bn"], { units: 2 })],
      "conv_1_bn",
    ),
  );
  expect(graph.nodes.map(({ id }) => id)).toEqual(["in", "conv_1_bn_1", "conv_1_bn", "output"]);
});

test.each([
  [
    "ZeroPadding2D",
    {
      padding: [
        [1, 1],
        [2, 2],
      ],
    },
    "ZeroPadding2D",
    { padding: [1, 2] },
  ],
  [
    "ZeroPadding2D",
    {
      padding: [
        [0, 1],
        [2, 2],
      ],
    },
    "ZeroPadding2D",
    {
      padding: [
        [0, 1],
        [2, 2],
      ],
    },
  ],
  ["ReLU", {}, "Activation", { activation: "relu" }],
  ["ReLU", { max_value: 6, negative_slope: 0, threshold: 0 }, "Activation", { activation: "relu6" }],
  ["ReLU", { negative_slope: 0.2 }, "LeakyReLU", { negativeSlope: 0.2 }],
  ["LeakyReLU", { alpha: 0.2 }, "LeakyReLU", { negativeSlope: 0.2 }],
  ["ELU", { alpha: 1 }, "Activation", { activation: "elu" }],
  ["Softmax", { axis: -1 }, "Activation", { activation: "softmax" }],
  ["Dropout", { rate: 0.1, noise_shape: [null, 1, 1, null] }, "SpatialDropout2D", { rate: 0.1 }],
  ["DepthwiseConv2D", { kernel_size: [3, 3], groups: 1 }, "DepthwiseConv2D", { kernelSize: [3, 3] }],
  [
    "SeparableConv2D",
    {
      filters: 4,
      kernel_size: 3,
      groups: 1,
      kernel_initializer: { class_name: "GlorotUniform", config: {} },
    },
    "SeparableConv2D",
    { filters: 4, kernelSize: 3 },
  ],
  ["BatchNormalization", { axis: [3], gamma_initializer: { class_name: "Ones" } }, "BatchNormalization", {}],
  [
    "Conv2D",
    {
      filters: 4,
      kernel_size: [3, 3],
      kernel_initializer: {
        class_name: "VarianceScaling",
        config: { scale: 2, mode: "fan_in", distribution: "truncated_normal" },
      },
      kernel_regularizer: { class_name: "L2", config: { l2: 0.01 } },
    },
    "Conv2D",
    { kernelInitializer: "he_normal", kernelL2: 0.01 },
  ],
] as const)("%s %j", (className, config, type, settings) => {
  const { graph, notes } = read(
    functional([layer("it", className, ["in"], config), layer("flat", "Flatten", ["it"])], "flat"),
  );
  expect(graph.nodes[1]).toMatchObject({ type, settings });
  expect(notes).toEqual([]);
});

test("what is left out is said", () => {
  const scaled = layer("scaled", "Rescaling", ["in"], { scale: 1 / 255 });
  const dense = layer("dense", "Dense", ["flat"], {
    units: 2,
    kernel_constraint: { class_name: "MaxNorm" },
    trainable: false,
    kernel_initializer: { class_name: "RandomNormal", config: { stddev: 0.3 } },
  });
  const { notes } = read(functional([scaled, layer("flat", "Flatten", ["scaled"]), dense], "dense"));
  expect(notes).toEqual([
    "Left out: kernel_initializer of dense",
    "Left out: kernel_constraint of dense",
    "dense is frozen, as in the file",
    "scaled scales pixels of 0 to 255; here they arrive as 0 to 1: remove it, or set its scale",
  ]);
});

const twice = layer("flat", "Flatten", ["in"]);
test.each([
  ["a list", [], /no layers/],
  ["a graph model", { format: "graph-model", modelTopology: {} }, /no layers/],
  ["another class", { class_name: "Bert", config: {} }, /Bert/],
  ["no layers", { class_name: "Functional", config: {} }, /no list of layers/],
  [
    "a layer unknown here",
    functional([layer("lstm", "LSTM", ["in"])], "lstm"),
    /^lstm: Strata has no layer LSTM$/,
  ],
  [
    "an inherited name",
    functional([layer("x", "constructor", ["in"])], "x"),
    /^x: Strata has no layer constructor$/,
  ],
  ["__proto__", functional([layer("x", "__proto__", ["in"])], "x"), /^x: Strata has no layer __proto__$/],
  [
    "a nested model without layers",
    functional([layer("m", "Functional", ["in"])], "m"),
    /^m: the model in it has no list of layers$/,
  ],
  [
    "channels first",
    functional([layer("c", "Flatten", ["in"], { data_format: "channels_first" })], "c"),
    /^c: data_format "channels_first"/,
  ],
  [
    "another axis",
    functional([layer("n", "BatchNormalization", ["in"], { axis: 1 })], "n"),
    /^n: axis 1; Strata has the last axis only, here 3/,
  ],
  ["a source that is missing", functional([layer("flat", "Flatten", ["gone"])], "flat"), /reads gone/],
  ["an output that is missing", functional([], "gone"), /output is gone/],
  ["a name twice", functional([twice, twice], "flat"), /^flat: two layers are named so/],
  ["one input twice", functional([layer("add", "Add", ["in", "in"])], "add"), /reads in twice/],
  [
    "a shared layer",
    functional([{ ...twice, inbound_nodes: [[["in", 0, 0, {}]], [["in", 0, 0, {}]]] }], "flat"),
    /^flat: it is used 2 times/,
  ],
  [
    "a loop",
    functional([layer("a", "Add", ["in", "b"]), layer("b", "Flatten", ["a"])], "b"),
    /closes a loop/,
  ],
  ["two inputs", functional([{ ...input, config: { ...input.config, name: "in2" } }], "in"), /2 inputs/],
  [
    "too many layers",
    functional(
      Array.from({ length: 1000 }, (_, i) => layer(`f${i}`, "Flatten", ["in"])),
      "f1",
    ),
    /1001 layers/,
  ],
  ["a lambda", functional([layer("l", "Lambda", ["in"])], "l"), /^l: Strata has no layer Lambda/],
])("%s is refused", (_, json, reason) => {
  const result = fromKeras(JSON.parse(JSON.stringify(json)));
  expect(result).toEqual({ ok: false, reason: expect.stringMatching(reason) });
});
