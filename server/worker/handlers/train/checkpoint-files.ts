import { randomUUID } from "node:crypto";
import { open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

const NAME = /^checkpoint-(\d+)(?:-(\d+))?\.safetensors$/;

/** How far a checkpoint's training is: epochs done, and steps of the one after. */
export type CheckpointPlace = { epoch: number; step: number };
export type CheckpointFile = CheckpointPlace & { file: string };

/** Those of a run's work folder, the newest first. */
export async function listCheckpoints(folder: string): Promise<CheckpointFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const place = checkpointPlace(name);
      return place === null ? [] : [{ ...place, file: join(folder, name) }];
    })
    .toSorted(isNewerFirst);
}

/** null for a file that is no checkpoint. */
export function checkpointPlace(name: string): CheckpointPlace | null {
  const [, epoch, step = "0"] = NAME.exec(name) ?? [];
  return epoch === undefined ? null : { epoch: Number(epoch), step: Number(step) };
}

export function isNewerFirst(a: CheckpointPlace, b: CheckpointPlace): number {
  return b.epoch - a.epoch || b.step - a.step;
}

/**
 * Writes a checkpoint whole or not at all, for the worker to move into the storage. Until it does, two are kept, since the newest may be damaged, and the newest of an epoch that
 * the history holds, which needs nothing but itself to go on from. An attempt that was taken over and has not noticed yet
 * may write the same epoch at the same time.
 */
export async function writeCheckpoint(
  folder: string,
  { epoch, step }: CheckpointPlace,
  { bytes, recordedEpoch }: { bytes: Uint8Array; recordedEpoch: number },
): Promise<void> {
  const name = step === 0 ? `checkpoint-${epoch}` : `checkpoint-${epoch}-${step}`;
  const temporary = join(folder, `${name}.${randomUUID()}.tmp`);
  try {
    await writeSynced(temporary, bytes);
    await rename(temporary, join(folder, `${name}.safetensors`));
  } catch (error) {
    // On a full disk what was written of it is in the way.
    await rm(temporary, { force: true });
    throw error;
  }
  const all = await listCheckpoints(folder);
  const known = all.find((each) => each.epoch <= recordedEpoch);
  const old = all.slice(2).filter((each) => each !== known);
  await Promise.all(old.map(({ file }) => rm(file, { force: true })));
}

async function writeSynced(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "w");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
