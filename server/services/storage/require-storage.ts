import type { Transaction } from "#db/client.ts";
import { formatMemory } from "#models/training/format-memory.ts";
import { diskState } from "#server/platform/disk-space.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceDeps } from "../context.ts";
import { droppableModels, ofPerson } from "./drop-models.ts";
import { lockPerson } from "./lock-person.ts";
import { storageUsedBy } from "./used-by.ts";

/** @throws AppError STORAGE_FULL where the disk has no room for another training. */
export async function requireDisk({ room }: Pick<ServiceDeps, "room">): Promise<void> {
  if (diskState(await room.space()) !== "full") return;
  throw new AppError(
    "STORAGE_FULL",
    "The server's disk is full, so nothing new can be trained. Your design is saved. Tell your instructor, who can see how much room there is.",
  );
}

/** Waits for others who add to what the person keeps. @throws AppError QUOTA_EXCEEDED where it would become more than they may keep. */
export async function requireQuota(
  { room }: Pick<ServiceDeps, "room">,
  tx: Transaction,
  { userId, bytes }: { userId: string; bytes: number },
): Promise<void> {
  await lockPerson(tx, userId);
  const usedBytes = await storageUsedBy(tx, userId);
  // The oldest of the others make room by themselves, once there is something to make it for.
  const droppable = await droppableModels(tx, ofPerson(userId));
  const stayingBytes = usedBytes - droppable.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (stayingBytes + bytes <= room.personBytes) return;
  throw new AppError(
    "QUOTA_EXCEEDED",
    `Your runs, datasets and models keep ${formatMemory(usedBytes)} on the server, and with this it could become more than the ${formatMemory(room.personBytes)} that one person may keep. Delete runs, datasets or models that you need no more; networks can be downloaded first.`,
  );
}
