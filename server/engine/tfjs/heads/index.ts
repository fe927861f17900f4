import type { TaskName } from "#models/tasks/target.ts";
import { classificationHead } from "./classification.ts";
import type { TfjsHead } from "./define-tfjs-head.ts";
import { regressionHead } from "./regression.ts";

const HEADS: { readonly [Name in TaskName]?: TfjsHead } = {
  classification: classificationHead,
  regression: regressionHead,
};

export function tfjsHeadOf({ task }: { task: TaskName }): TfjsHead {
  const head = HEADS[task];
  if (head === undefined) throw new RangeError(`The TensorFlow.js engine has no head for ${task}`);
  return head;
}
