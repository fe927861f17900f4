import type { TaskName } from "#models/tasks/target.ts";
import { classificationHead } from "./classification.ts";
import type { OnnxHead } from "./define-onnx-head.ts";
import { regressionHead } from "./regression.ts";

const HEADS: { readonly [Name in TaskName]?: OnnxHead } = {
  classification: classificationHead,
  regression: regressionHead,
};

export function onnxHeadOf({ task }: { task: TaskName }): OnnxHead {
  const head = HEADS[task];
  if (head === undefined) throw new RangeError(`The ONNX engine has no head for ${task}`);
  return head;
}
