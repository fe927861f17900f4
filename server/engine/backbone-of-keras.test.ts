import { expect, test } from "vitest";
import { mobilenetV3Small } from "#models/backbones/mobilenet-v3-small.ts";
import type { GraphNode, ModelGraph } from "#models/graph/schema.ts";
import { elementCount } from "#models/layers/element-count.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { isProof } from "#models/testing/proof.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import OF_KERAS from "./backbone-of-keras.json" with { type: "json" };
import { memorySplit } from "./memory-split.ts";
import { exportModel } from "./onnx/graph/export-model.ts";
import { ModelSession } from "./onnx/session/model-session.ts";
import { TrainingSession } from "./onnx/session/training-session.ts";
import type { ImageShape } from "./split.ts";
import { channelsFirst } from "./testing/network-pair.ts";
import { planNetwork, type NetworkPlan } from "./weights/network-plan.ts";
import type { WeightValues } from "./weights/weight-values.ts";

const shape: ImageShape = [64, 64, 3];
const PICTURES = 4;
const images = Uint8Array.from({ length: PICTURES * elementCount(shape) }, (_, index) =>
  Math.floor(127.5 + 127.5 * Math.sin(0.9 * index ** 1.05)),
);

/** With Keras's padding, its pooled map, and a Dense of three classes where it is asked for. */
function network(hasDense: boolean): ModelGraph {
  const { nodes, edges, first, last } = mobilenetV3Small({ padding: "keras", frozenStages: 0 });
  const node = (id: string, type: string, settings: GraphNode["settings"] = {}): GraphNode => ({
    id,
    name: id,
    type,
    settings,
    position: { x: 0, y: 0 },
  });
  const ends = [
    node("pooling", "GlobalAveragePooling2D"),
    ...(hasDense ? [node("dense", "Dense", { units: 3 })] : []),
    node("output", "Output"),
  ];
  const line = [last, ...ends.map(({ id }) => id)];
  return {
    version: 2,
    nodes: [node("in", "Input", { shape: [...shape] }), ...nodes, ...ends],
    edges: [
      { source: "in", target: first, slot: 0 },
      ...edges,
      ...line.slice(1).map((target, index) => ({ source: line[index] ?? "", target, slot: 0 })),
    ],
  };
}

/** The same formula as in Python. */
function weightsOf({ weights }: NetworkPlan): WeightValues {
  return new Map(
    weights.map(({ key, name, shape }) => {
      const begin = Buffer.from(key, "ascii").reduce((sum, code) => sum + code, 0);
      const fan = elementCount(shape.at(-1) === 1 ? shape.slice(0, -2) : shape.slice(0, -1));
      const size = shape.length > 1 ? 2 / Math.sqrt(fan) : 0.2;
      const first = name === "gamma" || name === "moving_variance" ? 1 : 0;
      const values = Float32Array.from(
        { length: elementCount(shape) },
        (_, index) => first + size * Math.sin(begin + 0.7 * index ** 1.1),
      );
      return [key, values];
    }),
  );
}

test("with Keras's padding its features are those of Keras's own network", async () => {
  const plan = planNetwork(network(false), { inputShape: shape, target: numberedClasses(576) });
  const session = await ModelSession.open(exportModel(plan, weightsOf(plan)), { threads: 1 });
  const { logits = new Float32Array() } = await session.infer(images, PICTURES, shape);
  await session.release();
  const some = [...logits].filter((_, index) => index % 48 === 0);
  expect(some).toHaveLength(OF_KERAS.features.length);
  for (const [index, value] of some.entries()) {
    expect(Math.abs(value - (OF_KERAS.features[index] ?? Number.NaN))).toBeLessThan(1e-4);
  }
});

test.runIf(isProof)("and so are the losses of its training", async () => {
  const plan = planNetwork(network(true), { inputShape: shape, target: numberedClasses(3) });
  const weights = weightsOf(plan);
  expect([...weights.values()].reduce((sum, { length }) => sum + length, 0)).toBe(OF_KERAS.values);
  const settings = hyperParameters.parse({ optimizer: "sgd", momentum: 0, learningRate: 0.0002 });
  const session = await TrainingSession.create(plan, settings, { threads: 1 });
  session.setWeights(weights);
  const targets = Int32Array.of(0, 1, 2, 1);
  const batch = memorySplit({ images, targets: Uint8Array.from(targets) });
  const fed = { count: PICTURES, images: channelsFirst(batch, shape), targets };
  for (const [index, loss] of OF_KERAS.losses.entries()) {
    const at = { step: index + 1, learningRate: settings.learningRate };
    const { lossSum } = await session.step(fed, at, (mask) => void mask);
    expect(Math.abs(lossSum / PICTURES - loss)).toBeLessThan(1e-4);
  }
  await session.release();
});
