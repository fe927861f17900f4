import type { EpochMetrics, SplitMetrics } from "#models/training/epoch-metrics.ts";
import { taskOf } from "#models/tasks/index.ts";
import { inSentence } from "#models/tasks/in-sentence.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
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

  epoch(metrics: EpochMetrics, epochs: number, target: TaskTarget): void {
    const { epoch, train, validation, seconds, imagesPerSecond } = metrics;
    const task = taskOf(target);
    const told = (split: SplitMetrics) =>
      [task.lossMetric, ...task.metrics(target)]
        .map(({ name, label, format }) => `${inSentence(label)} ${format(split[name] ?? Number.NaN)}`)
        .join("  ");
    this.line(
      `Epoch ${epoch}/${epochs}  ${told(train)}  validation ${told(validation)}` +
        `  ${formatSeconds(seconds)}, ${Math.round(imagesPerSecond)} images/s`,
    );
  }
}

function formatLoss(loss: number | null): string {
  return loss === null ? "-" : loss.toFixed(4);
}

function formatSeconds(seconds: number): string {
  if (seconds < 100) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
