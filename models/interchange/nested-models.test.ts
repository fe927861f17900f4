import { expect, test } from "vitest";
import { importOf, keras2Input, keras2Layer, keras2Model } from "./testing.ts";

const conv = (name: string, source: string) =>
  keras2Layer("Conv2D", name, { filters: 4, kernel_size: [3, 3] }, [source]);
const flat = (source: unknown) => keras2Layer("Flatten", "flat", {}, [source]);

function body(name: string, source: unknown, calls = 1) {
  const inner = [
    keras2Input("inside"),
    conv("conv", "inside"),
    keras2Layer("ReLU", "relu", { max_value: null }, ["conv"]),
    keras2Layer("Add", "add", {}, ["conv", "relu"]),
  ];
  const model = keras2Model(inner, { input: "inside", output: "add", name });
  const nodes = Array.from({ length: calls }, () => [source]);
  return { class_name: "Functional", name, config: model.config, inbound_nodes: nodes };
}

test.each([
  ["Keras 2, which counts its calls from 1", 1],
  ["one that counts them from 0", 0],
])("a functional model in a functional one of %s", (_, call) => {
  const nested = body("body", ["in", 0, 0, { training: false, mask: null }]);
  const { wires, notes, shapes } = importOf(
    keras2Model([keras2Input(), nested, flat(["body", call, 0, {}])], { output: "flat" }),
  );
  expect(wires).toEqual(["in conv", "conv relu", "conv add", "relu add", "add flat", "flat output"]);
  expect(shapes).toMatchObject({ add: [6, 6, 4], flat: [144] });
  expect(notes).toEqual([]);
});

test("names that are there twice stay apart, and a model can be the end", () => {
  const { wires } = importOf(
    keras2Model([keras2Input(), conv("conv", "in"), body("body", ["conv", 0, 0, {}])], {
      output: [["body", 1, 0]],
    }),
  );
  expect(wires).toEqual([
    "in conv",
    "conv body_conv",
    "body_conv relu",
    "body_conv add",
    "relu add",
    "add output",
  ]);
});

test("of a model with several inputs and outputs each goes where it belongs", () => {
  const inner = {
    layers: [
      keras2Input("left", [6, 6, 4]),
      keras2Input("right", [6, 6, 4]),
      keras2Layer("Activation", "act", { activation: "relu" }, ["right"]),
      keras2Layer("Concatenate", "join", { axis: -1 }, ["left", "act"]),
    ],
    input_layers: [
      ["left", 0, 0],
      ["right", 0, 0],
    ],
    output_layers: [
      ["join", 0, 0],
      ["act", 0, 0],
    ],
  };
  const two = {
    class_name: "Model",
    name: "two",
    config: inner,
    inbound_nodes: [
      [
        ["a", 0, 0, {}],
        ["b", 0, 0, {}],
      ],
    ],
  };
  const layers = [keras2Input(), conv("a", "in"), conv("b", "in"), two];
  const end = keras2Layer("Concatenate", "end", {}, [
    ["two", 1, 1, {}],
    ["two", 1, 0, {}],
  ]);
  const { wires } = importOf(keras2Model([...layers, end], { output: "end" }));
  expect(wires).toEqual(["in a", "in b", "b act", "a join", "act join", "act end", "join end", "end output"]);
});

test("a model that Keras 2 calls by the name of its input", () => {
  const nested = { ...body("body", []), inbound_nodes: [{ image: ["in", 0, 0, {}] }] };
  const { wires } = importOf(
    keras2Model([keras2Input(), nested, flat(["body", 1, 0, {}])], { output: "flat" }),
  );
  expect(wires).toContain("in conv");
});

test("Teachable Machine: Sequential in Sequential, a model in it", () => {
  const features = {
    class_name: "Sequential",
    config: {
      name: "sequential_1",
      layers: [
        { class_name: "Model", config: body("model1", ["in", 0, 0]).config },
        { class_name: "GlobalAveragePooling2D", config: { name: "pool", data_format: "channels_last" } },
      ],
    },
  };
  const head = {
    class_name: "Sequential",
    config: {
      name: "sequential_3",
      layers: [
        {
          class_name: "Dense",
          config: { name: "dense_1", units: 100, activation: "relu", batch_input_shape: [null, 4] },
        },
        {
          class_name: "Dense",
          config: { name: "dense_2", units: 3, use_bias: false, activation: "softmax" },
        },
      ],
    },
  };
  const { notes, shapes } = importOf({
    modelTopology: {
      class_name: "Sequential",
      config: { name: "sequential_4", layers: [features, head] },
      keras_version: "tfjs-layers 1.3.1",
      backend: "tensor_flow.js",
    },
  });
  expect(shapes).toEqual({
    input: [8, 8, 3],
    conv: [6, 6, 4],
    relu: [6, 6, 4],
    add: [6, 6, 4],
    pool: [4],
    dense_1: [100],
    dense_2: [3],
  });
  expect(notes).toEqual(["Left out: the softmax of dense_2, which Output applies"]);
});

/** As `to_json()` of Keras 3.15 writes a frozen base that is called with training=False. */
test("a frozen Sequential of Keras 3 in a functional model", () => {
  const tensor = (source: string) => ({
    class_name: "__keras_tensor__",
    config: { keras_history: [source, 0, 0] },
  });
  const layer = (className: string, name: string, config: object, source?: string) => ({
    module: "keras.layers",
    class_name: className,
    config: { name, ...config },
    name,
    inbound_nodes: source === undefined ? [] : [{ args: [tensor(source)], kwargs: { mask: [null] } }],
  });
  const base = {
    module: "keras",
    class_name: "Sequential",
    name: "base",
    config: {
      name: "base",
      trainable: false,
      layers: [
        { class_name: "InputLayer", config: { batch_shape: [null, 8, 8, 3], name: "own" } },
        { class_name: "Conv2D", config: { name: "conv", filters: 4, kernel_size: [3, 3] } },
        { class_name: "BatchNormalization", config: { name: "norm", axis: -1 } },
      ],
    },
    inbound_nodes: [{ args: [tensor("in")], kwargs: { training: false, mask: null } }],
  };
  const json = {
    module: "keras.src.models.functional",
    class_name: "Functional",
    config: {
      layers: [
        layer("InputLayer", "in", { batch_shape: [null, 8, 8, 3] }),
        base,
        layer("Flatten", "flat", {}, "base"),
      ],
      output_layers: ["flat", 0, 0],
    },
  };
  const { wires, notes } = importOf(json);
  expect(wires).toEqual(["in conv", "conv norm", "norm flat", "flat output"]);
  expect(notes).toEqual([
    "Left out: training=false in the call of base",
    "conv is frozen, as in the file",
    "norm is frozen, as in the file",
  ]);
});

test.each([
  [
    "a shared one",
    body("body", ["in", 0, 0, {}], 2),
    ["body", 2, 0, {}],
    /^body: it is a model of its own that is used 2 times/,
  ],
  [
    "an output that it has not",
    body("body", ["in", 0, 0, {}]),
    ["body", 1, 3, {}],
    /^flat reads output 3 of body/,
  ],
  [
    "one that reads itself",
    body("body", ["body", 1, 0, {}]),
    ["body", 1, 0, {}],
    /leads back to itself|closes a loop/,
  ],
  [
    "one that nothing leads into",
    { ...body("body", ["in", 0, 0, {}]), inbound_nodes: [] },
    ["body", 1, 0, {}],
    /^inside: .*nothing leads into/,
  ],
])("%s is refused by its name", (_, nested, source, reason) => {
  const model = keras2Model([keras2Input(), nested, flat(source)], { output: "flat" });
  expect(importOf(model)).toEqual({ reason: expect.stringMatching(reason) });
});
