import { expect, test } from "vitest";
import { fromKeras } from "./from-keras.ts";

/** As `model.to_json()` of Keras 3.15 writes them. */
function tensor(source: string) {
  return {
    class_name: "__keras_tensor__",
    config: { shape: [null, 8, 8, 3], dtype: "float32", keras_history: [source, 0, 0] },
  };
}

type Call = { args: unknown[]; kwargs: object };

function layer(name: string, className: string, call: Call, more: object = {}) {
  return {
    module: "keras.layers",
    class_name: className,
    config: { name, dtype: { class_name: "DTypePolicy", config: { name: "float32" } } },
    registered_name: null,
    name,
    inbound_nodes: [call],
    ...more,
  };
}

function read(...layers: { name: string }[]) {
  const input = {
    module: "keras.layers",
    class_name: "InputLayer",
    config: { batch_shape: [null, 8, 8, 3], dtype: "float32", name: "in" },
    name: "in",
    inbound_nodes: [],
  };
  const json = {
    module: "keras.src.models.functional",
    class_name: "Functional",
    config: { layers: [input, ...layers], output_layers: ["flat", 0, 0] },
  };
  return fromKeras(JSON.parse(JSON.stringify(json)));
}

const on = (source: string, kwargs: object = {}): Call => ({ args: [tensor(source)], kwargs });
const flat = (source: string) => layer("flat", "Flatten", on(source));
const wires = (result: ReturnType<typeof read>) =>
  result.ok ? result.graph.edges.map(({ source, target }) => `${source} ${target}`) : result.reason;

test("a layer called as layer(inputs=x) reads x", () => {
  const called = layer("pool", "MaxPooling2D", { args: [], kwargs: { inputs: tensor("in") } });
  expect(wires(read(called, flat("pool")))).toEqual(["in pool", "pool flat", "flat output"]);
});

test.each([
  ["BatchNormalization", { training: false, mask: null }, ["Left out: training=false in the call of it"]],
  ["BatchNormalization", { training: true }, []],
  ["Dropout", { training: true }, ["Left out: training=true in the call of it"]],
  // What Keras writes where nobody asked for it.
  ["Dropout", { training: false }, []],
  ["Resizing", { training: true }, []],
])("%s called with %j", (className, kwargs, notes) => {
  const sizes = className === "Resizing" ? { height: 4, width: 4 } : {};
  const config = { name: "it", ...(className === "Dropout" ? { rate: 0.5 } : sizes) };
  const result = read(layer("it", className, on("in", kwargs), { config }), flat("it"));
  expect(result).toMatchObject({ ok: true, notes });
});

test("operations that are layers of the same name are read, others are refused", () => {
  const ops = { module: "keras.src.ops.numpy" };
  const pool = layer("pool", "MaxPooling2D", on("in"));
  const two: Call = { args: [tensor("in"), tensor("pool")], kwargs: {} };
  expect(wires(read(pool, layer("it", "Add", two, ops), flat("it")))).toEqual(
    expect.arrayContaining(["in it", "pool it"]),
  );
  const withNumber: Call = { args: [tensor("in"), 3], kwargs: {} };
  expect(read(layer("it", "Flatten", withNumber), flat("it"))).toEqual({
    ok: false,
    reason: "it: it takes 3 beside other layers, which no block does",
  });
  expect(read(layer("it", "Maximum", two, ops), flat("it"))).toEqual({
    ok: false,
    reason: "it: Strata has no operation maximum",
  });
});

test.each([{ module: "mine.layers" }, { registered_name: "mine>Conv2D" }])(
  "somebody's own Conv2D is not taken for Keras's: %j",
  (more) => {
    expect(read(layer("it", "Conv2D", on("in"), more), flat("it"))).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^it: a Conv2D of somebody's own/),
    });
  },
);

test("what a layer computes in is said where it is not float32", () => {
  const mixed = {
    config: {
      name: "it",
      filters: 4,
      kernel_size: [3, 3],
      dtype: { class_name: "DTypePolicy", config: { name: "mixed_float16" } },
    },
  };
  const result = read(layer("it", "Conv2D", on("in"), mixed), flat("it"));
  expect(result).toMatchObject({ ok: true, notes: ["Left out: that it computes in mixed_float16"] });
});

test("a global pooling that keeps its axes becomes one and a Reshape", () => {
  const pooling = { config: { name: "it", keepdims: true } };
  const result = read(
    layer("it", "GlobalAveragePooling2D", on("in"), pooling),
    layer("it_reshape", "Flatten", on("it")),
    flat("it_reshape"),
  );
  expect(wires(result)).toEqual([
    "in it",
    "it it_reshape_1",
    "it_reshape_1 it_reshape",
    "it_reshape flat",
    "flat output",
  ]);
  expect(result.ok && result.graph.nodes.find(({ id }) => id === "it_reshape_1")).toMatchObject({
    type: "Reshape",
    settings: { targetShape: [1, 1, -1] },
  });
});

test.each([
  ["RandomContrast", { factor: [0.2, 0.2], value_range: [0, 1] }, []],
  [
    "RandomContrast",
    { factor: [0, 0.2] },
    ["it only raises the contrast in Keras 3; here it lowers it as often"],
  ],
  ["RandomRotation", { factor: [-0.5, 0.5] }, []],
  ["RandomRotation", { factor: 0.1 }, []],
  ["RandomRotation", { factor: 0.1, fill_value: 0.5 }, ["Left out: fill_value of it"]],
  ["RandomZoom", { height_factor: [-0.3, 0.3], width_factor: null, fill_value: 0 }, []],
  [
    "RandomTranslation",
    { height_factor: 0.1, width_factor: 0.1, fill_value: 0, interpolation: "bilinear" },
    [],
  ],
  [
    "RandomTranslation",
    { height_factor: 0.1, width_factor: 0.1, fill_value: 0.5, interpolation: "nearest" },
    ["Left out: fill_value of it", "Left out: interpolation of it"],
  ],
])("%s of Keras 3 with %j", (className, config, notes) => {
  const result = read(layer("it", className, on("in"), { config: { name: "it", ...config } }), flat("it"));
  expect(result).toMatchObject({ ok: true, notes });
});
