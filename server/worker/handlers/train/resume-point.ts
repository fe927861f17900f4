import type { EpochMetrics } from "#models/training/metrics.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import { readCheckpointEpochs } from "#server/engine/train/checkpoint-epochs.ts";
import { readRunEvents } from "#server/services/run/events.ts";
import { listCheckpoints, type CheckpointFile } from "./checkpoint-files.ts";
import type { WorkerContext } from "../../worker-context.ts";

export type ResumePoint = {
  checkpoint: CheckpointFile;
  /** The place in the history that it goes on from. */
  fromEpoch: number;
  fromStep: number;
  /** What the checkpoint knows of epochs, where it is ahead of the history: its child trained on unheard. */
  epochs: readonly EpochMetrics[];
};

/** The newest checkpoint that leaves no gap in the history, by what either of them knows. */
export async function resumePoint(
  { db, paths }: Pick<WorkerContext, "db" | "paths">,
  runId: string,
): Promise<ResumePoint | null> {
  const checkpoints = await listCheckpoints(paths.workDir(runId));
  if (checkpoints.length === 0) return null;
  const history = applyRunEvents(EMPTY_RUN_HISTORY, await readRunEvents(db, runId, { afterSeq: 0 }));
  const recorded = history.epochs.at(-1)?.epoch ?? 0;
  for (const checkpoint of checkpoints) {
    const { epoch, step, file } = checkpoint;
    if (epoch <= recorded) return { checkpoint, fromEpoch: epoch, fromStep: step, epochs: [] };
    const epochs = await readCheckpointEpochs(file);
    const isWhole = epochs?.length === epoch && epochs.every((each, index) => each.epoch === index + 1);
    if (isWhole) return { checkpoint, fromEpoch: recorded, fromStep: 0, epochs };
  }
  return null;
}
