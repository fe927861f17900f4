import { and, eq, isNotNull, sql } from "drizzle-orm";
import { ltiContext, ltiLink, ltiPerson } from "#db/schema/index.ts";
import type { Transaction } from "#db/client.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findOwnPlatform } from "./find.ts";
import { queueScores } from "./queue-scores.ts";

/** Sends what a platform does not have yet, and once more what failed. What it has is not sent again. */
export async function sendAllScores(ctx: ServiceContext, platformId: string): Promise<{ queued: number }> {
  const { row } = await findOwnPlatform(ctx, platformId);
  return ctx.db.transaction(async (tx) => {
    const pairs = await tx
      .selectDistinct({ exerciseId: ltiLink.exerciseId, userId: ltiPerson.userId })
      .from(ltiLink)
      .innerJoin(ltiContext, eq(ltiContext.id, ltiLink.contextId))
      .innerJoin(ltiPerson, eq(ltiPerson.platformId, ltiContext.platformId))
      .where(and(eq(ltiContext.platformId, platformId), isNotNull(ltiLink.lineItemUrl)))
      .orderBy(ltiPerson.userId, ltiLink.exerciseId);
    let queued = 0;
    for (const pair of pairs) queued += await queueScores(tx, pair);
    // Those that wait for their next try go now.
    await tx.execute(sql`
      update lti_score set next_try_at = now() from lti_link, lti_context
      where lti_score.link_id = lti_link.id and lti_link.context_id = lti_context.id
        and lti_context.platform_id = ${platformId} and lti_score.state = 'waiting'`);
    await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "members" });
    return { queued };
  });
}

/** Of everybody of an exercise's cohort who came by a platform: what they are told changes for all of them at once. */
export async function queueScoresOfExercise(tx: Transaction, exerciseId: string): Promise<void> {
  const people = await tx
    .selectDistinct({ userId: ltiPerson.userId })
    .from(ltiLink)
    .innerJoin(ltiContext, eq(ltiContext.id, ltiLink.contextId))
    .innerJoin(ltiPerson, eq(ltiPerson.platformId, ltiContext.platformId))
    .where(eq(ltiLink.exerciseId, exerciseId))
    .orderBy(ltiPerson.userId);
  for (const { userId } of people) await queueScores(tx, { exerciseId, userId });
}
