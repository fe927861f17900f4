import type { EpochMetrics } from "#models/training/epoch-metrics.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import { readCheckpointEpochs } from "#server/engine/train/checkpoint-epochs.ts";
import { readRunEvents } from "#server/services/run/events.ts";
import type { LocalCopy } from "#server/storage/storage.ts";
import { keepCheckpoints, keptCheckpoints, type KeptCheckpoint } from "./keep-checkpoints.ts";
import type { WorkerContext } from "../../worker-context.ts";

export type ResumePoint = {
  checkpoint: KeptCheckpoint;
  /** Of it; whoever asks for the point releases it. */
  copy: LocalCopy;
  /** The place in the history that it goes on from. */
  fromEpoch: number;
  fromStep: number;
  /** What the checkpoint knows of epochs, where it is ahead of the history: its child trained on unheard. */
  epochs: readonly EpochMetrics[];
};

/**
 * The newest checkpoint that leaves no gap in the history, by what either of them knows. What an attempt that was killed
 * on this machine has left in its work folder counts as well.
 */
export async function resumePoint(
  context: Pick<WorkerContext, "db" | "paths" | "files">,
  runId: string,
): Promise<ResumePoint | null> {
  const history = applyRunEvents(EMPTY_RUN_HISTORY, await readRunEvents(context.db, runId, { afterSeq: 0 }));
  const recorded = history.epochs.at(-1)?.epoch ?? 0;
  await keepCheckpoints(context, runId, { recordedEpoch: recorded });
  for (const checkpoint of await keptCheckpoints(context, runId)) {
    const { epoch, step, key } = checkpoint;
    const copy = await context.files.localCopy(key);
    if (copy === null) continue;
    const from = { checkpoint, copy };
    if (epoch <= recorded) return { ...from, fromEpoch: epoch, fromStep: step, epochs: [] };
    const epochs = await readCheckpointEpochs(copy.file);
    const isWhole = epochs?.length === epoch && epochs.every((each, index) => each.epoch === index + 1);
    if (isWhole) return { ...from, fromEpoch: recorded, fromStep: 0, epochs };
    await copy.release();
  }
  return null;
}
