import { desc, eq, inArray } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { grade, user } from "#db/schema/index.ts";
import type { Submission } from "#server/contract/submission.ts";

export type Grades = ReadonlyMap<string, Submission["grades"]>;

/** What was given by hand, by submission, the newest first. */
export async function gradesOf(db: Queryable, submissionIds: readonly string[]): Promise<Grades> {
  const grades = new Map<string, Submission["grades"]>();
  if (submissionIds.length === 0) return grades;
  const rows = await db
    .select({
      id: grade.id,
      submissionId: grade.submissionId,
      points: grade.points,
      comment: grade.comment,
      levels: grade.levels,
      rubric: grade.rubric,
      answerPoints: grade.answerPoints,
      pins: grade.pins,
      isReleased: grade.isReleased,
      gradedBy: user.name,
      createdAt: grade.createdAt,
    })
    .from(grade)
    .leftJoin(user, eq(user.id, grade.gradedBy))
    .where(inArray(grade.submissionId, [...submissionIds]))
    .orderBy(desc(grade.createdAt), desc(grade.id));
  for (const { submissionId, createdAt, levels, rubric, answerPoints, pins, ...row } of rows) {
    const known = grades.get(submissionId) ?? [];
    grades.set(submissionId, [
      ...known,
      {
        ...row,
        levels: levels ?? {},
        rubric: rubric ?? [],
        answerPoints: answerPoints ?? {},
        pins: pins ?? [],
        createdAt: createdAt.toISOString(),
      },
    ]);
  }
  return grades;
}
