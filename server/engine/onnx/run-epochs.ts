import type { EpochMetrics } from "#models/training/metrics.ts";
import { epochBatches } from "../batches/epoch-batches.ts";
import { fillRandom } from "../batches/fill-random.ts";
import { encodeCheckpoint, type Checkpoint } from "../checkpoint.ts";
import { EngineError } from "../engine-error.ts";
import type { TrainTask } from "../engine.ts";
import { ProgressReporter } from "../progress-reporter.ts";
import type { NetworkPlan } from "../weights/network-plan.ts";
import type { WeightValues } from "../weights/weight-values.ts";
import type { TrainingSession } from "./training-session.ts";
import type { ValidationSession } from "./validation-session.ts";

type Sessions = {
  plan: NetworkPlan;
  training: TrainingSession;
  validation: ValidationSession;
  checkpoint: Checkpoint | undefined;
};

type Finished = { epochs: EpochMetrics[]; bestEpoch: number; bestWeights: WeightValues };

/** The epochs that are left, each followed by its validation. */
export async function runEpochs(task: TrainTask, sessions: Sessions): Promise<Finished> {
  const { plan, training, validation, checkpoint } = sessions;
  const { hyperParameters, onEpoch } = task;
  const epochs: EpochMetrics[] = [...(checkpoint?.epochs ?? [])];
  let step = checkpoint?.step ?? 0;
  let bestEpoch = checkpoint?.bestEpoch ?? 0;
  let bestWeights: WeightValues = checkpoint?.bestWeights ?? new Map();
  const progress = new ProgressReporter(task);
  while (epochs.length < hyperParameters.epochs) {
    const epoch = epochs.length + 1;
    const startedAt = performance.now();
    progress.beginEpoch(epoch);
    let lossSum = 0;
    let correct = 0;
    for (const batch of epochBatches({ split: task.train, shape: plan.inputShape, hyperParameters }, epoch)) {
      refuseWhenAborted(task.signal);
      step++;
      const result = await training.step(batch, step, (mask, layer, rate) =>
        fillRandom(mask, rate, { seed: hyperParameters.seed, step, layer }),
      );
      if (!Number.isFinite(result.lossSum)) throw notFinite(step, epoch, hyperParameters.learningRate);
      lossSum += result.lossSum;
      correct += result.correct;
      progress.stepDone({ images: batch.count, lossSum, correct });
    }
    const trainedAt = performance.now();
    progress.beginValidation();
    const score = await validation.score(task.validation, training.weightVectors(), () =>
      refuseWhenAborted(task.signal),
    );
    if (!Number.isFinite(score.loss)) throw notFinite(step, epoch, hyperParameters.learningRate);
    const { count } = task.train;
    const metrics: EpochMetrics = {
      epoch,
      loss: lossSum / count,
      accuracy: correct / count,
      valLoss: score.loss,
      valAccuracy: score.accuracy,
      seconds: (performance.now() - startedAt) / 1000,
      imagesPerSecond: (count * 1000) / (trainedAt - startedAt),
    };
    const isBest = isBetter(metrics, epochs[bestEpoch - 1]);
    epochs.push(metrics);
    if (isBest) {
      bestEpoch = epoch;
      bestWeights = training.weights();
    }
    progress.endEpoch(metrics.seconds);
    await onEpoch?.({
      metrics,
      isBest,
      checkpoint: () =>
        encodeCheckpoint(
          {
            epochs,
            step,
            bestEpoch,
            bestWeights,
            weights: training.weights(),
            optimizerState: training.optimizerState(),
          },
          { plan, hyperParameters },
        ),
    });
  }
  return { epochs, bestEpoch, bestWeights };
}

function isBetter(metrics: EpochMetrics, best: EpochMetrics | undefined): boolean {
  if (!best || metrics.valAccuracy > best.valAccuracy) return true;
  return metrics.valAccuracy === best.valAccuracy && metrics.valLoss < best.valLoss;
}

function refuseWhenAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new EngineError("CANCELLED", "The training was cancelled");
}

function notFinite(step: number, epoch: number, learningRate: number): EngineError {
  return new EngineError(
    "NOT_FINITE",
    `The loss became infinite or not a number in step ${step} (epoch ${epoch}). Most often the learning rate, ` +
      `here ${learningRate}, is too high: try a tenth of it, or add BatchNormalization.`,
  );
}
