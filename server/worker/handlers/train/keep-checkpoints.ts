import { basename } from "node:path";
import { checkpointKey, checkpointPrefix } from "#server/storage/storage-keys.ts";
import type { WorkerContext } from "../../worker-context.ts";
import { checkpointPlace, isNewerFirst, listCheckpoints, type CheckpointPlace } from "./checkpoint-files.ts";

export type KeptCheckpoint = CheckpointPlace & { key: string };

type Context = Pick<WorkerContext, "files" | "paths">;

/** What any worker may go on from, the newest first. */
export async function keptCheckpoints(
  { files }: Pick<Context, "files">,
  runId: string,
): Promise<KeptCheckpoint[]> {
  const found: KeptCheckpoint[] = [];
  for await (const { key } of files.list(checkpointPrefix(runId))) {
    const place = checkpointPlace(basename(key));
    if (place !== null) found.push({ ...place, key });
  }
  return found.toSorted(isNewerFirst);
}

/**
 * Moves what a child has left in its work folder into the storage. Two stay there, since the newest may be damaged, and
 * the newest of an epoch that the history holds, which needs nothing but itself to go on from.
 */
export async function keepCheckpoints(
  context: Context,
  runId: string,
  { recordedEpoch }: { recordedEpoch: number },
): Promise<void> {
  const { files, paths } = context;
  const left = await listCheckpoints(paths.workDir(runId));
  if (left.length === 0) return;
  for (const { file } of left.toReversed()) {
    await files
      .putFile(checkpointKey(runId, basename(file)), file, { canTake: true })
      // Its child has written newer ones meanwhile, and dropped it.
      .catch(ignoreGone);
  }
  const kept = await keptCheckpoints(context, runId);
  const known = kept.find(({ epoch }) => epoch <= recordedEpoch);
  for (const each of kept.slice(2)) if (each !== known) await files.remove(each.key);
}

function ignoreGone(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
