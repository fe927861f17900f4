import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import { weightDecayOf } from "#models/training/weight-decay.ts";
import type { StepAt } from "../../train/trainable-network.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import { emitGlobalClip } from "./emit-global-clip.ts";
import { OPTIMIZERS } from "./index.ts";

const STEP_SIZE = "stepSize";
const KEPT = "keptWeight";

type Update = { parameter: string; gradient: string; slots: readonly string[] };

/**
 * What a step does to a parameter: its gradient is clipped, it decays, the optimizer moves it. Weight decay is Keras's,
 * for every optimizer: parameter -= learning rate x weight decay x parameter, apart from the gradient and, as Keras does
 * where nothing is excluded, of all trainable weights, biases and normalizations too. What is off costs nothing.
 */
export function emitUpdate(
  graph: GraphBuilder,
  hyperParameters: HyperParameters,
  { parameter, gradient, slots }: Update,
): { parameter: string; slots: readonly string[] } {
  const { optimizer, globalClipnorm } = hyperParameters;
  return OPTIMIZERS[optimizer].emit(graph, {
    hyperParameters,
    slots,
    stepSize: graph.input(STEP_SIZE, "float32", []),
    gradient: globalClipnorm === null ? gradient : emitGlobalClip(graph, gradient, globalClipnorm),
    parameter:
      weightDecayOf(hyperParameters) === 0
        ? parameter
        : graph.node("Mul", [parameter, graph.input(KEPT, "float32", [])]),
  });
}

/** The values of the scalar inputs that `emitUpdate` adds to the graph. */
export function updateInputs(
  hyperParameters: HyperParameters,
  { step, learningRate }: StepAt,
): Record<string, number> {
  const stepSize = OPTIMIZERS[hyperParameters.optimizer].stepSize(learningRate, step);
  const weightDecay = weightDecayOf(hyperParameters);
  return { [STEP_SIZE]: stepSize, ...(weightDecay === 0 ? {} : { [KEPT]: 1 - learningRate * weightDecay }) };
}
