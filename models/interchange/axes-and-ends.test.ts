import { expect, test } from "vitest";
import { importOf, keras2Input, keras2Layer, keras2Model } from "./testing.ts";

const convs = ["a", "b"].map((name) =>
  keras2Layer("Conv2D", name, { filters: 4, kernel_size: [3, 3] }, ["in"]),
);

function joined(axis: number) {
  const join = keras2Layer("Concatenate", "join", { axis }, ["a", "b"]);
  const again = keras2Layer("Concatenate", "again", { axis }, ["join", "join2"]);
  const second = keras2Layer("Activation", "join2", { activation: "relu" }, ["join"]);
  const flat = keras2Layer("Flatten", "flat", {}, ["again"]);
  return importOf(keras2Model([keras2Input(), ...convs, join, second, again, flat], { output: "flat" }));
}

test.each([
  [-1, -1, [6, 6, 16]],
  [-2, 2, [6, 24, 4]],
  [-3, 1, [24, 6, 4]],
  [3, 3, [6, 6, 16]],
])("Concatenate along axis %i of a map is along %i", (axis, ours, shape) => {
  const { layer, shapes, notes } = joined(axis);
  expect([layer?.("join")?.settings.axis, layer?.("again")?.settings.axis]).toEqual([ours, ours]);
  expect(shapes).toMatchObject({ again: shape });
  expect(notes).toEqual([]);
});

test.each([0, 4, -4, -7])("axis %i is refused by the name of the layer", (axis) => {
  expect(joined(axis)).toEqual({ reason: expect.stringMatching(/^join: axis -?\d, expected one of 1 to 3/) });
});

test.each([
  ["BatchNormalization", -1],
  ["BatchNormalization", [3]],
  ["LayerNormalization", [-1]],
  ["Softmax", 3],
])("%s on axis %j is on the last one", (className, axis) => {
  const it = keras2Layer(className, "it", { axis }, ["in"]);
  const flat = keras2Layer("Flatten", "flat", {}, ["it"]);
  expect(importOf(keras2Model([keras2Input(), it, flat], { output: "flat" })).notes).toEqual([]);
});

test.each([
  ["BatchNormalization", -2],
  ["LayerNormalization", 1],
  ["Softmax", -3],
])("%s on axis %j is refused by its name", (className, axis) => {
  const it = keras2Layer(className, "it", { axis }, ["in"]);
  expect(importOf(keras2Model([keras2Input(), it], { output: "it" }))).toEqual({
    reason: `it: axis ${axis}; Strata has the last axis only, here 3`,
  });
});

test("pixels of 0 to 255 are told, also behind what leaves them as they are", () => {
  const layers = [
    keras2Layer("RandomFlip", "flip", { mode: "horizontal" }, ["in"]),
    keras2Layer("Resizing", "size", { height: 8, width: 8, interpolation: "bilinear" }, ["flip"]),
    keras2Layer("Rescaling", "scaled", { scale: 1 / 255, offset: 0 }, ["size"]),
  ];
  expect(importOf(keras2Model([keras2Input(), ...layers], { output: "scaled" })).notes).toEqual([
    "scaled scales pixels of 0 to 255; here they arrive as 0 to 1: remove it, or set its scale",
  ]);
});

test.each([
  ["by a name", { scores: ["a", 0, 0] }],
  ["in a list by a name", { scores: [["a", 0, 0]] }],
  ["alone", ["a", 0, 0]],
  ["in lists", [[["a", 0, 0]]]],
])("the one output %s", (_, output) => {
  const { wires } = importOf(keras2Model([keras2Input(), ...convs.slice(0, 1)], { output }));
  expect(wires).toEqual(["in a", "a output"]);
});

test.each([
  [{ one: ["a", 0, 0], two: ["b", 0, 0] }, 2],
  [{}, 0],
])("the outputs %j are counted", (output, count) => {
  expect(importOf(keras2Model([keras2Input(), ...convs], { output }))).toEqual({
    reason: `The model has ${count} outputs; Strata takes networks with one`,
  });
});
