import { presetById } from "#models/presets/index.ts";
import { benchEvaluation, benchTraining } from "#server/engine/bench.ts";
import { targetFor } from "#server/engine/onnx/target-for.ts";
import { engineMeasurementInput, type EngineMeasurement } from "./bench/engine-measurement.ts";

// For `bench`: one measurement in a process of its own, since memory and threads of sessions stay behind.
async function measure(text: string): Promise<EngineMeasurement> {
  const { kind, net, batchSize, steps, provider } = engineMeasurementInput.parse(JSON.parse(text));
  const preset = presetById(net);
  if (preset === undefined) throw new Error(`There is no preset ${net}`);
  const task = { graph: preset.graph, imageShape: [64, 64, 3] as const, classes: 10, batchSize, steps };
  if (kind === "train") return benchTraining({ ...task, target: await targetFor(provider) });
  return { imagesPerSecond: await benchEvaluation(task), feedShare: 0, peakMemoryBytes: 0 };
}

process.stdout.write(`${JSON.stringify(await measure(process.argv[2] ?? ""))}\n`);
// Some drivers hang when the runtime unloads them.
process.exit();
