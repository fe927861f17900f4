import { availableParallelism } from "node:os";
import type { TaskTarget } from "#models/tasks/target.ts";
import { EngineError } from "../engine-error.ts";
import { asFloats, ModelSession } from "../onnx/session/model-session.ts";
import { placesFrom } from "../places.ts";
import type { InputShape } from "#models/datasets/descriptor.ts";
import { elementCount } from "#models/layers/element-count.ts";
import { bytesOf, newInputs } from "../inputs.ts";
import type { Split } from "../split.ts";
import type { ScoreOutcome } from "./define-scorer.ts";
import { scorerOf } from "./index.ts";

/** What the first layers make of so few stays in a core's cache; the answers are those of any other size, bit for bit. */
const BATCH_SIZE = 16;

export type EvaluateTask = {
  /** An ONNX file made by `exportModel`. */
  model: Uint8Array;
  split: Split;
  imageShape: InputShape;
  target: TaskTarget;
  /** Of the split that it was trained on. */
  trainTargets: ArrayLike<number>;
  /** `HyperParameters.loss`. */
  loss: string | null;
  signal?: AbortSignal;
  threads?: number;
  /** As `SessionSettings.isSleepy`. */
  isSleepy?: boolean;
  /** After each batch. */
  onProgress?: (done: number, total: number) => void;
};

/** What was answered to each example, in the split's order: the class's place, or the value in the target's unit. */
type Answered = { answered: Float32Array };

/** Scores a model file on a split, as its task scores. @throws EngineError CANCELLED, BAD_DATA. */
export async function evaluate(task: EvaluateTask): Promise<ScoreOutcome & Answered> {
  const { split, imageShape } = task;
  const { threads = availableParallelism(), isSleepy = false } = task;
  const session = await ModelSession.open(task.model, { threads, isSleepy });
  const length = elementCount(imageShape);
  const packed = newInputs(BATCH_SIZE, imageShape);
  // Made once: new memory for each batch takes longer than what is written into it.
  const room = new Float32Array(packed.length);
  const scorer = scorerOf(task);
  const answered = new Float32Array(split.count);
  try {
    for (let start = 0; start < split.count; start += BATCH_SIZE) {
      if (task.signal?.aborted) throw new EngineError("CANCELLED", "Cancelled while scoring");
      const count = Math.min(BATCH_SIZE, split.count - start);
      split.read(placesFrom(start, count), bytesOf(packed));
      const inputs = asFloats(packed.subarray(0, count * length), room);
      const answers = await session.infer(inputs, count, imageShape);
      for (let row = 0; row < count; row++) {
        const index = start + row;
        answered[index] = scorer.add({ answers, row, index, actual: split.targets[index] as number });
      }
      task.onProgress?.(start + count, split.count);
    }
  } finally {
    await session.release();
  }
  return { ...scorer.outcome(), answered };
}
