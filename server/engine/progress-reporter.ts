import type { TrainProgress, TrainTask } from "./engine.ts";

const INTERVAL_MS = 200;

type Sums = { images: number; lossSum: number; correct: number };

/** Turns steps into progress reports: at once after the first step, then at most five a second. */
export class ProgressReporter {
  readonly #task: TrainTask;
  readonly #steps: number;
  #epoch = 0;
  #step = 0;
  #images = 0;
  #epochStartedAt = 0;
  #lastReportAt = Number.NEGATIVE_INFINITY;
  #lossSum = 0;
  #correct = 0;
  /** Of the validation and all else between two epochs' steps, as last measured. */
  #validationSeconds = 0;
  #trainingSeconds = 0;

  constructor(task: TrainTask) {
    this.#task = task;
    this.#steps = Math.ceil(task.train.count / task.hyperParameters.batchSize);
  }

  beginEpoch(epoch: number): void {
    this.#epoch = epoch;
    this.#step = 0;
    this.#images = 0;
    this.#epochStartedAt = performance.now();
  }

  /** @param sums images of this step; loss and correct summed over the epoch so far. */
  stepDone({ images, lossSum, correct }: Sums): void {
    this.#step++;
    this.#images += images;
    this.#lossSum = lossSum;
    this.#correct = correct;
    const now = performance.now();
    if (now - this.#lastReportAt >= INTERVAL_MS) this.#report("training", now);
  }

  beginValidation(): void {
    const now = performance.now();
    this.#trainingSeconds = (now - this.#epochStartedAt) / 1000;
    this.#report("validating", now);
  }

  endEpoch(seconds: number): void {
    this.#validationSeconds = seconds - this.#trainingSeconds;
  }

  #report(phase: TrainProgress["phase"], now: number): void {
    this.#lastReportAt = now;
    const { epochs } = this.#task.hyperParameters;
    const seconds = phase === "training" ? (now - this.#epochStartedAt) / 1000 : this.#trainingSeconds;
    const imagesPerSecond = this.#images / seconds;
    const imagesLeft = (epochs - this.#epoch + 1) * this.#task.train.count - this.#images;
    const validationsLeft = epochs - this.#epoch + 1;
    this.#task.onProgress?.({
      phase,
      epoch: this.#epoch,
      epochs,
      step: this.#step,
      steps: this.#steps,
      loss: this.#lossSum / this.#images,
      accuracy: this.#correct / this.#images,
      imagesPerSecond,
      secondsLeft: imagesLeft / imagesPerSecond + validationsLeft * this.#validationSeconds,
    });
  }
}
