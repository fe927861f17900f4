import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { ltiContext, ltiLink, ltiPerson, ltiPlatform, ltiScore } from "#db/schema/index.ts";
import { releasedScore, type ReleasedScore } from "./released-score.ts";

type Of = { exerciseId: string; userId: string };

/**
 * Writes down, in the transaction that changes a grade, what platforms are to be told of it. The same score again adds
 * nothing. Workers send it: `enqueueScores`. @returns how many are to be sent.
 */
export async function queueScores(tx: Transaction, of: Of): Promise<number> {
  // Locked, so that scores of one person are numbered one after the other.
  const links = await tx
    .select({ linkId: ltiLink.id })
    .from(ltiLink)
    .innerJoin(ltiContext, eq(ltiContext.id, ltiLink.contextId))
    .innerJoin(ltiPlatform, eq(ltiPlatform.id, ltiContext.platformId))
    .innerJoin(ltiPerson, and(eq(ltiPerson.platformId, ltiPlatform.id), eq(ltiPerson.userId, of.userId)))
    .where(
      and(
        eq(ltiLink.exerciseId, of.exerciseId),
        isNotNull(ltiLink.lineItemUrl),
        eq(ltiContext.isAllowed, true),
        eq(ltiPlatform.isEnabled, true),
      ),
    )
    .orderBy(ltiPerson.id, ltiLink.id)
    .for("update", { of: ltiPerson });
  if (links.length === 0) return 0;
  const score = await releasedScore(tx, of);
  if (score === null) return 0;
  let queued = 0;
  for (const { linkId } of links)
    queued += (await queueScore(tx, { linkId, userId: of.userId }, score)) ? 1 : 0;
  return queued;
}

async function queueScore(
  tx: Transaction,
  { linkId, userId }: { linkId: string; userId: string },
  { points, most }: ReleasedScore,
): Promise<boolean> {
  const [newest] = await tx
    .select()
    .from(ltiScore)
    .where(and(eq(ltiScore.linkId, linkId), eq(ltiScore.userId, userId)))
    .orderBy(desc(ltiScore.number))
    .limit(1);
  const isSame = newest !== undefined && newest.points === points && newest.most === most;
  if (isSame && newest.state !== "failed") return false;
  await tx
    .update(ltiScore)
    .set({ state: "superseded", failure: null })
    .where(
      and(
        eq(ltiScore.linkId, linkId),
        eq(ltiScore.userId, userId),
        sql`${ltiScore.state} in ('waiting', 'failed')`,
      ),
    );
  // The platform takes what is later than what it has; its clock counts milliseconds.
  const after = newest === undefined ? null : newest.gradedAt.toISOString();
  await tx.insert(ltiScore).values({
    linkId,
    userId,
    points,
    most,
    number: (newest?.number ?? 0) + 1,
    gradedAt: sql`greatest(date_trunc('milliseconds', clock_timestamp()), ${after}::timestamptz + interval '1 millisecond')`,
  });
  return true;
}
