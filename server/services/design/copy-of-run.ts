import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { design, runMark } from "#db/schema/index.ts";

type CopyOfRun = { userId: string; runId: string };

const isOf = ({ userId, runId }: CopyOfRun) => and(eq(runMark.userId, userId), eq(runMark.runId, runId));

/** The copy of a run's network that a person has. Whoever asks for it at the same time waits until this transaction ends. */
export async function lockCopyOfRun(tx: Transaction, of: CopyOfRun): Promise<string | null> {
  await tx.insert(runMark).values(of).onConflictDoNothing();
  const [mark] = await tx.select({ copyId: runMark.copyId }).from(runMark).where(isOf(of)).for("update");
  if (mark?.copyId == null) return null;
  const [copy] = await tx
    .select({ id: design.id })
    .from(design)
    .where(and(eq(design.id, mark.copyId), eq(design.ownerId, of.userId)));
  return copy?.id ?? null;
}

export async function rememberCopyOfRun(tx: Transaction, of: CopyOfRun, copyId: string): Promise<void> {
  await tx.update(runMark).set({ copyId }).where(isOf(of));
}
