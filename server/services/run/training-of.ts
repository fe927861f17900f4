import { eq } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import type { ClaimedRun } from "./claim.ts";

/** What a run's training is, read before it is claimed; null where the run is gone. */
export async function trainingOf(db: Database, runId: string): Promise<ClaimedRun | null> {
  const { id, cohortId, startedBy, graph, hyperParameters, datasetVersionId, weightsId, startedFrom } = run;
  const [found] = await db
    .select({ id, cohortId, startedBy, graph, hyperParameters, datasetVersionId, weightsId, startedFrom })
    .from(run)
    .where(eq(run.id, runId));
  return found ?? null;
}
