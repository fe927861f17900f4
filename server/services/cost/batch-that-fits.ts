import type { TrainingTask } from "./estimate-training.ts";

type MemoryOf = (task: TrainingTask) => Promise<{ memoryBytes: number }> | { memoryBytes: number };

/** The largest power of two below the chosen batch that takes no more than `limitBytes`; null where not even 1 fits. */
export async function batchThatFits(
  estimate: MemoryOf,
  task: TrainingTask,
  limitBytes: number,
): Promise<number | null> {
  const chosen = Math.min(task.hyperParameters.batchSize, task.counts.train);
  const fits = async (exponent: number) => {
    const hyperParameters = { ...task.hyperParameters, batchSize: 2 ** exponent };
    return (await estimate({ ...task, hyperParameters })).memoryBytes <= limitBytes;
  };
  let [fitting, tooLarge] = [-1, Math.ceil(Math.log2(chosen))];
  while (tooLarge - fitting > 1) {
    const middle = Math.floor((fitting + tooLarge) / 2);
    if (await fits(middle)) fitting = middle;
    else tooLarge = middle;
  }
  return fitting === -1 ? null : 2 ** fitting;
}
