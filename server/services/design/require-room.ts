import { and, count, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { design } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";

export const MAX_DESIGNS = 200;

/** Before a person gets one more design in a cohort; of two at the same time the second waits for the first. */
export async function requireRoom(tx: Transaction, userId: string, cohortId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`design:${userId}`}, 0))`);
  const [own] = await tx
    .select({ count: count() })
    .from(design)
    .where(and(eq(design.cohortId, cohortId), eq(design.ownerId, userId)));
  if (own === undefined || own.count < MAX_DESIGNS) return;
  throw new AppError(
    "QUOTA_EXCEEDED",
    `You have ${MAX_DESIGNS} designs here, the most there can be. Delete one first.`,
  );
}
