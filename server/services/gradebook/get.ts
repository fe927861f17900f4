import { asc, desc, eq, sql } from "drizzle-orm";
import { cohortMember, exercise, exerciseExtension, user } from "#db/schema/index.ts";
import { mayGradeThis } from "#models/cohorts/may-grade.ts";
import { afterLateness } from "#models/grading/after-lateness.ts";
import type { Gradebook, GradebookCell } from "#server/contract/gradebook.ts";
import { requireGrader } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { serverTime } from "../exercise/server-time.ts";
import { selectCounting, type CountingSubmission } from "./select-counting.ts";

type Asker = Pick<ServiceContext, "db" | "actor">;

/** Learners by exercises. Who has left stays in it for as long as something of theirs counts. */
export async function getGradebook(ctx: Asker, cohortId: string): Promise<Gradebook> {
  return (await readGradebook(ctx, cohortId, { isWhole: false })).book;
}

/** @param isWhole whether to read how each check went. */
export async function readGradebook(ctx: Asker, cohortId: string, { isWhole }: { isWhole: boolean }) {
  const { role } = await requireGrader(ctx, cohortId);
  const { db } = ctx;
  const [now, exercises, members, counting, extensions] = await Promise.all([
    serverTime(db),
    db
      .select({
        id: exercise.id,
        title: exercise.title,
        points: exercise.points,
        isPublished: exercise.isPublished,
        dueAt: exercise.dueAt,
      })
      .from(exercise)
      .where(eq(exercise.cohortId, cohortId))
      .orderBy(sql`${exercise.dueAt} asc nulls last`, asc(exercise.createdAt), asc(exercise.id)),
    db
      .select({ id: user.id, name: user.name, role: cohortMember.role })
      .from(cohortMember)
      .innerJoin(user, eq(user.id, cohortMember.userId))
      .where(eq(cohortMember.cohortId, cohortId)),
    selectCounting(db, cohortId, { isWhole, userId: ctx.actor.id }),
    db
      .selectDistinctOn([exerciseExtension.exerciseId, exerciseExtension.userId], {
        exerciseId: exerciseExtension.exerciseId,
        userId: exerciseExtension.userId,
        dueAt: exerciseExtension.dueAt,
      })
      .from(exerciseExtension)
      .innerJoin(exercise, eq(exercise.id, exerciseExtension.exerciseId))
      .where(eq(exercise.cohortId, cohortId))
      .orderBy(
        exerciseExtension.exerciseId,
        exerciseExtension.userId,
        desc(exerciseExtension.createdAt),
        desc(exerciseExtension.id),
      ),
  ]);
  const learners = await learnersOf(ctx, members, counting);
  const placeOf = (ids: readonly { id: string }[]) => new Map(ids.map(({ id }, place) => [id, place]));
  const [exercisePlaces, learnerPlaces] = [placeOf(exercises), placeOf(learners)];
  const cells = new Map<string, GradebookCell>();
  const submissions = new Map<string, CountingSubmission>();

  function add(of: { exerciseId: string; userId: string }, known: Partial<GradebookCell>): void {
    const [place, learner] = [exercisePlaces.get(of.exerciseId), learnerPlaces.get(of.userId)];
    if (place === undefined || learner === undefined) return;
    const key = `${learner} ${place}`;
    cells.set(key, { ...EMPTY, ...cells.get(key), ...known, learner, exercise: place });
  }

  for (const each of counting) {
    if (each.isConcealed && each.userId !== ctx.actor.id) {
      add(each, { isConcealed: true });
      continue;
    }
    const { id: submissionId, state, latePercent, checkPoints, handPoints, draftPoints } = each;
    submissions.set(submissionId, each);
    const withHand = (hand: number | null) =>
      state === "scored" && checkPoints !== null
        ? afterLateness(checkPoints + (hand ?? 0), latePercent)
        : null;
    add(each, {
      submissionId,
      state,
      latePercent,
      points: withHand(handPoints),
      draft:
        draftPoints === null || !mayGradeThis(role, each.userId === ctx.actor.id)
          ? null
          : withHand(draftPoints),
    });
  }
  for (const each of extensions) {
    if (each.dueAt !== null) add(each, { extendedTo: each.dueAt.toISOString() });
  }
  const book: Gradebook = {
    now: now.toISOString(),
    exercises: exercises.map(({ dueAt, ...each }) => ({ ...each, dueAt: dueAt?.toISOString() ?? null })),
    learners,
    cells: [...cells.values()],
  };
  return { book, submissions };
}

const EMPTY = {
  submissionId: null,
  state: null,
  points: null,
  draft: null,
  latePercent: null,
  extendedTo: null,
  isConcealed: false,
} satisfies Partial<GradebookCell>;

type Member = { id: string; name: string; role: string };

/** Those of the cohort, and whoever else has handed something in, by name. */
async function learnersOf(
  { db }: Asker,
  members: readonly Member[],
  counting: readonly CountingSubmission[],
): Promise<Gradebook["learners"]> {
  const handedIn = new Set(counting.map(({ userId }) => userId));
  const here = members.filter(({ id, role }) => role === "learner" || handedIn.has(id));
  for (const { id } of members) handedIn.delete(id);
  const gone =
    handedIn.size === 0
      ? []
      : await db
          .select({ id: user.id, name: user.name })
          .from(user)
          .where(sql`${user.id} = any(${sql.param([...handedIn])}::text[])`);
  return [
    ...here.map(({ id, name }) => ({ id, name, isMember: true })),
    ...gone.map((each) => ({ ...each, isMember: false })),
  ].toSorted((a, b) => a.name.localeCompare(b.name, "en") || (a.id < b.id ? -1 : 1));
}
