import { cpus } from "node:os";
import { z } from "zod";
import type { Provider } from "#server/engine/onnx/session/target.ts";
import {
  evaluationMeasurement,
  matrixProductMeasurement,
  trainingMeasurement,
} from "./engine-measurement.ts";
import { measureOurs } from "./measure-ours.ts";
import type { BenchContext } from "./options.ts";
import { profileStep, type StepProfile } from "./profile.ts";
import { runJson } from "./run-json.ts";
import { geometricMean, median } from "./statistics.ts";

/** Steps that are measured: about as many images for every batch size. */
const IMAGES = 1_280;
const MIN_STEPS = 10;
const EVALUATED = { net: "lecture-cnn", batchSize: 64, steps: 40 } as const;

const peerAnswer = z.object({ peer: z.string(), images_per_s: z.number() });

type TrainingSpeed = {
  net: string;
  batchSize: number;
  /** Median over the repetitions. */
  imagesPerSecond: number;
  repetitions: number[];
  /** The part of a step that prepares its batch, 0..1. */
  feedShare: number;
  peakMemoryBytes: number;
  peer?: {
    name: string;
    imagesPerSecond: number;
    repetitions: number[];
    /** Ours divided by the peer's, of each pair; their median. Above 1 we are faster. */
    ratios: number[];
    ratio: number;
  };
};

export type EngineReport = {
  cores: number;
  /** What training ran on. */
  provider: Provider;
  training: TrainingSpeed[];
  /** Geometric mean of all ratios, where the peer was measured. */
  meanRatio?: number;
  /** Where the time of a step goes, and the speed of this machine's own matrix product, where it was asked for. */
  profiles?: StepProfile[];
  matrixProductGflops?: number;
  /** Of lecture-cnn, where that was asked for. */
  evaluationImagesPerSecond?: number;
};

/** Ours and, where it is asked for, the peer take turns, so that a machine that slows down slows both. */
export async function benchEngine(context: BenchContext): Promise<EngineReport> {
  const { nets, batchSizes, peer, provider } = context.options;
  const report: EngineReport = { cores: cpus().length, provider, training: [] };
  for (const net of nets) {
    for (const batchSize of batchSizes)
      report.training.push(await measureTraining({ net, batchSize }, context));
  }
  if (peer !== null) {
    report.meanRatio = round2(geometricMean(report.training.map((speed) => speed.peer?.ratio ?? Number.NaN)));
  }
  if (nets.includes(EVALUATED.net) && provider === "cpu") {
    context.say(`engine: evaluation of ${EVALUATED.net}`);
    const evaluation = await measureOurs(evaluationMeasurement, { kind: "evaluate", ...EVALUATED }, context);
    report.evaluationImagesPerSecond = Math.round(evaluation.imagesPerSecond);
  }
  if (context.options.isProfile) {
    report.profiles = [];
    for (const task of report.training) {
      context.say(`engine: where the time of ${task.net} goes, batch ${task.batchSize}`);
      report.profiles.push(await profileStep(task, context));
    }
    const product = await measureOurs(matrixProductMeasurement, { kind: "matrixProduct" }, context);
    report.matrixProductGflops = Math.round(product.gflops);
  }
  return report;
}

type Task = { net: string; batchSize: number };

async function measureTraining(task: Task, context: BenchContext): Promise<TrainingSpeed> {
  const { options, say } = context;
  const { net, batchSize } = task;
  const steps = Math.max(MIN_STEPS, Math.ceil(IMAGES / batchSize));
  const ours: number[] = [];
  const peers: number[] = [];
  let peerName = "";
  let peakMemoryBytes = 0;
  let feedShare = 0;
  const rounds = options.peer === null ? 1 : options.pairs;
  for (let round = 1; round <= rounds; round += 1) {
    say(`engine: ${net}, batch ${batchSize}${rounds > 1 ? `, ${round} of ${rounds}` : ""}`);
    const own = await measureOurs(
      trainingMeasurement,
      { kind: "train", ...task, steps, provider: options.provider },
      context,
    );
    ours.push(Math.round(own.imagesPerSecond));
    peakMemoryBytes = Math.max(peakMemoryBytes, own.peakMemoryBytes);
    feedShare = Math.max(feedShare, own.feedShare);
    if (options.peer === null) continue;
    say(`engine: the peer's ${net}, batch ${batchSize}, ${round} of ${rounds}`);
    const peer = await measurePeer(options.peer, { ...task, steps }, context.signal);
    peers.push(peer.images_per_s);
    peerName = peer.peer;
  }
  const speed = {
    net,
    batchSize,
    imagesPerSecond: median(ours),
    repetitions: ours,
    feedShare: Math.round(feedShare * 1000) / 1000,
    peakMemoryBytes,
  };
  if (options.peer === null) return speed;
  const ratios = ours.map((own, i) => round2(own / (peers[i] ?? Number.NaN)));
  return {
    ...speed,
    peer: {
      name: peerName,
      imagesPerSecond: median(peers),
      repetitions: peers,
      ratios,
      ratio: round2(median(ratios)),
    },
  };
}

async function measurePeer(
  script: string,
  { net, batchSize, steps }: Task & { steps: number },
  signal: AbortSignal,
) {
  const args = [script, "--net", net, "--batch", String(batchSize), "--steps", String(steps)];
  return peerAnswer.parse(await runJson("/usr/bin/python3", args, { signal }));
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
