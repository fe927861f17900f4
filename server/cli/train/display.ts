import type { Evaluation, EpochMetrics } from "#models/training/metrics.ts";
import type { TrainProgress } from "#server/engine/engine.ts";

const BAR_WIDTH = 24;
const CLEAR_LINE = "\r\u001B[2K";

/** Lines for a person: a moving bar where the stream is a terminal, plain lines where it is not. */
export class Display {
  readonly #stream: NodeJS.WriteStream;
  #hasBar = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  line(text: string): void {
    this.#stream.write(`${this.#hasBar ? CLEAR_LINE : ""}${text}\n`);
    this.#hasBar = false;
  }

  /** Work that is counted, shown only on a terminal. */
  bar(label: string, { done, total, note = "" }: { done: number; total: number; note?: string }): void {
    if (!this.#stream.isTTY) return;
    const filled = total === 0 ? 0 : Math.round((BAR_WIDTH * done) / total);
    const drawn = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    const text = `${label} ${drawn} ${note}`.slice(0, (this.#stream.columns ?? 80) - 1);
    this.#stream.write(CLEAR_LINE + text);
    this.#hasBar = true;
  }

  progress({ phase, epoch, epochs, step, steps, ...now }: TrainProgress): void {
    const left = now.secondsLeft === null ? "" : `, ${formatSeconds(now.secondsLeft)} left`;
    const rate = now.imagesPerSecond === null ? "" : `, ${Math.round(now.imagesPerSecond)} images/s`;
    const note = phase === "validating" ? "validating" : `loss ${formatLoss(now.loss)}${rate}${left}`;
    this.bar(`Epoch ${epoch}/${epochs}`, { done: step, total: steps, note });
  }

  epoch(metrics: EpochMetrics, epochs: number): void {
    const { epoch, loss, accuracy, valLoss, valAccuracy, seconds, imagesPerSecond } = metrics;
    this.line(
      `Epoch ${epoch}/${epochs}  loss ${formatLoss(loss)}  accuracy ${percent(accuracy)}` +
        `  validation loss ${formatLoss(valLoss)}  accuracy ${percent(valAccuracy)}` +
        `  ${formatSeconds(seconds)}, ${Math.round(imagesPerSecond)} images/s`,
    );
  }

  evaluation({ accuracy, accuracyInterval: [low, high], macroF1, perClass }: Evaluation): void {
    const width = Math.max(...perClass.map(({ className }) => className.length));
    this.line(
      `Test accuracy ${percent(accuracy)} (95 % interval ${percent(low)} to ${percent(high)}), macro F1 ${macroF1.toFixed(4)}`,
    );
    for (const { className, precision, recall, f1, support } of perClass) {
      const name = className.padEnd(width);
      this.line(
        `  ${name}  precision ${percent(precision)}  recall ${percent(recall)}  F1 ${f1.toFixed(3)}  of ${support}`,
      );
    }
  }
}

function formatLoss(loss: number | null): string {
  return loss === null ? "-" : loss.toFixed(4);
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`.padStart(7);
}

function formatSeconds(seconds: number): string {
  if (seconds < 100) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
