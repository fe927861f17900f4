import { classesOf } from "#models/tasks/classes-of.ts";
import type { ClassificationSettings } from "#server/engine/objectives/classification.ts";
import { emitLogSoftmax } from "../operators/emit-log-softmax.ts";
import { defineOnnxHead } from "./define-onnx-head.ts";
import { emitClassificationLoss } from "./emit-classification-loss.ts";

/** Softmax over the classes. An exported model gives `probabilities` and `logits`. */
export const classificationHead = defineOnnxHead<ClassificationSettings>({
  emitLoss: emitClassificationLoss,
  emitScored: emitLogSoftmax,
  scoreRow(logProbabilities, label, settings) {
    const isCorrect = logProbabilities.indexOf(Math.max(...logProbabilities)) === label;
    return {
      loss: crossEntropy(logProbabilities, label, settings),
      sums: { correct: isCorrect ? 1 : 0 },
    };
  },
  emitAnswers: (graph, { raw }) => ({
    probabilities: graph.node("Softmax", [raw], { axis: 1 }),
    logits: raw,
  }),
  metadata: (target) => ({ classes: JSON.stringify(classesOf(target)) }),
});

function crossEntropy(
  logProbabilities: Float32Array,
  label: number,
  { labelSmoothing: smoothing }: ClassificationSettings,
): number {
  const own = logProbabilities[label] ?? Number.NaN;
  if (smoothing === 0) return -own;
  const mean = logProbabilities.reduce((sum, value) => sum + value, 0) / logProbabilities.length;
  return -(1 - smoothing) * own - smoothing * mean;
}
