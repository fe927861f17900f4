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
    'input = keras.Input((8, 8, 3), name="input")',
    'conv2d_1 = layers.Conv2D(filters=4, kernel_size=(3, 3), use_bias=False, name="conv2d_1")(input)',
    'conv2d = layers.Conv2D(filters=4, kernel_size=(3, 3), activation="relu", ' +
      "kernel_initializer=keras.initializers.HeNormal(), " +
      'kernel_regularizer=keras.regularizers.L1L2(l1=0, l2=0.01), name="conv2d")(input)',
    'activation = layers.Activation(activation="linear", name="activation")(conv2d_1)',
    'concatenate = layers.Concatenate(name="concatenate")([conv2d, activation])',
    'max_pooling2d = layers.MaxPooling2D(pool_size=(2, 2), strides=(1, 1), name="max_pooling2d")(concatenate)',
    'flatten = layers.Flatten(name="flatten")(max_pooling2d)',
    'reshape = layers.Reshape(target_shape=(-1,), name="reshape")(flatten)',
    'dense = layers.Dense(units=10, name="dense")(reshape)',
    'model = keras.Model(input, dense, name="network")',
  ]);
});
