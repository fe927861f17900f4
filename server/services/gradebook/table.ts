import { eq } from "drizzle-orm";
import { exercise } from "#db/schema/index.ts";
import { describeCheck } from "#models/exercises/checks/describe.ts";
import type { ExerciseContent } from "#models/exercises/exercise.ts";
import { isOnHiddenSplit } from "#models/exercises/checks/check.ts";
import type { GradebookCell } from "#server/contract/gradebook.ts";
import type { ServiceContext } from "../context.ts";
import { readGradebook } from "./get.ts";
import type { CountingSubmission } from "./select-counting.ts";

type Row = Record<string, string | number | boolean | null>;

/**
 * The gradebook as a table to take along: a row a learner, and of each exercise its points, a column a check and a column a question.
 * @throws AppError for all but the cohort's instructors.
 */
export async function gradebookTable(
  ctx: Pick<ServiceContext, "db" | "actor">,
  cohortId: string,
): Promise<Row[]> {
  const [{ book, submissions }, contents] = [
    await readGradebook(ctx, cohortId, { isWhole: true }),
    await ctx.db
      .select({ id: exercise.id, content: exercise.content })
      .from(exercise)
      .where(eq(exercise.cohortId, cohortId)),
  ];
  const cells = new Map(book.cells.map((cell) => [`${cell.learner} ${cell.exercise}`, cell]));
  const contentOf = new Map(contents.map(({ id, content }) => [id, content]));
  return book.learners.map((learner, place) => {
    const row: Row = { name: learner.name, is_member: learner.isMember };
    for (const [index, { id, title }] of book.exercises.entries()) {
      const cell = cells.get(`${place} ${index}`);
      const submission = submissions.get(cell?.submissionId ?? "");
      Object.assign(
        row,
        columnsOf(`${index + 1}. ${title}`, { cell, submission, content: contentOf.get(id) }),
      );
    }
    row["person_id"] = learner.id;
    return row;
  });
}

type Of = {
  cell: GradebookCell | undefined;
  submission: CountingSubmission | undefined;
  content: Pick<ExerciseContent, "checks" | "questions"> | undefined;
};

function columnsOf(name: string, { cell, submission, content }: Of): Row {
  const row: Row = {
    [name]: cell?.points ?? null,
    [`${name}: state`]:
      cell?.isConcealed === true ? "handed in, marked without names" : (cell?.state ?? "nothing handed in"),
    [`${name}: draft`]: cell?.draft ?? null,
    [`${name}: by hand`]: submission?.handPoints ?? null,
    [`${name}: late percent`]: cell?.latePercent ?? null,
    [`${name}: extended to`]: cell?.extendedTo ?? null,
    [`${name}: handed in`]:
      submission === undefined ? null : new Date(submission.submittedAtMs).toISOString(),
  };
  for (const [index, { id, points, test }] of (content?.checks ?? []).entries()) {
    const result = submission?.results?.find(({ checkId }) => checkId === id);
    const isHidden = submission?.isHidden === true && isOnHiddenSplit(test);
    const passed = isHidden ? null : (result?.isPassed ?? null);
    row[`${name}: check ${index + 1}, ${describeCheck(test)}`] = passed === null ? null : passed ? points : 0;
  }
  for (const [index, { id, kind, prompt }] of (content?.questions ?? []).entries()) {
    const judged = submission?.answerResults?.find(({ questionId }) => questionId === id)?.points;
    const points = kind === "text" ? submission?.handAnswers?.[id] : judged;
    row[`${name}: question ${index + 1}, ${shortened(prompt)}`] = points ?? null;
  }
  return row;
}

/** One line of a heading. */
function shortened(prompt: string): string {
  const line = prompt.replaceAll(/\s+/gu, " ");
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
