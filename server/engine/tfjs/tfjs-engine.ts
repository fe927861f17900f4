import type { Engine } from "../engine.ts";
import { trainNetwork } from "../train/train-network.ts";
import type { TensorFlowJs } from "./load-tensorflow.ts";
import { TfjsNetwork } from "./tfjs-network.ts";

/** Trains with TensorFlow.js: the same results as the onnx engine, to rounding, and the same checkpoints. */
export function createTfjsEngine(tf: TensorFlowJs): Engine {
  return {
    name: "tfjs",
    train: (task) =>
      trainNetwork(
        task,
        async (plan, objective, startedLayers) =>
          new TfjsNetwork(tf, plan, { hyperParameters: task.hyperParameters, objective, startedLayers }),
      ),
  };
}
