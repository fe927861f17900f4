import { cpus } from "node:os";
import { z } from "zod";
import { distEntry } from "#server/platform/paths.ts";
import { engineMeasurement, type EngineMeasurementInput } from "./engine-measurement.ts";
import type { BenchContext } from "./options.ts";
import { runJson } from "./run-json.ts";
import { median } from "./statistics.ts";

const BATCH_SIZES = [32, 128] as const;
const IMAGES_AN_EPOCH = 1_920;
const EPOCHS = 3;
const PEER_STEPS = 30;

const peerAnswer = z.object({ peer: z.string(), images_per_s: z.number() });

export type TrainingSpeed = {
  batchSize: number;
  /** Median over the repetitions. */
  imagesPerSecond: number;
  repetitions: number[];
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
  net: "lecture-cnn";
  cores: number;
  training: TrainingSpeed[];
  evaluationImagesPerSecond: number;
};

/** Ours and, where it is asked for, the peer take turns, so that a machine that slows down slows both. */
export async function benchEngine(context: BenchContext): Promise<EngineReport> {
  const training: TrainingSpeed[] = [];
  for (const batchSize of BATCH_SIZES) training.push(await measureTraining(batchSize, context));
  context.say("engine: evaluation");
  const evaluation = await measureOurs({ kind: "evaluate", batchSize: 64, steps: 1, epochs: 1 }, context);
  return {
    net: "lecture-cnn",
    cores: cpus().length,
    training,
    evaluationImagesPerSecond: Math.round(evaluation.imagesPerSecond),
  };
}

async function measureTraining(batchSize: number, context: BenchContext): Promise<TrainingSpeed> {
  const { options, say } = context;
  const steps = Math.ceil(IMAGES_AN_EPOCH / batchSize);
  const ours: number[] = [];
  const peers: number[] = [];
  let peerName = "";
  let peakMemoryBytes = 0;
  const rounds = options.peer === null ? 1 : options.pairs;
  for (let round = 1; round <= rounds; round += 1) {
    say(`engine: training with batch ${batchSize}${rounds > 1 ? `, ${round} of ${rounds}` : ""}`);
    const own = await measureOurs({ kind: "train", batchSize, steps, epochs: EPOCHS }, context);
    ours.push(Math.round(own.imagesPerSecond));
    peakMemoryBytes = Math.max(peakMemoryBytes, own.peakMemoryBytes);
    if (options.peer === null) continue;
    say(`engine: the peer with batch ${batchSize}, ${round} of ${rounds}`);
    const peer = await measurePeer(options.peer, batchSize, context.signal);
    peers.push(peer.images_per_s);
    peerName = peer.peer;
  }
  const speed = { batchSize, imagesPerSecond: median(ours), repetitions: ours, peakMemoryBytes };
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

async function measureOurs(input: EngineMeasurementInput, { signal }: BenchContext) {
  const args = [distEntry("measure-engine"), JSON.stringify(input)];
  return engineMeasurement.parse(await runJson(process.execPath, args, signal));
}

async function measurePeer(script: string, batchSize: number, signal: AbortSignal) {
  const args = [script, "--net", "lecture-cnn", "--batch", String(batchSize), "--steps", String(PEER_STEPS)];
  return peerAnswer.parse(await runJson("/usr/bin/python3", args, signal));
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
