import { expect, test } from "vitest";
import { importOf, keras2Input, keras2Layer, keras2Model } from "./testing.ts";

/** As TensorFlow.js has the names in JavaScript. */
function written(first: object, ...more: object[]) {
  const dense = { className: "Dense", config: { name: "dense", units: 10, useBias: true } };
  const layers = [first, ...more, { className: "Flatten", config: { name: "flat" } }, dense];
  return {
    format: "layers-model",
    modelTopology: { className: "Sequential", config: { name: "s", layers } },
  };
}

const conv = { name: "conv", filters: 8, kernelSize: [5, 5], useBias: false, dataFormat: "channelsLast" };

test.each([
  [
    "batchInputShape of the first layer",
    [{ className: "Conv2D", config: { batchInputShape: [null, 32, 32, 3], ...conv } }],
  ],
  ["inputShape of the first layer", [{ className: "Conv2D", config: { inputShape: [32, 32, 3], ...conv } }]],
  [
    "batchShape of an InputLayer",
    [
      { className: "InputLayer", config: { name: "input", batchShape: [null, 32, 32, 3] } },
      { className: "Conv2D", config: conv },
    ],
  ],
  [
    "batchInputShape of an InputLayer",
    [
      { className: "InputLayer", config: { name: "input", batchInputShape: [null, 32, 32, 3] } },
      { className: "Conv2D", config: conv },
    ],
  ],
] as [string, [object, ...object[]]][])("names of JavaScript are read: %s", (_, layers) => {
  const { notes, shapes, layer } = importOf(written(...layers));
  expect(notes).toEqual([]);
  expect(shapes).toEqual({ input: [32, 32, 3], conv: [28, 28, 8], flat: [6272], dense: [10] });
  expect(layer?.("conv")?.settings).toEqual({ filters: 8, kernelSize: [5, 5], useBias: false });
});

test("a functional model in names of JavaScript, and values in them", () => {
  const json = {
    modelTopology: {
      modelConfig: {
        className: "Model",
        config: {
          layers: [
            {
              className: "InputLayer",
              name: "in",
              config: { name: "in", batchInputShape: [null, 8, 8, 3] },
              inboundNodes: [],
            },
            {
              className: "Conv2D",
              name: "conv",
              config: {
                ...conv,
                activation: "hardSigmoid",
                kernelInitializer: {
                  className: "VarianceScaling",
                  config: { scale: 2, mode: "fanIn", distribution: "truncatedNormal" },
                },
              },
              inboundNodes: [[["in", 0, 0, {}]]],
            },
          ],
          inputLayers: [["in", 0, 0]],
          outputLayers: [["conv", 0, 0]],
        },
      },
      kerasVersion: "2.15.0",
    },
  };
  const { layer, notes } = importOf(json);
  expect(layer?.("conv")?.settings).toMatchObject({
    activation: "hard_sigmoid",
    kernelInitializer: "he_normal",
  });
  expect(notes).toEqual(["conv: hard_sigmoid of Keras 2 rises by 1/5, the one here by 1/6"]);
});

const flat = keras2Layer("Flatten", "flat", {}, ["it"]);
const model = (it: object) => keras2Model([keras2Input(), it, flat], { output: "flat" });

test.each([
  ["Conv2D", { kernel_size: [3, 3] }, /^it: filters is not said, and Keras has no usual one$/],
  [
    "Conv2D",
    { filters: 4, kernal_size: [3, 3] },
    /^it: kernel_size is not said, and Keras has no usual one$/,
  ],
  ["Dropout", {}, /^it: rate is not said, and Keras has no usual one$/],
  ["Dense", {}, /^it: units is not said, and Keras has no usual one$/],
  [
    "MaxPooling2D",
    { data_format: "channels_first" },
    /^it: data_format "channels_first", which Strata has not$/,
  ],
  [
    "RandomFlip",
    { data_format: "channels_first" },
    /^it: data_format "channels_first", which Strata has not$/,
  ],
  [
    "Conv2D",
    { filters: 4, kernel_size: [3, 3], padding: "full" },
    /^it: padding: expected .* received "full"$/,
  ],
  [
    "Conv2D",
    { filters: 4, kernel_size: [3, 3], activation: "prelu" },
    /^it: activation: .* received "prelu"$/,
  ],
  ["Conv2D", { filters: "many", kernel_size: [3, 3] }, /^it: filters: .* received "many"$/],
])("%s with %j is refused by its name", (className, config, reason) => {
  expect(importOf(model(keras2Layer(className, "it", config, ["in"])))).toEqual({
    reason: expect.stringMatching(reason),
  });
});

test.each([
  [{ filters: 4, kernel_size: [3, 3], blur: false }, ["Left out: blur of it"]],
  [{ filters: 4, kernel_size: [3, 3], blur: 0 }, ["Left out: blur of it"]],
  [{ filters: 4, kernel_size: [3, 3], blur: null, sparse: false }, []],
  [{ filters: 4, kernel_size: [3, 3], kernelSize: [5, 5] }, ["Left out: kernelSize of it"]],
  [
    { filters: 4, kernel_size: [17, 17] },
    ["Out of Strata's bounds: kernel_size of it, expected 1 to 15, received 17"],
  ],
  [{ filters: 4, kernel_size: [3, 3], bias_initializer: "zeros", kernel_regularizer: "l2" }, []],
])("what is not read is said: %j", (config, notes) => {
  expect(importOf(model(keras2Layer("Conv2D", "it", config, ["in"]))).notes).toEqual(notes);
});

test("what many layers have in common is said once", () => {
  const layers = ["a", "b", "c", "d", "e"].map((name, index, all) =>
    keras2Layer("Conv2D", name, { filters: 3, kernel_size: 1, blur: 2, trainable: false }, [
      all[index - 1] ?? "in",
    ]),
  );
  expect(importOf(keras2Model([keras2Input(), ...layers], { output: "e" })).notes).toEqual([
    "Left out: blur of a, b, c and 2 more",
    "a, b, c and 2 more are frozen, as in the file",
  ]);
});

test("what an initializer means otherwise here is said, a penalty by its name alone is Keras's own", () => {
  const scaled = { scale: 1, mode: "fan_avg", distribution: "untruncated_normal" };
  const config = {
    filters: 4,
    kernel_size: [3, 3],
    kernel_initializer: { class_name: "VarianceScaling", config: scaled },
    kernel_regularizer: "l2",
  };
  const { notes, layer } = importOf(model(keras2Layer("Conv2D", "it", config, ["in"])));
  expect(notes).toEqual([
    "kernel_initializer of it is an untruncated normal; here it is cut at two standard deviations",
  ]);
  expect(layer?.("it")?.settings).toMatchObject({ kernelInitializer: "glorot_normal", kernelL2: 0.01 });
});

test.each([
  [
    "a tuple",
    { pool_size: { class_name: "__tuple__", items: [2, 3] } },
    "MaxPooling2D",
    { poolSize: [2, 3] },
  ],
  [
    "an array of Keras before 2.3",
    { alpha: { type: "ndarray", value: 0.2 } },
    "LeakyReLU",
    { negativeSlope: 0.2 },
  ],
  [
    "a number of NumPy",
    { negative_slope: { class_name: "__numpy__", config: { value: 0.2, dtype: "float32" } } },
    "LeakyReLU",
    { negativeSlope: 0.2 },
  ],
])("%s is what is in it", (_, config, className, settings) => {
  expect(importOf(model(keras2Layer(className, "it", config, ["in"]))).layer?.("it")?.settings).toEqual(
    settings,
  );
});

test("a file of Keras 1 is told so", () => {
  const old = { ...model(keras2Layer("Conv2D", "it", { nb_filter: 4 }, ["in"])), keras_version: "1.2.2" };
  expect(importOf(old)).toEqual({ reason: expect.stringContaining("It is of Keras 1.2.2") });
});
