import { asc, desc, eq } from "drizzle-orm";
import { cohortMember, submission, user } from "#db/schema/index.ts";
import type { ClassSubmissions, Submission } from "#server/contract/submission.ts";
import type { ServiceContext } from "../context.ts";
import { findGradedExercise } from "../exercise/find.ts";
import { askedOf } from "./asked-of.ts";
import { changesOf } from "./changes-of.ts";
import { gradesOf } from "./grades-of.ts";
import { ownersOf, presentSubmission, selectSubmissions } from "./present.ts";
import { threadsOf } from "./threads-of.ts";

/** Where the class stands with an exercise: each learner's best and newest, and how much is still to be scored. */
export async function classSubmissions(
  ctx: Pick<ServiceContext, "db" | "actor">,
  exerciseId: string,
): Promise<ClassSubmissions> {
  const { row, member } = await findGradedExercise(ctx, exerciseId);
  const [asked, rows, members] = await Promise.all([
    askedOf(ctx.db, exerciseId),
    selectSubmissions(ctx.db, ctx.actor)
      .where(eq(submission.exerciseId, exerciseId))
      .orderBy(desc(submission.submittedAt), desc(submission.id)),
    ctx.db
      .select({ id: user.id, name: user.name, role: cohortMember.role })
      .from(cohortMember)
      .innerJoin(user, eq(user.id, cohortMember.userId))
      .where(eq(cohortMember.cohortId, row.cohortId))
      .orderBy(asc(user.name), asc(user.id)),
  ]);
  const ids = rows.map(({ id }) => id);
  const [grades, threads, changes] = await Promise.all([
    gradesOf(ctx.db, ids),
    threadsOf(ctx.db, ids),
    changesOf(ctx.db, ids),
  ]);
  const presenting = { asked, grades, threads, changes, actor: ctx.actor, role: member.role };
  const all = rows.map((each) => presentSubmission(each, presenting));
  const byUser = new Map<string, Submission[]>();
  for (const [index, each] of all.entries()) {
    const row = rows[index];
    const owners = row === undefined ? [] : ownersOf(row);
    for (const userId of owners) byUser.set(userId, [...(byUser.get(userId) ?? []), each]);
  }
  const here = new Set(members.map(({ id }) => id));
  const gone = [...byUser.values()].flatMap(([first]) =>
    first === undefined || here.has(first.user.id) ? [] : [{ ...first.user, role: "learner" as const }],
  );
  const count = (state: Submission["state"]) => all.filter((each) => each.state === state).length;
  return {
    counts: {
      waiting: count("waiting"),
      queued: count("queued"),
      scored: count("scored"),
      failed: count("failed"),
    },
    people: [...members, ...gone]
      .filter(({ id, role }) => role === "learner" || byUser.has(id))
      .map(({ id, name }) => {
        const own = byUser.get(id) ?? [];
        return {
          user: { id, name },
          isMember: here.has(id),
          submissions: own.filter(({ state }) => state !== "void").length,
          best: bestOf(own),
          newest: own[0] ?? null,
        };
      }),
  };
}

/** The one with the most points, of equals the earlier; null until one is scored. */
function bestOf(own: readonly Submission[]): Submission | null {
  const scored = own.filter(({ points }) => points !== null);
  const [best] = scored.toSorted(
    (a, b) => (b.points ?? 0) - (a.points ?? 0) || (a.submittedAt < b.submittedAt ? -1 : 1),
  );
  return best ?? null;
}
