import { countOf } from "../count-of.ts";
import type { CheckTest } from "./check.ts";

/** What a check asks for, as a sentence for the learner. */
export function describeCheck(test: CheckTest): string {
  switch (test.kind) {
    case "max-params":
      return `At most ${countOf(test.max, "parameter")}`;
    case "has-layer":
      return test.count === 1 ? `Uses ${test.layer}` : `Uses ${test.layer} at least ${test.count} times`;
    case "no-layer":
      return `Does without ${test.layer}`;
    case "conv-then-pool":
      return test.count === 1
        ? "A convolution is followed by pooling"
        : `At least ${test.count} convolutions are each followed by pooling`;
    case "no-dense-before-flatten":
      return "No Dense before the picture is flattened or pooled to a vector";
    case "accuracy":
      return `Accuracy on unseen tiles of at least ${percent(test.min)}`;
    case "macro-f1":
      return `Macro F1 on unseen tiles of at least ${percent(test.min)}`;
    case "class-recall":
      return `Finds at least ${percent(test.min)} of the unseen tiles of ${test.className}`;
    case "gap":
      return `Accuracy in training is at most ${tellPercentagePoints(test.max)} above that in validation`;
    case "seed":
      return `Trained with the seed ${test.seed}`;
    case "early-stopping":
      return "Trained with early stopping";
    case "max-epochs":
      return `Trained for at most ${countOf(test.max, "epoch")}`;
  }
}

/** `85 %`, `87.5 %`, which no line breaks apart. */
export const percent = (share: number) => `${Number((share * 100).toFixed(2))}\u00A0%`;

/** A difference of two percentages. */
export function tellPercentagePoints(share: number): string {
  const points = Number((share * 100).toFixed(2));
  return `${points}\u00A0percentage ${points === 1 ? "point" : "points"}`;
}

/** `no Dropout`, `Conv2D once`, `Conv2D 3 times`. */
export function timesOf(count: number, layer: string): string {
  if (count === 0) return `no ${layer}`;
  return count === 1 ? `${layer} once` : `${layer} ${count} times`;
}
