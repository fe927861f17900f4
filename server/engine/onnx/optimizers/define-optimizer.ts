import type { HyperParameters, OptimizerName } from "#models/training/hyper-parameters.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";

type OptimizerStep = {
  hyperParameters: HyperParameters;
  parameter: string;
  gradient: string;
  /** float32 scalar, what `stepSize` gives for the step. */
  stepSize: string;
  /** Values of the slots, in their order. */
  slots: readonly string[];
};

/** One optimizer as operators on a parameter of any shape. */
export type Optimizer = {
  name: OptimizerName;
  /** What it remembers between steps, one tensor of the parameter's shape each. */
  slots: (hyperParameters: HyperParameters) => readonly string[];
  /** What every number in the slots is at first. */
  initialSlotValue: number;
  /** What goes into the graph as `stepSize`. Steps count from 1. */
  stepSize: (learningRate: number, step: number) => number;
  emit: (graph: GraphBuilder, step: OptimizerStep) => { parameter: string; slots: readonly string[] };
};
