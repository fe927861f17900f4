import { availableParallelism } from "node:os";
import { presetById } from "#models/presets/index.ts";
import { benchEvaluation, benchTraining } from "#server/engine/measure/bench.ts";
import { matrixProductSpeed } from "#server/engine/measure/matrix-product-speed.ts";
import { targetFor } from "#server/engine/onnx/session/target-for.ts";
import { engineMeasurementInput, type EngineMeasurement } from "./bench/engine-measurement.ts";

// For `bench`: one measurement in a process of its own, since memory and threads of sessions stay behind.
async function measure(text: string): Promise<EngineMeasurement> {
  const input = engineMeasurementInput.parse(JSON.parse(text));
  if (input.kind === "matrixProduct") {
    return { gflops: await matrixProductSpeed({ threads: availableParallelism() }) };
  }
  const { net, batchSize, steps } = input;
  const preset = presetById(net);
  if (preset === undefined) throw new Error(`There is no preset ${net}`);
  const task = { graph: preset.graph, imageShape: [64, 64, 3] as const, classes: 10, batchSize, steps };
  return input.kind === "train"
    ? benchTraining({ ...task, target: await targetFor(input.provider) })
    : { imagesPerSecond: await benchEvaluation(task) };
}

process.stdout.write(`${JSON.stringify(await measure(process.argv[2] ?? ""))}\n`);
// Some drivers hang when the runtime unloads them.
process.exit();
