import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import type { TrainingTask } from "./estimate-training.ts";

/** A network and how it is to be trained, on a dataset. */
export function trainingTask(
  dataset: DatasetDescriptor,
  { graph, hyperParameters }: { graph: ModelGraph; hyperParameters: HyperParameters },
): TrainingTask {
  return {
    graph,
    hyperParameters,
    imageShape: dataset.inputShape,
    target: dataset.target,
    counts: dataset.counts,
  };
}
