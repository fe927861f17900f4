import { asc, eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { peerReview, peerRound, user } from "#db/schema/index.ts";
import { handPointsOf, questionsByHand } from "#models/exercises/points-of.ts";
import { keptLevels } from "#models/grading/kept-levels.ts";
import { farMarks, proposeGrade } from "#models/peers/propose.ts";
import { contentOf } from "../exercise/get.ts";
import { gradesOf } from "../submission/grades-of.ts";
import { worksOf } from "./works.ts";

/** All of a round, for who grades. */
export async function readRound(db: Queryable, exerciseId: string) {
  const [[round], works, content, reviews] = [
    await db.select().from(peerRound).where(eq(peerRound.exerciseId, exerciseId)),
    await worksOf(db, exerciseId),
    await contentOf({ db }, exerciseId),
    await db
      .select({ review: peerReview, reviewer: user.name })
      .from(peerReview)
      .leftJoin(user, eq(user.id, peerReview.reviewerId))
      .where(eq(peerReview.exerciseId, exerciseId))
      .orderBy(asc(user.name), asc(peerReview.id)),
  ];
  const grades = await gradesOf(
    db,
    works.map(({ id }) => id),
  );
  const { rubric, handPoints } = content;
  const maxPoints = handPointsOf(content);
  return {
    round: round ?? null,
    works: works.map(({ id, name, answered }) => {
      const own = reviews.filter(({ review }) => review.submissionId === id);
      const done = own.flatMap(({ review }) => (review.doneAt === null ? [] : [review]));
      const marks = done.map((review) => ({
        points: review.points,
        levels: keptLevels({ rubric: review.rubric ?? [], levels: review.levels ?? {} }, rubric),
        answerPoints: review.answerPoints ?? {},
      }));
      const far = farMarks(
        marks.map(({ points }) => points),
        maxPoints,
      );
      const given = grades.get(id) ?? [];
      // What learners see, or else what is prepared for them.
      const grade = given.find(({ isReleased }) => isReleased) ?? given[0];
      return {
        id,
        name,
        maxPoints,
        proposal: proposeGrade(marks, {
          rubric,
          handPoints,
          questions: questionsByHand(content.questions).filter((question) => answered.includes(question.id)),
          method: round?.method ?? "median",
        }),
        grade: grade === undefined ? null : { points: grade.points, isReleased: grade.isReleased },
        marks: own.map(({ review, reviewer }) => ({
          id: review.id,
          reviewer,
          points: review.points,
          comment: review.comment,
          isDone: review.doneAt !== null,
          isFar: far[done.findIndex((each) => each.id === review.id)] ?? false,
        })),
      };
    }),
  };
}
