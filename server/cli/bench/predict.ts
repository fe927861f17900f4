import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pictureShape } from "#models/datasets/picture-shape.ts";
import { presetById } from "#models/presets/index.ts";
import { openDataset } from "#server/datasets/open-dataset.ts";
import { createSynthetic } from "#server/datasets/synthetic/create-synthetic.ts";
import { exportModel } from "#server/engine/onnx/graph/export-model.ts";
import { initialWeights } from "#server/engine/weights/initial-weights.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import { createLogger } from "#server/platform/logger.ts";
import { distEntry } from "#server/platform/paths.ts";
import { predictMessages } from "#server/worker/handlers/predict/messages.ts";
import { createResident } from "#server/worker/host/resident.ts";
import { startChild } from "#server/worker/host/start-child.ts";
import type { BenchContext } from "./options.ts";
import { percentile } from "./statistics.ts";

const WARM_UP = 10;
const QUESTIONS = 200;

type Times = { p50: number; p95: number };
type NetReport = {
  net: string;
  /** From the question to its answer where the network had to be loaded. */
  firstMs: number;
  /** What the network itself took, as the process that asked it measured. */
  modelMs: Times;
  /** From the question to its answer, beyond what the network took. */
  beyondMs: Times;
  /** The whole to the network's own time, of the medians. */
  ratio: number;
};
export type PredictReport = { questions: number; nets: NetReport[] };

/** Asks the resident process about pictures, as a worker does, one after the other. */
export async function benchPredict({ options, say, signal }: BenchContext): Promise<PredictReport> {
  const folder = await mkdtemp(join(tmpdir(), "strata-bench-predict-"));
  const logger = createLogger({ LOG_LEVEL: "silent" }, "bench");
  const resident = createResident({
    logger,
    start: () => startChild({ entry: distEntry("child"), memoryLimitBytes: 2 ** 34, logger }),
  });

  try {
    const datasetDir = join(folder, "tiles");
    await createSynthetic({ dir: datasetDir, tiles: 100 });
    const { descriptor } = await openDataset(datasetDir);

    async function measure(net: string): Promise<NetReport> {
      const preset = presetById(net);
      if (preset === undefined) throw new Error(`There is no preset ${net}`);
      say(`predict: ${QUESTIONS} questions to ${net}`);
      const { target } = descriptor;
      const plan = planNetwork(preset.graph, { inputShape: pictureShape(descriptor), target });
      const modelFile = join(folder, `${net}.onnx`);
      await writeFile(modelFile, exportModel(plan, initialWeights(plan, 1)));

      async function ask(question: number) {
        const image = { validationIndex: question % descriptor.counts.validation };
        const startedAt = performance.now();
        const end = await resident.ask(
          predictMessages,
          { modelKey: net, modelFile, datasetDir, image },
          signal,
        );
        const wholeMs = performance.now() - startedAt;
        if (end.kind !== "predicted") throw new Error(`A question to ${net} ended as ${end.kind}`);
        return { wholeMs, modelMs: end.modelMs, beyondMs: wholeMs - end.modelMs };
      }

      const first = await ask(0);
      for (let question = 0; question < WARM_UP; question += 1) await ask(question);
      const answers: Awaited<ReturnType<typeof ask>>[] = [];
      for (let question = 0; question < QUESTIONS; question += 1) answers.push(await ask(question));
      const timesOf = (of: "wholeMs" | "modelMs" | "beyondMs"): Times => {
        const all = answers.map((answer) => answer[of]);
        return { p50: rounded(percentile(all, 0.5)), p95: rounded(percentile(all, 0.95)) };
      };
      const modelMs = timesOf("modelMs");
      return {
        net,
        firstMs: rounded(first.wholeMs),
        modelMs,
        beyondMs: timesOf("beyondMs"),
        ratio: rounded(timesOf("wholeMs").p50 / modelMs.p50),
      };
    }

    const nets: NetReport[] = [];
    for (const net of options.nets) nets.push(await measure(net));
    return { questions: QUESTIONS, nets };
  } finally {
    resident.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const rounded = (value: number) => Math.round(value * 100) / 100;
