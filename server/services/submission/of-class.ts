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
  // Of who is not named, and teams as one: what they have released stands elsewhere, under their names.
  const concealed = new Map<string, Submission[]>();
  const add = (to: typeof byUser, owner: string, each: Submission) =>
    to.set(owner, [...(to.get(owner) ?? []), each]);
  for (const [index, each] of all.entries()) {
    const row = rows[index];
    if (row === undefined) continue;
    if (each.isConcealed) add(concealed, row.teamId ?? row.userId, each);
    else for (const userId of ownersOf(row)) add(byUser, userId, each);
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
    people: [
      ...[...concealed.values()].flatMap(unnamed).toSorted((a, b) => (a.user.name < b.user.name ? -1 : 1)),
      ...[...members, ...gone]
        // Who has handed in nothing would tell by their absence who has.
        .filter(({ id, role }) => byUser.has(id) || (role === "learner" && concealed.size === 0))
        .map(({ id, name }) => {
          const own = byUser.get(id) ?? [];
          return {
            user: { id, name },
            isMember: here.has(id),
            submissions: countedOf(own),
            best: bestOf(own),
            newest: own[0] ?? null,
          };
        }),
    ],
  };
}

const countedOf = (own: readonly Submission[]) => own.filter(({ state }) => state !== "void").length;

/** By the submission that counts alone, so that one whose grade is released later does not name the others. */
function unnamed(own: readonly Submission[]): ClassSubmissions["people"] {
  const best = bestOf(own);
  const shown = best ?? own[0];
  if (shown === undefined) return [];
  return [{ user: shown.user, isMember: true, submissions: countedOf(own), best, newest: shown }];
}

/** The one with the most points, of equals the earlier; null until one is scored. */
function bestOf(own: readonly Submission[]): Submission | null {
  const scored = own.filter(({ points }) => points !== null);
  const [best] = scored.toSorted(
    (a, b) => (b.points ?? 0) - (a.points ?? 0) || (a.submittedAt < b.submittedAt ? -1 : 1),
  );
  return best ?? null;
}
