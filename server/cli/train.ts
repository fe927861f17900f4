import { fitToTarget } from "#models/graph/fit-target.ts";
import { writeFile } from "node:fs/promises";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import type { EpochMetrics } from "#models/training/epoch-metrics.ts";
import type { AnyEvaluation } from "#models/tasks/evaluation.ts";
import { taskOf } from "#models/tasks/index.ts";
import { matchWeights } from "#models/weights/match-weights.ts";
import { monitorName } from "#models/tasks/monitors-of.ts";
import { settingProblems } from "#models/tasks/setting-problems.ts";
import { EngineError } from "#server/engine/engine-error.ts";
import { evaluate } from "#server/engine/score/evaluate.ts";
import { createOnnxEngine } from "#server/engine/onnx/onnx-engine.ts";
import { shapesOf } from "#server/engine/weights/starting-weights.ts";
import { featureStoreIn } from "#server/storage/feature-store.ts";
import { readEnvironment } from "#server/platform/env.ts";
import { readDataset } from "./train/dataset.ts";
import { Display } from "./train/display.ts";
import { exportNetwork } from "./train/export-network.ts";
import { readNetwork } from "./train/network.ts";
import { startOf, tellStart } from "./train/start.ts";
import { readOptions, USAGE } from "./train/options.ts";
import { planFrom } from "./train/plan.ts";
import { optionOf } from "./train/setting-options.ts";
import { tellScore } from "./train/tell-score.ts";
import { UsageError } from "./train/usage-error.ts";

const EXIT_USAGE = 2;
const EXIT_INTERRUPTED = 130;

async function trainAtTerminal(args: readonly string[], signal: AbortSignal): Promise<void> {
  const options = readOptions(args);
  if (options.isHelp) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const environment = readEnvironment();
  const threads = environment.ENGINE_THREADS;
  const { hyperParameters } = options;
  const display = new Display(options.isJson ? process.stderr : process.stdout);
  const { graph: network, weights } = await readNetwork(options, (note) => display.line(note));
  const startFrom = await startOf(options.weightsFile, weights);
  const { dataset, message } = await readDataset(options.dataset, {
    environment,
    signal,
    onProgress: ({ phase, done, total }) => display.bar("Dataset", { done, total, note: phase }),
  });
  const { id, title, target } = dataset.descriptor;
  // A preset is made for EuroSAT; a file is trained as it is.
  const graph = options.preset === null ? network : fitToTarget(network, dataset.descriptor);
  const [wrong] = Object.entries(settingProblems(hyperParameters, target));
  if (wrong !== undefined)
    throw new UsageError(`--${optionOf(wrong[0] as keyof HyperParameters)}: ${wrong[1]}`);
  const imageShape = dataset.descriptor.inputShape;
  const name = options.preset ?? options.modelFile ?? "";
  const plan = planFrom(name, graph, { inputShape: imageShape, target });
  const { params } = plan;
  display.line(`${name}: ${params.toLocaleString("en")} parameters. Dataset: ${title} (${message})`);

  const start = startFrom === null ? null : matchWeights(plan.weights, shapesOf(startFrom));
  if (start !== null)
    tellStart(start, options.weightsFile ?? options.modelFile ?? "", (line) => display.line(line));

  const shared = { imageShape, target, signal, ...(threads === undefined ? {} : { threads }) };
  const train = await dataset.openSplit("train");
  const outcome = await createOnnxEngine(options.provider).train({
    ...shared,
    ...(startFrom === null ? {} : { startFrom }),
    graph,
    hyperParameters,
    train,
    validation: await dataset.openSplit("validation"),
    featureStore: featureStoreIn(environment.STRATA_HOME, environment.DISK_RESERVE_BYTES),
    onFeatures: (done, total) => display.bar("Frozen layers", { done, total }),
    onProgress: (progress) => display.progress(progress),
    onEpoch: ({ metrics }) => display.epoch(metrics, hyperParameters.epochs, target),
  });
  if (options.outFile !== null) await writeFile(options.outFile, outcome.model);
  const test = await evaluate({
    ...shared,
    trainTargets: train.targets,
    loss: hyperParameters.loss,
    model: outcome.model,
    split: await dataset.openSplit("test"),
    onProgress: (done, total) => display.bar("Testing", { done, total }),
  });
  display.line(`Best epoch: ${outcome.bestEpoch}`);
  for (const line of tellScore(test.evaluation, target)) display.line(line);
  if (options.exportFolder !== null) {
    const trained = { ...outcome, graph, title: name, dataset: dataset.descriptor };
    const missing = await exportNetwork(options.exportFolder, {
      ...trained,
      score: taskOf(target).rankOf(test.evaluation).score,
    });
    for (const line of missing) display.line(line);
  }
  if (options.isJson) {
    const report = {
      preset: options.preset,
      dataset: id,
      params,
      ...(start === null ? {} : { startsFrom: { layers: start.layers.length, of: start.total } }),
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
  startsFrom?: { layers: number; of: number };
  hyperParameters: HyperParameters;
  bestEpoch: number;
  epochs: readonly EpochMetrics[];
  test: AnyEvaluation;
};

function asJson({ epochs, test, ...rest }: Report) {
  return { ...rest, epochs: epochs.map(asRow), test };
}

/** In one row as Keras's history has it: `loss`, `accuracy`, `valLoss`, `valAccuracy`. */
function asRow({ epoch: _epoch, train, validation, ...measured }: EpochMetrics) {
  const ofValidation = Object.entries(validation).map(([name, value]) => [monitorName(name), value] as const);
  return { ...train, ...Object.fromEntries(ofValidation), ...measured };
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
  await trainAtTerminal(process.argv.slice(2), interrupt.signal);
} catch (error) {
  process.exitCode = interrupt.signal.aborted ? EXIT_INTERRUPTED : exitCodeOf(error);
  const hint = process.exitCode === EXIT_USAGE ? "\nSee npm run -s train -- --help" : "";
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${hint}\n`);
}
