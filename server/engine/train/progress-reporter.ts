import { rounded, type CurvePoint } from "#models/runs/step-curve.ts";
import { taskOf } from "#models/tasks/index.ts";
import type { Objective } from "../objectives/objective.ts";
import { NO_STEPS, type EpochSoFar } from "./checkpoint.ts";
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
  /** Of the epochs before this one. */
  #secondsBefore = 0;
  /** The epoch as the last report told it, and its images. */
  #told: EpochSoFar = NO_STEPS;
  #toldImages = 0;

  constructor(task: TrainTask, objective: Pick<Objective, "metricsOf">) {
    this.#task = task;
    this.#objective = objective;
    this.#steps = Math.ceil(task.train.count / task.hyperParameters.batchSize);
  }

  /** @param secondsBefore of all epochs before it. */
  beginEpoch(epoch: number, soFar: EpochSoFar, secondsBefore: number): void {
    const { train, hyperParameters } = this.#task;
    this.#epoch = epoch;
    this.#imagesBefore = Math.min(train.count, soFar.step * hyperParameters.batchSize);
    this.#images = this.#imagesBefore;
    this.#secondsBefore = secondsBefore;
    this.#told = soFar;
    this.#toldImages = this.#images;
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

  /** The training stops within the epoch: what was not told yet is told now. */
  stopped(soFar: EpochSoFar): void {
    if (this.#images > this.#toldImages) this.#report("training", soFar, performance.now());
  }

  endEpoch(seconds: number): void {
    this.#validationSeconds = seconds - this.#trainingSeconds;
  }

  /** Since the last report. */
  #recent(soFar: EpochSoFar): CurvePoint | null {
    const images = this.#images - this.#toldImages;
    const told = this.#told;
    this.#told = soFar;
    this.#toldImages = this.#images;
    if (images <= 0) return null;
    const sums = Object.entries(soFar.sums).map(
      ([name, sum]) => [name, sum - (told.sums[name] ?? 0)] as const,
    );
    const [primary] = taskOf(this.#task.target).metrics(this.#task.target);
    const metric = this.#objective.metricsOf(Object.fromEntries(sums), images)[primary.name];
    return [
      (this.#epoch - 1) * this.#steps + soFar.step,
      rounded(this.#secondsBefore + soFar.seconds),
      rounded((soFar.lossSum - told.lossSum) / images),
      metric === undefined || !Number.isFinite(metric) ? null : rounded(metric),
    ];
  }

  #report(phase: TrainProgress["phase"], soFar: EpochSoFar, now: number): void {
    const { step, lossSum, sums } = soFar;
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
      recent: this.#recent(soFar),
    });
  }
}
