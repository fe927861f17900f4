import type { TaskTarget } from "#models/tasks/target.ts";
import { classesOf } from "#models/tasks/classes-of.ts";
import { availableParallelism } from "node:os";
import { evaluationOf } from "#models/training/evaluate.ts";
import type { Evaluation, Mistake } from "#models/training/metrics.ts";
import { EngineError } from "../engine-error.ts";
import { ModelSession } from "../onnx/session/model-session.ts";
import { placesFrom } from "../places.ts";
import type { ImageShape, Split } from "../split.ts";

const BATCH_SIZE = 64;
const MISTAKES_KEPT = 24;

export type EvaluateTask = {
  /** An ONNX file made by `exportModel`. */
  model: Uint8Array;
  split: Split;
  imageShape: ImageShape;
  target: TaskTarget;
  signal?: AbortSignal;
  threads?: number;
  /** After each batch. */
  onProgress?: (done: number, total: number) => void;
};

export type EvaluateOutcome = {
  evaluation: Evaluation;
  /** The 24 mistakes that the network was surest of. */
  mistakes: readonly Mistake[];
};

/** Scores a model file on a split. @throws EngineError CANCELLED. */
export async function evaluate(task: EvaluateTask): Promise<EvaluateOutcome> {
  const { split, imageShape } = task;
  const classes = classesOf(task.target);
  const session = await ModelSession.open(task.model, { threads: task.threads ?? availableParallelism() });
  const imageBytes = imageShape[0] * imageShape[1] * imageShape[2];
  const packed = new Uint8Array(BATCH_SIZE * imageBytes);
  const confusion = classes.map(() => classes.map(() => 0));
  const mistakes: Mistake[] = [];
  let lossSum = 0;
  try {
    for (let start = 0; start < split.count; start += BATCH_SIZE) {
      if (task.signal?.aborted) throw new EngineError("CANCELLED", "Cancelled while scoring");
      const count = Math.min(BATCH_SIZE, split.count - start);
      split.read(placesFrom(start, count), packed);
      const images = packed.subarray(0, count * imageBytes);
      const { probabilities, logits } = await session.infer(images, count, imageShape);
      for (let i = 0; i < count; i++) {
        const row = probabilities.subarray(i * classes.length, (i + 1) * classes.length);
        const actual = split.targets[start + i] as number;
        const predicted = row.indexOf(Math.max(...row));
        lossSum += crossEntropy(logits.subarray(i * classes.length, (i + 1) * classes.length), actual);
        const cells = confusion[actual];
        if (!cells || predicted < 0)
          throw new EngineError("BAD_DATA", `Image ${start + i} has label ${actual}`);
        cells[predicted] = (cells[predicted] ?? 0) + 1;
        if (predicted !== actual) {
          const [confidence = 0, actualProbability = 0] = [row[predicted], row[actual]];
          mistakes.push({ index: start + i, actual, predicted, confidence, actualProbability });
        }
      }
      task.onProgress?.(start + count, split.count);
    }
  } finally {
    await session.release();
  }
  const surestFirst = mistakes.toSorted((a, b) => b.confidence - a.confidence || a.index - b.index);
  return {
    evaluation: evaluationOf({ confusion, lossSum, classes }),
    mistakes: surestFirst.slice(0, MISTAKES_KEPT),
  };
}

/** -log softmax, in double precision and shifted by the largest, so that a sure mistake stays finite. */
function crossEntropy(logits: Float32Array, label: number): number {
  const largest = Math.max(...logits);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - largest), 0);
  return Math.log(sum) + largest - (logits[label] ?? Number.NaN);
}
