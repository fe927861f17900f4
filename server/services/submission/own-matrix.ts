import { eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { runEvaluation } from "#db/schema/index.ts";
import type { Matrix } from "#models/exercises/questions/question.ts";
import { matrixOf } from "#models/exercises/questions/matrix-of.ts";

/** A run's confusion matrix on the validation split, which no competition hides; null where it has none. */
export async function ownMatrix(db: Queryable, runId: string | null): Promise<Matrix | null> {
  if (runId === null) return null;
  const [row] = await db
    .select({ validation: runEvaluation.validation })
    .from(runEvaluation)
    .where(eq(runEvaluation.runId, runId));
  return row === undefined ? null : matrixOf(row.validation);
}
