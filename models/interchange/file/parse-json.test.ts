import { expect, test } from "vitest";
import { importOf, keras2Input, keras2Layer, keras2Model } from "../testing.ts";
import { parseJson } from "./parse-json.ts";

test.each([
  ['{"a": NaN, "b": [Infinity, -Infinity]}', { a: Number.NaN, b: [Infinity, -Infinity] }],
  ['{"NaN": "Infinity, NaN \\" NaN", "a": NaN}', { NaN: 'Infinity, NaN " NaN', a: Number.NaN }],
  [JSON.stringify(JSON.stringify({ a: 1 })), { a: 1 }],
  [JSON.stringify('{"a": NaN}'), { a: Number.NaN }],
  [`'{"a": "it\\'s"}'`, { a: "it's" }],
  ["\uFEFF {} \n", {}],
  ["{'a': 1}", undefined],
  ["NaNa", undefined],
  ["", undefined],
])("%s", (text, value) => {
  expect(parseJson(text)).toEqual(value);
});

const flat = keras2Layer("Flatten", "flat", {}, ["it"]);
const model = (it: object) => keras2Model([keras2Input(), it, flat], { output: "flat" });
const dropout = model(keras2Layer("Dropout", "it", { rate: 0.5 }, ["in"]));

test.each([
  ["the whole", JSON.stringify(dropout)],
  ["modelTopology", { format: "layers-model", modelTopology: JSON.stringify(dropout) }],
  ["model_config", { model_config: JSON.stringify(dropout), keras_version: "2.9.0" }],
  ["model_config in modelTopology", { modelTopology: { model_config: JSON.stringify(dropout) } }],
  ["config", { ...dropout, config: JSON.stringify(dropout.config) }],
  ["the whole, once more", JSON.stringify(JSON.stringify(dropout))],
  ["get_config() alone", dropout.config],
])("JSON in JSON: %s", (_, file) => {
  expect(importOf(JSON.stringify(file))).toMatchObject({
    notes: [],
    wires: ["in it", "it flat", "flat output"],
  });
});

function withInfinity(className: string, argument: string): string {
  return JSON.stringify(model(keras2Layer(className, "it", { rate: 0.5, MARK: 1 }, ["in"]))).replace(
    '"MARK":1',
    argument,
  );
}

test("NaN and Infinity are left out, read or refused like any other value", () => {
  expect(importOf(withInfinity("Dropout", '"odd":NaN')).notes).toEqual(["Left out: odd of it"]);
  expect(importOf(withInfinity("ReLU", '"max_value":Infinity')).layer?.("it")?.settings).toEqual({
    activation: "relu",
  });
  expect(importOf(withInfinity("Dropout", '"rate":NaN')).reason).toMatch(/^it: rate: /);
});

test("JSON in JSON may not be nested deeper than JSON", () => {
  const deep = `${'{"config":'.repeat(100_000)}1${"}".repeat(100_000)}`;
  expect(importOf({ modelTopology: deep }).reason).toMatch(/nested too deep/);
  expect(importOf(JSON.stringify(deep)).reason).toMatch(/nested too deep/);
});

test("a dictionary as Python prints it is told from JSON", () => {
  expect(importOf("{'class_name': 'Sequential'}").reason).toMatch(/as Python prints it/);
});

test("a version that stands beside the model decides what its words mean", () => {
  const it = keras2Layer("Conv2D", "it", { filters: 4, kernel_size: 3, activation: "hard_sigmoid" }, ["in"]);
  const { keras_version: _, ...rest } = model(it);
  const archived = { ...rest, module: "keras" };
  expect(importOf(archived, "2.15.0").notes).toEqual([
    "it: hard_sigmoid of Keras 2 rises by 1/5, the one here by 1/6",
  ]);
  // Its calls are those of Keras 2.
  expect(importOf(archived).notes).toHaveLength(1);
  expect(importOf(archived, "3.4.0").notes).toEqual([]);
});
