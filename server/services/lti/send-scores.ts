import { randomUUID } from "node:crypto";
import { and, eq, getTableColumns, isNull, lte, not, or, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { Database } from "#db/client.ts";
import { ltiContext, ltiLink, ltiPerson, ltiPlatform, ltiScore } from "#db/schema/index.ts";
import { hasLiveJob } from "#server/jobs/has-live-job.ts";
import type { Jobs } from "#server/jobs/jobs.ts";
import { sendScoreJob } from "#server/jobs/send-score.ts";
import type { Lti } from "#server/lti/lti.ts";
import { PlatformTrouble } from "#server/lti/platform-trouble.ts";
import { notify } from "../notify.ts";

const BATCH = 100;
const FIRST_WAIT_SECONDS = 30;
const MOST_WAIT_SECONDS = 3 * 3600;
/** With these waits a platform may be away for a day. */
const MOST_TRIES = 16;

/** Gives scores that are due their jobs, and those anew whose job was lost. Workers call it now and then. */
export async function enqueueScores({ db, jobs }: { db: Database; jobs: Jobs }): Promise<void> {
  await db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: ltiScore.id })
      .from(ltiScore)
      .where(
        and(
          eq(ltiScore.state, "waiting"),
          lte(ltiScore.nextTryAt, sql`now()`),
          or(isNull(ltiScore.jobId), not(hasLiveJob(sendScoreJob, ltiScore.jobId))),
        ),
      )
      .orderBy(ltiScore.gradedAt)
      .limit(BATCH)
      .for("update", { skipLocked: true });
    for (const { id: scoreId } of rows) {
      const jobId = randomUUID();
      await tx.update(ltiScore).set({ jobId }).where(eq(ltiScore.id, scoreId));
      await jobs.enqueue(tx, sendScoreJob, { scoreId }, { id: jobId });
    }
    if (rows.length > 0) await notify(tx, { kind: "job", queue: sendScoreJob.queue });
  });
}

export type SendEnd = "sent" | "later" | "failed" | "not-due";

/**
 * Sends one score. Between what the platform has taken and what we write down anything may happen: then the same is sent again,
 * with the same time, which the platform knows by it.
 */
export async function sendScore(
  { db, lti }: { db: Database; lti: Pick<Lti, "postScore"> },
  scoreId: string,
): Promise<SendEnd> {
  const todo = await loadScore(db, scoreId);
  if (todo === null) return "not-due";
  const { score, platform, lineItemUrl, sub } = todo;
  const { points, most, gradedAt } = score;
  if (todo.isSuperseded) {
    await settle(db, scoreId, { state: "superseded", failure: null });
    return "not-due";
  }
  const problem = problemOf(todo);
  if (problem !== null || lineItemUrl === null) {
    await settle(db, scoreId, { state: "failed", failure: problem ?? "The link takes no grades." });
    return "failed";
  }
  try {
    await lti.postScore(platform, lineItemUrl, { sub, points, most, gradedAt });
  } catch (error) {
    if (!(error instanceof PlatformTrouble)) throw error;
    return putOff(db, score, error);
  }
  await settle(db, scoreId, { state: "sent", failure: null, sentAt: sql`clock_timestamp()` });
  return "sent";
}

async function putOff(
  db: Database,
  { id, tries }: { id: string; tries: number },
  { kind, message, retryAfterSeconds }: PlatformTrouble,
): Promise<SendEnd> {
  const isLast = kind === "refused" || tries + 1 >= MOST_TRIES;
  const doubled = Math.min(FIRST_WAIT_SECONDS * 2 ** tries, MOST_WAIT_SECONDS);
  const seconds = Math.max(doubled, retryAfterSeconds ?? 0);
  await settle(db, id, {
    state: isLast ? "failed" : "waiting",
    tries: tries + 1,
    failure: message.slice(0, 500),
    nextTryAt: sql`now() + make_interval(secs => ${seconds})`,
    jobId: null,
  });
  return isLast ? "failed" : "later";
}

/** What is settled already, or given up for a newer one, stays so. */
async function settle(db: Database, id: string, values: PgUpdateSetSource<typeof ltiScore>): Promise<void> {
  await db
    .update(ltiScore)
    .set(values)
    .where(and(eq(ltiScore.id, id), eq(ltiScore.state, "waiting")));
}

type ToDo = NonNullable<Awaited<ReturnType<typeof loadScore>>>;

function problemOf({ isAllowed, platform }: ToDo): string | null {
  if (!platform.isEnabled) return "The learning platform is switched off.";
  return isAllowed ? null : "The course leads into the cohort no more.";
}

async function loadScore(db: Database, scoreId: string) {
  const newer = db.select({ one: sql`1` }).from(sql`lti_score newer`)
    .where(sql`newer.link_id = ${ltiScore.linkId}
    and newer.user_id = ${ltiScore.userId} and newer.number > ${ltiScore.number}`);
  const [row] = await db
    .select({
      score: getTableColumns(ltiScore),
      platform: getTableColumns(ltiPlatform),
      isAllowed: ltiContext.isAllowed,
      lineItemUrl: ltiLink.lineItemUrl,
      sub: ltiPerson.sub,
      isSuperseded: sql<boolean>`exists (${newer})`,
    })
    .from(ltiScore)
    .innerJoin(ltiLink, eq(ltiLink.id, ltiScore.linkId))
    .innerJoin(ltiContext, eq(ltiContext.id, ltiLink.contextId))
    .innerJoin(ltiPlatform, eq(ltiPlatform.id, ltiContext.platformId))
    .innerJoin(
      ltiPerson,
      and(eq(ltiPerson.platformId, ltiPlatform.id), eq(ltiPerson.userId, ltiScore.userId)),
    )
    .where(and(eq(ltiScore.id, scoreId), eq(ltiScore.state, "waiting")));
  return row ?? null;
}
