import { and, desc, eq, inArray, notInArray, or, sql } from "drizzle-orm";
import { run, submission, user } from "#db/schema/index.ts";
import { costsSubmission, submissionsLeft } from "#models/exercises/submission-limits.ts";
import type { OwnSubmissions } from "#server/contract/submission.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { chooseDataset } from "../dataset/choose.ts";
import { findExercise, MISSING_EXERCISE } from "../exercise/find.ts";
import { standingIn } from "../exercise/present.ts";
import { serverTime } from "../exercise/server-time.ts";
import { askedOf } from "./asked-of.ts";
import { changesOf } from "./changes-of.ts";
import { membersHere } from "../team/find.ts";
import { teamIn } from "../team/handing-in.ts";
import { gradesOf } from "./grades-of.ts";
import { presentSubmission, selectSubmissions } from "./present.ts";
import { threadsOf } from "./threads-of.ts";

const MAX_RUNS_SHOWN = 30;

/** What one has handed in to an exercise, how often one still may, and which runs could be next. */
export async function ownSubmissions(ctx: ServiceContext, exerciseId: string): Promise<OwnSubmissions> {
  const { row, member } = await findExercise(ctx, exerciseId);
  const { cohortId } = row;
  const now = (await serverTime(ctx.db)).getTime();
  if (member.role !== "instructor" && standingIn(row, now, null).state === "waiting") {
    throw new AppError("NOT_FOUND", MISSING_EXERCISE);
  }
  const isMine = and(
    eq(submission.exerciseId, exerciseId),
    or(
      eq(submission.userId, ctx.actor.id),
      sql`exists (select from submission_member credit
        where credit.submission_id = ${submission.id} and credit.user_id = ${ctx.actor.id})`,
    ),
  );
  const own = await teamIn(ctx.db, { row, userId: ctx.actor.id });
  const people = own === null ? [ctx.actor.id] : await membersHere(ctx.db, own);
  const [rows, asked, datasetId] = await Promise.all([
    selectSubmissions(ctx.db, ctx.actor).where(isMine).orderBy(desc(submission.number)),
    askedOf(ctx.db, exerciseId),
    chooseDataset(ctx, { cohortId, datasetId: row.datasetId }),
  ]);
  const counted = rows.filter(({ state }) => state !== "void");
  const left = submissionsLeft(
    row.handIn.limits,
    rows
      .filter(({ state, teamId }) => costsSubmission(state) && (own === null || teamId === own.id))
      .map(({ submittedAt }) => submittedAt.getTime()),
    now,
  );
  const { isNetworkAsked, questions } = asked.content;
  // With other answers a run can be handed in again.
  const handedIn = questions.length > 0 ? [] : counted.flatMap(({ runId }) => runId ?? []);
  const runs = !isNetworkAsked
    ? []
    : await ctx.db
        .select({
          id: run.id,
          name: run.name,
          state: run.state,
          createdAt: run.createdAt,
          startedBy: run.startedBy,
          starter: user.name,
        })
        .from(run)
        .innerJoin(user, eq(user.id, run.startedBy))
        .where(
          and(
            eq(run.cohortId, cohortId),
            inArray(run.startedBy, people),
            eq(run.datasetId, datasetId),
            inArray(run.state, ["queued", "running", "paused", "finished"]),
            handedIn.length === 0 ? sql`true` : notInArray(run.id, handedIn),
          ),
        )
        .orderBy(desc(run.createdAt), desc(run.id))
        .limit(MAX_RUNS_SHOWN);
  const ids = rows.map(({ id }) => id);
  const [grades, threads, changes] = await Promise.all([
    gradesOf(ctx.db, ids),
    threadsOf(ctx.db, ids),
    changesOf(ctx.db, ids),
  ]);
  const presenting = { asked, grades, threads, changes, actor: ctx.actor, role: "learner" as const };
  return {
    team: own === null ? null : { id: own.id, name: own.name },
    left: {
      now: left.now,
      total: left.total,
      nextAt: left.nextMs === null ? null : new Date(left.nextMs).toISOString(),
    },
    items: rows.map((each) => presentSubmission(each, presenting)),
    runs: runs.map(({ createdAt, startedBy, starter, ...each }) => ({
      ...each,
      createdAt: createdAt.toISOString(),
      startedBy: startedBy === ctx.actor.id ? null : starter,
    })),
  };
}
