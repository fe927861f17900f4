import { createHash } from "node:crypto";
import { classesOf } from "#models/tasks/classes-of.ts";
import { taskOf } from "#models/tasks/index.ts";
import type { RunRecord } from "#models/records/run-record.ts";
import type { PackedDataset } from "#server/datasets/open-dataset.ts";
import { encodeTrainedNetwork } from "#server/engine/export/trained-network.ts";
import { onnxEngine } from "#server/engine/onnx/onnx-engine.ts";
import { evaluate } from "#server/engine/score/evaluate.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import { featureStoreIn } from "#server/storage/feature-store.ts";

type Where = { home: string; reserveBytes?: number | undefined; threads?: number | undefined };
type Rank = RunRecord["validation"];

/** Trains what a record tells of once more, from fresh weights, and scores it as a worker does. */
export async function trainAgain(
  { graph, hyperParameters }: Pick<RunRecord, "graph" | "hyperParameters">,
  dataset: PackedDataset,
  { home, reserveBytes, threads }: Where,
): Promise<{ weightsSha256: string; validation: Rank; test: Rank }> {
  const { target, inputShape: imageShape } = dataset.descriptor;
  const [train, validation, hidden] = await Promise.all([
    dataset.openSplit("train"),
    dataset.openSplit("validation"),
    dataset.openSplit("test"),
  ]);
  const common = {
    target,
    imageShape,
    ...(threads === undefined ? {} : { threads }),
  };
  const trained = await onnxEngine.train({
    ...common,
    graph,
    hyperParameters,
    train,
    validation,
    featureStore: featureStoreIn(home, reserveBytes),
  });
  const scoreOn = async (split: typeof hidden) => {
    const { loss } = hyperParameters;
    const scored = await evaluate({
      ...common,
      loss,
      trainTargets: train.targets,
      model: trained.model,
      split,
    });
    return taskOf(target).rankOf(scored.evaluation);
  };
  const plan = planNetwork(graph, { inputShape: imageShape, target });
  const about = { graph, classes: classesOf(target), outputScale: trained.outputScale };
  const weights = encodeTrainedNetwork(about, plan, trained.weights);
  return {
    weightsSha256: createHash("sha256").update(weights).digest("hex"),
    validation: await scoreOn(validation),
    test: await scoreOn(hidden),
  };
}
