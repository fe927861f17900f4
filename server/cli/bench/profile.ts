import { objectiveOf } from "#server/engine/objectives/index.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { presetById } from "#models/presets/index.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { inferValues } from "#server/engine/onnx/cost/infer-values.ts";
import { multiplyAdds } from "#server/engine/onnx/cost/multiply-adds.ts";
import { targetFor } from "#server/engine/onnx/session/target-for.ts";
import { trainingGraph } from "#server/engine/onnx/graph/training-graph.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import { trainingMeasurement } from "./engine-measurement.ts";
import { measureOurs } from "./measure-ours.ts";
import type { BenchContext } from "./options.ts";
import {
  nodeTimes,
  operatorTimes,
  productTimes,
  type OperatorTime,
  type ProductTime,
} from "./step-profile.ts";

export type StepProfile = {
  net: string;
  batchSize: number;
  /** Of all nodes of a step together. The profiler itself costs some percent. */
  ms: number;
  operators: OperatorTime[];
  products: ProductTime[];
};

const STEPS = 15;

/** Where the time of a training step goes, as ONNX Runtime's own profiler sees it. */
export async function profileStep(
  { net, batchSize }: { net: string; batchSize: number },
  context: BenchContext,
): Promise<StepProfile> {
  const { provider } = context.options;
  const folder = await mkdtemp(join(tmpdir(), "strata-profile-"));
  try {
    const task = { kind: "train", net, batchSize, steps: STEPS, provider } as const;
    await measureOurs(trainingMeasurement, task, {
      signal: context.signal,
      environment: { STRATA_PROFILE: join(folder, "profile") },
    });
    const times = nodeTimes(await largestOf(folder));
    const operators = operatorTimes(times);
    const ms = operators.reduce((sum, operator) => sum + operator.ms, 0);
    return {
      net,
      batchSize,
      ms,
      operators,
      products: productTimes(times, await multiplyAddsOf(net, context, batchSize)),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Every session writes a file; the training's is the largest. */
async function largestOf(folder: string): Promise<unknown[]> {
  const files = (await readdir(folder)).map((name) => join(folder, name));
  const sizes = await Promise.all(files.map(async (file) => ({ file, bytes: (await stat(file)).size })));
  const [largest] = sizes.toSorted((a, b) => b.bytes - a.bytes);
  if (largest === undefined) throw new Error("The runtime wrote no profile");
  return JSON.parse(await readFile(largest.file, "utf8")) as unknown[];
}

async function multiplyAddsOf(net: string, { options }: BenchContext, batchSize: number) {
  const preset = presetById(net);
  if (preset === undefined) throw new Error(`There is no preset ${net}`);
  const plan = planNetwork(preset.graph, { inputShape: [64, 64, 3], target: numberedClasses(10) });
  const hyperParameters = DEFAULT_HYPER_PARAMETERS;
  const objective = objectiveOf({ target: plan.target, hyperParameters, trainTargets: null });
  const { model } = trainingGraph(plan, { hyperParameters, objective }, await targetFor(options.provider));
  const values = inferValues(model, batchSize);
  const byName = new Map(model.nodes.map((node) => [node.outputs[0], multiplyAdds(node, values)]));
  return (name: string) => byName.get(name) ?? 0;
}
