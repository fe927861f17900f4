import { formatMemory } from "#models/training/format-memory.ts";

type Memory = {
  neededBytes: number;
  atHandBytes: number;
  batchSize: number;
  /** Null where not even one image fits. */
  batchSizeThatFits: number | null;
};

/** Why a training cannot start, for the learner. */
export function explainMemory({ neededBytes, atHandBytes, batchSize, batchSizeThatFits }: Memory): string {
  const needed = `With batch size ${batchSize} this network needs about ${formatMemory(neededBytes)} of memory; the server has ${formatMemory(atHandBytes)} for it.`;
  return batchSizeThatFits === null
    ? `${needed} Not even one image at a time fits: use fewer filters, or a pooling layer earlier in the network.`
    : `${needed} Batch size ${batchSizeThatFits} fits.`;
}
