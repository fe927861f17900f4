import { expect, test } from "vitest";
import { importOf, keras2Input, keras2Layer, keras2Model } from "./testing.ts";

const conv = keras2Layer("Conv2D", "conv", { filters: 4, kernel_size: [3, 3] }, ["in"]);
const relu = keras2Layer("ReLU", "relu", {}, ["conv"]);

/** As Keras 2 writes `x + y`: what follows the first argument stands by its name. */
function lambda(called: string, kwargs: object, first: unknown = ["conv", 0, 0, kwargs]) {
  const it = keras2Layer("TFOpLambda", "it", { function: called }, [first]);
  return importOf(keras2Model([keras2Input(), conv, relu, it], { output: "it" }));
}

const other = ["relu", 0, 0];
test.each([
  ["__operators__.add", { y: other, name: null }, "Add", {}],
  ["math.multiply", { y: other, name: null }, "Multiply", {}],
  ["__operators__.add", { y: 3, name: null }, "Rescaling", { scale: 1, offset: 3 }],
  ["math.subtract", { y: 0.5 }, "Rescaling", { scale: 1, offset: -0.5 }],
  ["math.truediv", { y: 4 }, "Rescaling", { scale: 0.25, offset: 0 }],
  ["math.truediv", { y: [[[[1, 2, 4, 8]]]] }, "Rescaling", { scale: [1, 0.5, 0.25, 0.125], offset: 0 }],
  ["nn.relu", { name: null }, "Activation", { activation: "relu" }],
  ["nn.silu", {}, "Activation", { activation: "silu" }],
  ["nn.leaky_relu", { alpha: 0.1 }, "LeakyReLU", { negativeSlope: 0.1 }],
  ["math.reduce_mean", { axis: [1, 2], keepdims: false }, "GlobalAveragePooling2D", {}],
])("%s of Keras 2 with %j", (called, kwargs, type, settings) => {
  const { layer, notes } = lambda(called, kwargs);
  expect(layer?.("it")).toMatchObject({ type, settings });
  expect(notes).toEqual([]);
});

test("the number may stand in front: 1 - x", () => {
  const { layer, wires } = lambda("math.subtract", {}, ["_CONSTANT_VALUE", -1, 1, { y: ["conv", 0, 0] }]);
  expect(layer?.("it")?.settings).toEqual({ scale: -1, offset: 1 });
  expect(wires).toContain("conv it");
});

test("TensorFlow 2.0 to 2.3 keep the operator itself", () => {
  const node = JSON.stringify({ name: "add", op: "AddV2", input: ["conv", "add/y"] });
  const it = keras2Layer("TensorFlowOpLayer", "it", { node_def: node, constants: { "1": 2 } }, ["conv"]);
  const { layer } = importOf(keras2Model([keras2Input(), conv, it], { output: "it" }));
  expect(layer?.("it")).toMatchObject({ type: "Rescaling", settings: { scale: 1, offset: 2 } });
});

test.each([
  ["math.subtract", { y: other }, "it: Strata has no operation subtract"],
  ["image.resize", { size: [4, 4] }, "it: Strata has no operation resize"],
  ["math.truediv", { y: 0 }, "it: it takes 0 beside other layers, which no block does"],
  ["__operators__.add", { y: "much" }, 'it: it takes "much" beside other layers, which no block does'],
  ["nn.gelu", { approximate: true }, "it: gelu by tanh, which Strata has not; it has the exact one"],
])("%s of Keras 2 with %j is refused by its name", (called, kwargs, reason) => {
  expect(lambda(called, kwargs)).toEqual({ reason });
});

test("a slice is refused by its name", () => {
  const it = keras2Layer("SlicingOpLambda", "it", { function: "__operators__.getitem" }, ["conv"]);
  expect(importOf(keras2Model([keras2Input(), conv, it], { output: "it" }))).toEqual({
    reason: "it: Strata has no operation getitem",
  });
});

/** As `to_json()` of Keras 3.15 writes them. */
const tensor = (source: string) => ({
  class_name: "__keras_tensor__",
  config: { keras_history: [source, 0, 0] },
});
test.each([
  ["numpy", "Add", {}, [tensor("in"), 3], { type: "Rescaling", settings: { scale: 1, offset: 3 } }],
  ["numpy", "Multiply", {}, [2, tensor("in")], { type: "Rescaling", settings: { scale: 2, offset: 0 } }],
  ["numpy", "Subtract", {}, [1, tensor("in")], { type: "Rescaling", settings: { scale: -1, offset: 1 } }],
  ["numpy", "TrueDivide", {}, [tensor("in"), 4], { type: "Rescaling", settings: { scale: 0.25 } }],
  ["numpy", "Negative", {}, [tensor("in")], { type: "Rescaling", settings: { scale: -1 } }],
  ["nn", "Relu6", {}, [tensor("in")], { type: "Activation", settings: { activation: "relu6" } }],
  ["nn", "HardSilu", {}, [tensor("in")], { type: "Activation", settings: { activation: "hard_silu" } }],
  ["nn", "Gelu", { approximate: false }, [tensor("in")], { settings: { activation: "gelu" } }],
  ["numpy", "Mean", { axis: [1, 2], keepdims: false }, [tensor("in")], { type: "GlobalAveragePooling2D" }],
  ["numpy", "Reshape", { newshape: [-1, 192] }, [tensor("in")], { settings: { targetShape: [192] } }],
])("keras.ops %s %s %j of Keras 3", (...[from, name, config, args, expected]) => {
  const it = {
    module: `keras.src.ops.${from}`,
    class_name: name,
    config: { name: "it", ...config },
    registered_name: name,
    name: "it",
    inbound_nodes: [{ args, kwargs: {} }],
  };
  const layers = [{ ...keras2Input(), module: "keras.layers" }, it];
  const { layer, notes } = importOf({ ...keras2Model(layers, { output: "it" }), keras_version: "3.15.1" });
  expect(layer?.("it")).toMatchObject(expected);
  expect(notes).toEqual([]);
});
