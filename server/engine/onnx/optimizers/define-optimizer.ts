import type { HyperParameters, OptimizerName } from "#models/training/hyper-parameters.ts";
import type { GraphBuilder } from "../graph-builder.ts";

export type OptimizerStep = {
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
  /** What it remembers between steps, one tensor of the parameter's shape each, zero at first. */
  slots: readonly string[];
  /** The learning rate as this step uses it. Steps count from 1. */
  stepSize: (hyperParameters: HyperParameters, step: number) => number;
  emit: (graph: GraphBuilder, step: OptimizerStep) => { parameter: string; slots: readonly string[] };
};
