import { expect, test } from "vitest";
import { BranchingGraph } from "../graph/branching-graph.ts";
import { networkOf } from "./network.ts";
import { toPython } from "./to-python.ts";

test("one readable line a layer, without what Keras does anyway", () => {
  const graph = new BranchingGraph([8, 8, 3]);
  const left = graph.line(
    [
      {
        type: "Conv2D",
        settings: { filters: 4, activation: "relu", kernelL2: 0.01, kernelInitializer: "he_normal" },
      },
    ],
    graph.input,
  );
  const right = graph.line(
    [
      { type: "Conv2D", settings: { filters: 4, useBias: false } },
      { type: "Activation", settings: { activation: "linear" } },
    ],
    graph.input,
  );
  const joined = graph.add({ type: "Concatenate" }, [left, right]);
  const whole = graph.finish(
    graph.line(
      [
        { type: "MaxPooling2D", settings: { poolSize: [2, 2], strides: [1, 1] } },
        { type: "Flatten" },
        { type: "Reshape" },
        { type: "Dense", settings: { units: 10 } },
      ],
      joined,
    ),
  );
  const result = networkOf(whole);
  expect(result.ok && toPython(result.network, "network").split("\n")).toEqual([
    'input_ = keras.Input((8, 8, 3), name="input")',
    'conv2d_1 = layers.Conv2D(filters=4, kernel_size=(3, 3), use_bias=False, name="conv2d_1")(input_)',
    'conv2d = layers.Conv2D(filters=4, kernel_size=(3, 3), activation="relu", ' +
      "kernel_initializer=keras.initializers.HeNormal(), " +
      'kernel_regularizer=keras.regularizers.L1L2(l1=0, l2=0.01), name="conv2d")(input_)',
    'activation = layers.Activation(activation="linear", name="activation")(conv2d_1)',
    'concatenate = layers.Concatenate(name="concatenate")([conv2d, activation])',
    'max_pooling2d = layers.MaxPooling2D(pool_size=(2, 2), strides=(1, 1), name="max_pooling2d")(concatenate)',
    'flatten = layers.Flatten(name="flatten")(max_pooling2d)',
    'reshape = layers.Reshape(target_shape=(-1,), name="reshape")(flatten)',
    'dense = layers.Dense(units=10, name="dense")(reshape)',
    'model = keras.Model(input_, dense, name="network")',
  ]);
});

test("every layer has a variable of its own, and none a name of Python's or of the code around it", () => {
  const graph = new BranchingGraph([8, 8, 3]);
  const names = ["class", "class_", "len", "abs", "images", "images__", "images_"];
  const ends = names.map((name) => {
    const end = graph.line([{ type: "Conv2D", settings: { filters: 4 } }], graph.input);
    return { name, end };
  });
  const joined = graph.add(
    { type: "Concatenate" },
    ends.map(({ end }) => end),
  );
  const whole = graph.finish(
    graph.line([{ type: "Flatten" }, { type: "Dense", settings: { units: 10 } }], joined),
  );
  const renamed = {
    ...whole,
    nodes: whole.nodes.map((node) => ({
      ...node,
      name: ends.find(({ end }) => end === node.id)?.name ?? node.name,
    })),
  };
  const result = networkOf(renamed);
  const lines = result.ok ? toPython(result.network, "network", new Set(["images", "np"])).split("\n") : [];
  const variables = new Map(
    lines.map((line) => [/name="(\w+)"\)(?:\(|$)/.exec(line)?.[1] ?? "", line.split(" = ")[0] ?? ""]),
  );
  expect(new Set(variables.values()).size).toBe(lines.length);
  expect(Object.fromEntries(names.map((name) => [name, variables.get(name)]))).toEqual({
    class: "class__",
    class_: "class_",
    len: "len_",
    abs: "abs_",
    images: "images___",
    images__: "images__",
    images_: "images_",
  });
  expect(lines.at(-4)).toContain("([class__, class_, len_, abs_, images___, images__, images_])");
});
