import { desc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { exerciseExtension } from "#db/schema/index.ts";
import { dueFor } from "#models/exercises/availability.ts";
import { peopleOf } from "./people.ts";
import { tell } from "./tell.ts";

type Terms = { isPublished: boolean; dueAt: Date | null };
type Change = { cohortId: string; exerciseId: string; by: string; before: Terms; after: Terms };

/** Tells learners of an exercise that was published, and of a deadline that is another for them now. */
export async function tellOfExercise(tx: Transaction, change: Change): Promise<void> {
  const { cohortId, exerciseId, by, before, after } = change;
  if (!after.isPublished) return;
  const [was, is] = [before.dueAt?.getTime() ?? null, after.dueAt?.getTime() ?? null];
  if (before.isPublished && was === is) return;
  const learners = await peopleOf(tx, cohortId, ["learner"]);
  const about = { cohortId, exerciseId, by };
  if (!before.isPublished) return tell(tx, learners, { kind: "exercise", ...about });
  const extensions = await tx
    .selectDistinctOn([exerciseExtension.userId], {
      userId: exerciseExtension.userId,
      dueAt: exerciseExtension.dueAt,
    })
    .from(exerciseExtension)
    .where(eq(exerciseExtension.exerciseId, exerciseId))
    .orderBy(exerciseExtension.userId, desc(exerciseExtension.createdAt), desc(exerciseExtension.id));
  const extendedTo = new Map(extensions.map(({ userId, dueAt }) => [userId, dueAt?.getTime() ?? null]));
  const concerned = learners.filter((userId) => {
    const own = extendedTo.get(userId) ?? null;
    return dueFor(was, own) !== dueFor(is, own);
  });
  await tell(tx, concerned, { kind: "deadline", ...about });
}
