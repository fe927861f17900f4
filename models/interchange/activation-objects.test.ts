import { expect, test } from "vitest";
import { importOf, keras2Input, keras2Layer, keras2Model } from "./testing.ts";

const object = (className: string, config: object = {}) => ({
  module: "keras.layers",
  class_name: className,
  config: { name: "act", trainable: true, dtype: "float32", ...config },
  registered_name: null,
});

function withActivation(activation: unknown) {
  const conv = keras2Layer("Conv2D", "conv", { filters: 4, kernel_size: [3, 3], activation }, ["in"]);
  return importOf(
    keras2Model([keras2Input(), conv, keras2Layer("Flatten", "flat", {}, ["conv"])], { output: "flat" }),
  );
}

test.each([
  [object("ReLU", { max_value: null, negative_slope: 0, threshold: 0 }), "relu"],
  [object("ReLU", { max_value: 6 }), "relu6"],
  [object("ELU", { alpha: 1 }), "elu"],
  [object("Softmax", { axis: -1 }), "softmax"],
  [object("Activation", { activation: "tanh" }), "tanh"],
  [{ class_name: "function", config: "gelu", module: "builtins", registered_name: "function" }, "gelu"],
])("the activation %j is a name here", (activation, name) => {
  const { layer, notes } = withActivation(activation);
  expect(layer?.("conv")?.settings).toMatchObject({ activation: name });
  expect(notes).toEqual([]);
});

test("one that is a block here follows its layer", () => {
  const { wires, layer } = withActivation(object("LeakyReLU", { negative_slope: 0.2 }));
  expect(wires).toEqual(["in conv", "conv conv_activation", "conv_activation flat", "flat output"]);
  expect(layer?.("conv")?.settings).toMatchObject({ activation: "linear" });
  expect(layer?.("conv_activation")).toMatchObject({ type: "LeakyReLU", settings: { negativeSlope: 0.2 } });
});

test.each([
  [object("ThresholdedReLU"), /^conv: activation ThresholdedReLU, which Strata has not$/],
  [object("ReLU", { max_value: 3 }), /^conv.*: a ReLU with a threshold or a limit other than 6/],
  [{ ...object("Odd"), module: "mine" }, /^conv: activation: a Odd of somebody's own, which Strata has not$/],
  [
    { value: ["4wEA", null, null] },
    /^conv: activation is a function of its own in Python, which cannot be read$/,
  ],
])("%j is refused by the name of the layer", (activation, reason) => {
  expect(withActivation(activation)).toEqual({ reason: expect.stringMatching(reason) });
});
