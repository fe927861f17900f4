import { eq } from "drizzle-orm";
import { prediction } from "#db/schema/index.ts";
import type { PredictionResult } from "#server/contract/prediction.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { findRun } from "../run/find.ts";

const MISSING = "There is no such prediction";

/** What a person asked a network, and the answer once there is one. Nobody else's questions can be read. */
export async function getPrediction(ctx: ServiceContext, predictionId: string): Promise<PredictionResult> {
  const [row] = await ctx.db.select().from(prediction).where(eq(prediction.id, predictionId));
  if (row === undefined || row.askedBy !== ctx.actor.id) throw new AppError("NOT_FOUND", MISSING);
  const { run } = await findRun(ctx, row.runId, MISSING);
  const { id, runId, state, validationIndex, answer, failure } = row;
  const actual = validationIndex === null ? null : await labelOf(ctx, run.datasetVersionId, validationIndex);
  return { id, runId, state, validationIndex, actual, answer, failure };
}

/** Of an example of the validation split; null where the dataset's files are gone. */
async function labelOf(
  { datasets }: ServiceContext,
  versionId: string,
  index: number,
): Promise<number | null> {
  try {
    const labels = await (await datasets.open(versionId)).readTargets("validation");
    return labels[index] ?? null;
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_READY") return null;
    throw error;
  }
}
