import type { InputShape } from "#models/datasets/descriptor.ts";
import { isBetter, stopsEarly } from "#models/training/early-stop.ts";
import { learningRateAt } from "#models/training/learning-rate-at.ts";
import type { EpochMetrics } from "#models/training/epoch-metrics.ts";
import type { Objective, Sums } from "../objectives/objective.ts";
import { plateauLearningRate } from "#models/training/plateau-learning-rate.ts";
import { epochBatches } from "./batches/epoch-batches.ts";
import { fillRandom } from "./batches/fill-random.ts";
import { encodeCheckpoint, NO_STEPS, type Checkpoint, type EpochSoFar } from "./checkpoint.ts";
import { EngineError } from "../engine-error.ts";
import type { TrainTask } from "../engine.ts";
import { explainNotFinite, type NotFinite } from "./explain-not-finite.ts";
import { ProgressReporter } from "./progress-reporter.ts";
import type { SplitScore, TrainableNetwork } from "./trainable-network.ts";
import type { NetworkPlan } from "../weights/network-plan.ts";
import type { WeightValues } from "../weights/weight-values.ts";

type Training = {
  /** Of the whole network, which checkpoints are of. */
  plan: NetworkPlan;
  /** Of what `network` is fed with. */
  inputShape: InputShape;
  network: TrainableNetwork;
  objective: Objective;
  checkpoint: Checkpoint | undefined;
};

type Finished = { epochs: EpochMetrics[]; bestEpoch: number; bestWeights: WeightValues };

/** The epochs that are left, each followed by its validation, up to the last one or to where early stopping ends it. */
export async function runEpochs(task: TrainTask, training: Training): Promise<Finished> {
  const { plan, inputShape, network, objective, checkpoint } = training;
  const { hyperParameters, target, onEpoch } = task;
  const epochs: EpochMetrics[] = [...(checkpoint?.epochs ?? [])];
  let step = checkpoint?.step ?? 0;
  let bestEpoch = checkpoint?.bestEpoch ?? 0;
  let bestWeights: WeightValues = checkpoint?.bestWeights ?? new Map();
  let soFar: EpochSoFar = checkpoint?.soFar ?? NO_STEPS;
  /** Mean losses of the first epoch or step known, and of the last, to tell how a loss that is no number came about. */
  let firstLoss: number | null = epochs[0]?.train.loss ?? null;
  let lastLoss: number | null = epochs.at(-1)?.train.loss ?? null;
  const steps = Math.ceil(task.train.count / hyperParameters.batchSize);
  const encode = () =>
    encodeCheckpoint(
      {
        epochs,
        step,
        soFar,
        bestEpoch,
        bestWeights,
        weights: network.weights(),
        optimizerState: network.optimizerState(),
      },
      { plan, hyperParameters },
    );
  const source = { split: task.train, shape: inputShape, hyperParameters, objective };
  const progress = new ProgressReporter(task, objective);

  function learningRateNow(): number {
    const rate = plateauLearningRate(hyperParameters, epochs);
    return learningRateAt(hyperParameters, { step, stepsPerEpoch: steps, plateauLearningRate: rate });
  }

  function refuseNotFinite(what: NotFinite["what"], loss: number): void {
    if (Number.isFinite(loss)) return;
    const epoch = epochs.length + 1;
    const trouble = { what, step, epoch, learningRate: learningRateNow(), firstLoss, lastLoss };
    throw explainNotFinite(trouble, { plan, hyperParameters });
  }

  async function trainAndScore(epoch: number, startedAt: number): Promise<SplitScore> {
    const secondsBefore = epochs.reduce((sum, { seconds }) => sum + seconds, 0);
    progress.beginEpoch(epoch, soFar, secondsBefore);
    for (const batch of epochBatches(source, epoch, soFar.step)) {
      refuseWhenStopped(task);
      step++;
      const at = { step, learningRate: learningRateNow() };
      const result = await network.step(batch, at, (values, layer, draw) =>
        fillRandom(values, draw, { seed: hyperParameters.seed, step, layer }),
      );
      refuseNotFinite("loss", result.lossSum);
      lastLoss = result.lossSum / batch.count;
      firstLoss ??= lastLoss;
      soFar = {
        step: soFar.step + 1,
        lossSum: soFar.lossSum + result.lossSum,
        sums: added(soFar.sums, result.sums),
        seconds: (performance.now() - startedAt) / 1000,
      };
      progress.stepDone(batch.count, soFar);
    }
    await network.download();
    progress.beginValidation(soFar);
    const score = await network.score(task.validation, () => refuseWhenStopped(task));
    refuseNotFinite("validation loss", score.loss);
    return score;
  }

  while (epochs.length < hyperParameters.epochs && !stopsEarly(hyperParameters, target, epochs)) {
    const epoch = epochs.length + 1;
    const startedAt = performance.now() - soFar.seconds * 1000;
    const score = await trainAndScore(epoch, startedAt).catch(async (error: unknown) => {
      progress.stopped(soFar);
      if (error instanceof EngineError && error.code === "PAUSED") {
        await network.download();
        await task.onPause?.({ epoch, step: soFar.step, steps, checkpoint: encode });
      }
      throw error;
    });
    const { count } = task.train;
    const metrics: EpochMetrics = {
      epoch,
      train: { loss: soFar.lossSum / count, ...objective.metricsOf(soFar.sums, count) },
      validation: { loss: score.loss, ...objective.metricsOf(score.sums, task.validation.count) },
      learningRate: learningRateNow(),
      seconds: (performance.now() - startedAt) / 1000,
      imagesPerSecond: count / soFar.seconds,
    };
    const isBest = isBetter(hyperParameters, target, { now: metrics, best: epochs[bestEpoch - 1] });
    epochs.push(metrics);
    soFar = NO_STEPS;
    if (isBest) {
      bestEpoch = epoch;
      bestWeights = network.weights();
    }
    progress.endEpoch(metrics.seconds);
    await onEpoch?.({ metrics, isBest, checkpoint: encode });
  }
  return { epochs, bestEpoch, bestWeights };
}

function added(sums: Sums, more: Sums): Sums {
  return Object.fromEntries(Object.entries(more).map(([name, sum]) => [name, (sums[name] ?? 0) + sum]));
}

function refuseWhenStopped({ signal, pauseSignal }: TrainTask): void {
  if (signal?.aborted) throw new EngineError("CANCELLED", "The training was cancelled");
  if (pauseSignal?.aborted) throw new EngineError("PAUSED", "The training was paused");
}
