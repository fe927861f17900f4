import { and, eq } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { artifact, prediction, run } from "#db/schema/index.ts";

export type PredictionTask = {
  id: string;
  runId: string;
  datasetVersionId: string;
  modelKey: string | null;
  image: { validationIndex: number } | { pixels: Buffer };
};

/** What a predict job works on. Null where there is nothing to do: it is answered already, or its run is gone. */
export async function loadPrediction(db: Database, predictionId: string): Promise<PredictionTask | null> {
  const [row] = await db
    .select({ asked: prediction, datasetVersionId: run.datasetVersionId, modelKey: artifact.storageKey })
    .from(prediction)
    .innerJoin(run, eq(run.id, prediction.runId))
    .leftJoin(artifact, and(eq(artifact.runId, run.id), eq(artifact.kind, "onnx")))
    .where(and(eq(prediction.id, predictionId), eq(prediction.state, "queued")));
  if (row === undefined) return null;
  const { id, runId, validationIndex, pixels } = row.asked;
  const image = validationIndex === null ? (pixels === null ? null : { pixels }) : { validationIndex };
  if (image === null) throw new Error(`Prediction ${id} names neither a tile nor pixels`);
  return { id, runId, datasetVersionId: row.datasetVersionId, modelKey: row.modelKey, image };
}
