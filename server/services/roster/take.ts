import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { cohortMember, invitation } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";

/**
 * Uses up the invitation with this code. Who came by it may follow it again for as long as they are there.
 * @returns the cohort that it leads to; null where no invitation has this code. @throws AppError CONFLICT where it was used.
 */
export async function takeInvitation(tx: Transaction, code: string, userId: string): Promise<string | null> {
  const [found] = await tx.select().from(invitation).where(eq(invitation.code, code)).for("update");
  if (found === undefined) return null;
  if (found.usedAt !== null) {
    const isBack = found.usedBy === userId && (await isMember(tx, found.cohortId, userId));
    if (isBack) return found.cohortId;
    throw new AppError("CONFLICT", "This link was used already. Ask your instructor for another.");
  }
  await tx
    .update(invitation)
    .set({ usedBy: userId, usedAt: sql`now()` })
    .where(eq(invitation.id, found.id));
  return found.cohortId;
}

async function isMember(tx: Transaction, cohortId: string, userId: string): Promise<boolean> {
  const isThem = and(eq(cohortMember.cohortId, cohortId), eq(cohortMember.userId, userId));
  return (await tx.select({ userId: cohortMember.userId }).from(cohortMember).where(isThem)).length > 0;
}
