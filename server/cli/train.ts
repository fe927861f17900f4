import { pictureShape } from "#models/datasets/picture-shape.ts";
import { writeFile } from "node:fs/promises";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import type { EpochMetrics, Evaluation } from "#models/training/metrics.ts";
import { EngineError } from "#server/engine/engine-error.ts";
import { evaluate } from "#server/engine/score/evaluate.ts";
import { onnxEngine } from "#server/engine/onnx/onnx-engine.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import { readEnvironment } from "#server/platform/env.ts";
import { readDataset } from "./train/dataset.ts";
import { Display } from "./train/display.ts";
import { exportNetwork } from "./train/export-network.ts";
import { readNetwork } from "./train/network.ts";
import { readOptions, USAGE } from "./train/options.ts";
import { UsageError } from "./train/usage-error.ts";

const EXIT_USAGE = 2;
const EXIT_INTERRUPTED = 130;

async function train(args: readonly string[], signal: AbortSignal): Promise<void> {
  const options = readOptions(args);
  if (options.isHelp) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const environment = readEnvironment();
  const threads = environment.ENGINE_THREADS;
  const { hyperParameters } = options;
  const display = new Display(options.isJson ? process.stderr : process.stdout);
  const graph = await readNetwork(options, (note) => display.line(note));
  const { dataset, message } = await readDataset(options.dataset, {
    environment,
    signal,
    onProgress: ({ phase, done, total }) => display.bar("Dataset", { done, total, note: phase }),
  });
  const { id, title, target } = dataset.descriptor;
  const imageShape = pictureShape(dataset.descriptor);
  const { params } = planNetwork(graph, { inputShape: imageShape, target });
  const name = options.preset ?? options.modelFile ?? "";
  display.line(`${name}: ${params.toLocaleString("en")} parameters. Dataset: ${title} (${message})`);

  const shared = { imageShape, target, signal, ...(threads === undefined ? {} : { threads }) };
  const outcome = await onnxEngine.train({
    ...shared,
    graph,
    hyperParameters,
    train: await dataset.openSplit("train"),
    validation: await dataset.openSplit("validation"),
    onProgress: (progress) => display.progress(progress),
    onEpoch: ({ metrics }) => display.epoch(metrics, hyperParameters.epochs),
  });
  if (options.outFile !== null) await writeFile(options.outFile, outcome.model);
  const test = await evaluate({
    ...shared,
    model: outcome.model,
    split: await dataset.openSplit("test"),
    onProgress: (done, total) => display.bar("Testing", { done, total }),
  });
  display.line(`Best epoch: ${outcome.bestEpoch}`);
  display.evaluation(test.evaluation);
  if (options.exportFolder !== null) {
    const trained = { ...outcome, graph, title: name, dataset: dataset.descriptor };
    const missing = await exportNetwork(options.exportFolder, {
      ...trained,
      testAccuracy: test.evaluation.accuracy,
    });
    for (const line of missing) display.line(line);
  }
  if (options.isJson) {
    const report = {
      preset: options.preset,
      dataset: id,
      params,
      hyperParameters,
      bestEpoch: outcome.bestEpoch,
      epochs: outcome.epochs,
      test: test.evaluation,
    };
    process.stdout.write(`${JSON.stringify(asJson(report))}\n`);
  }
}

type Report = {
  preset: string | null;
  dataset: string;
  params: number;
  hyperParameters: HyperParameters;
  bestEpoch: number;
  epochs: readonly EpochMetrics[];
  test: Evaluation;
};

function asJson({ epochs, test, ...rest }: Report) {
  const { accuracy, macroF1, perClass, confusion } = test;
  return {
    ...rest,
    epochs: epochs.map(({ epoch: _epoch, ...measured }) => measured),
    test: { accuracy, macroF1, perClass, confusion },
  };
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT_USAGE;
  if (!(error instanceof EngineError)) return 1;
  if (error.code === "INVALID_GRAPH") return EXIT_USAGE;
  return error.code === "CANCELLED" ? EXIT_INTERRUPTED : 1;
}

const interrupt = new AbortController();
process.once("SIGINT", () => interrupt.abort());
process.once("SIGTERM", () => interrupt.abort());
try {
  await train(process.argv.slice(2), interrupt.signal);
} catch (error) {
  process.exitCode = interrupt.signal.aborted ? EXIT_INTERRUPTED : exitCodeOf(error);
  const hint = process.exitCode === EXIT_USAGE ? "\nSee npm run -s train -- --help" : "";
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${hint}\n`);
}
