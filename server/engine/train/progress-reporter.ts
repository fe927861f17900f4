import type { Objective } from "../objectives/objective.ts";
import type { EpochSoFar } from "./checkpoint.ts";
import type { TrainProgress, TrainTask } from "../engine.ts";

const INTERVAL_MS = 200;

/** Turns steps into progress reports: at once after the first step, then at most five a second. */
export class ProgressReporter {
  readonly #task: TrainTask;
  readonly #objective: Pick<Objective, "metricsOf">;
  readonly #steps: number;
  #epoch = 0;
  #images = 0;
  /** Of those, what the epoch had before it was paused: no part of the speed. */
  #imagesBefore = 0;
  #epochStartedAt = 0;
  #lastReportAt = Number.NEGATIVE_INFINITY;
  /** Of the validation and all else between two epochs' steps, as last measured. */
  #validationSeconds = 0;
  #trainingSeconds = 0;

  constructor(task: TrainTask, objective: Pick<Objective, "metricsOf">) {
    this.#task = task;
    this.#objective = objective;
    this.#steps = Math.ceil(task.train.count / task.hyperParameters.batchSize);
  }

  beginEpoch(epoch: number, { step }: EpochSoFar): void {
    const { train, hyperParameters } = this.#task;
    this.#epoch = epoch;
    this.#imagesBefore = Math.min(train.count, step * hyperParameters.batchSize);
    this.#images = this.#imagesBefore;
    this.#epochStartedAt = performance.now();
  }

  /** @param images of this step. */
  stepDone(images: number, soFar: EpochSoFar): void {
    this.#images += images;
    const now = performance.now();
    if (now - this.#lastReportAt >= INTERVAL_MS) this.#report("training", soFar, now);
  }

  beginValidation(soFar: EpochSoFar): void {
    const now = performance.now();
    this.#trainingSeconds = (now - this.#epochStartedAt) / 1000;
    this.#report("validating", soFar, now);
  }

  endEpoch(seconds: number): void {
    this.#validationSeconds = seconds - this.#trainingSeconds;
  }

  #report(phase: TrainProgress["phase"], { step, lossSum, sums }: EpochSoFar, now: number): void {
    this.#lastReportAt = now;
    const { epochs } = this.#task.hyperParameters;
    const seconds = phase === "training" ? (now - this.#epochStartedAt) / 1000 : this.#trainingSeconds;
    const imagesNow = this.#images - this.#imagesBefore;
    const imagesPerSecond = imagesNow === 0 ? null : imagesNow / seconds;
    const imagesLeft = (epochs - this.#epoch + 1) * this.#task.train.count - this.#images;
    const validationsLeft = epochs - this.#epoch + 1;
    this.#task.onProgress?.({
      phase,
      epoch: this.#epoch,
      epochs,
      step,
      steps: this.#steps,
      loss: lossSum / this.#images,
      metrics: this.#objective.metricsOf(sums, this.#images),
      imagesPerSecond,
      secondsLeft:
        imagesPerSecond === null
          ? null
          : imagesLeft / imagesPerSecond + validationsLeft * this.#validationSeconds,
    });
  }
}
