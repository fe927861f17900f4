import { and, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { run, runEvent } from "#db/schema/index.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { EpochMetrics } from "#models/training/epoch-metrics.ts";
import type { StartingPoint } from "#models/weights/starting-point.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import { appendEvent } from "./append-event.ts";
import { endRun } from "./end.ts";
import { enterPause } from "./enter-pause.ts";
import type { Lease } from "./lease.ts";
import { missingEpochs } from "./missing-epochs.ts";
import { targetOfRun } from "./target.ts";
import { pausePointOf } from "./pause-point.ts";

type ClaimRunInput = Lease & {
  workerId: string;
  /** The epoch of the checkpoint that this attempt goes on from, and the steps after it; both 0 begin anew. */
  fromEpoch?: number;
  fromStep?: number;
  /** Where that checkpoint is ahead of the history: the epochs behind it, of which those after `fromEpoch` are added. */
  epochs?: readonly EpochMetrics[];
};

export type ClaimedRun = {
  id: string;
  cohortId: string;
  startedBy: string;
  graph: ModelGraph;
  hyperParameters: HyperParameters;
  datasetVersionId: string;
  /** What it starts from; both null for fresh weights. Weights that are gone have left `startedFrom`. */
  weightsId: string | null;
  startedFrom: StartingPoint | null;
};

type Claim = {
  run: ClaimedRun;
  /** The attempt before this one finished an epoch before it ended. */
  isAfterProgress: boolean;
};

/**
 * Takes a fetched job's run for one attempt (the job's `retryCount` + 1). Null where there is nothing to do: the run is
 * gone, is paused, has ended, was asked to be cancelled (it is, now), or a later attempt holds it; or it was paused and
 * its checkpoint is not there, so that it is paused again. The job is then complete.
 */
export async function claimRun(db: Database, input: ClaimRunInput): Promise<Claim | null> {
  return db.transaction(async (tx) => {
    const [found] = await tx.select().from(run).where(eq(run.id, input.runId)).for("update");
    if (found === undefined || found.jobId !== input.jobId || found.attempt >= input.attempt) return null;
    if (found.state !== "queued" && found.state !== "running") return null;
    if (found.cancelRequestedAt !== null) {
      await endRun(tx, found.id, { kind: "cancelled" });
      return null;
    }
    const { attempt, workerId, fromEpoch = 0, fromStep = 0, epochs = [] } = input;
    if (found.pausePoint !== null && fromEpoch === 0 && fromStep === 0 && epochs.length === 0) {
      const point = await pausePointOf(tx, found);
      if (point.epoch > 1 || point.step > 0) {
        await enterPause(tx, found.id, { ...point, isCheckpointLost: true });
        return null;
      }
    }
    const isAfterProgress = await hasEpochsOf(tx, found);
    await tx
      .update(run)
      .set({
        state: "running",
        attempt,
        workerId,
        progress: null,
        startedAt: sql`coalesce(${run.startedAt}, now())`,
      })
      .where(eq(run.id, found.id));
    await appendEvent(tx, found.id, { kind: "started", attempt, workerId, fromEpoch, fromStep });
    const { hyperParameters: settings } = found;
    const known = { hyperParameters: settings, target: await targetOfRun(tx, found.id) };
    for (const epoch of missingEpochs(epochs, fromEpoch, known)) {
      await appendEvent(tx, found.id, { kind: "epoch", attempt, ...epoch });
    }
    const { id, cohortId, startedBy, graph, hyperParameters, datasetVersionId } = found;
    const { weightsId, startedFrom } = found;
    return {
      run: { id, cohortId, startedBy, graph, hyperParameters, datasetVersionId, weightsId, startedFrom },
      isAfterProgress,
    };
  });
}

async function hasEpochsOf(tx: Transaction, { id, attempt }: typeof run.$inferSelect): Promise<boolean> {
  const [epoch] = await tx
    .select({ seq: runEvent.seq })
    .from(runEvent)
    .where(
      and(
        eq(runEvent.runId, id),
        sql`${runEvent.body} ->> 'kind' = 'epoch'`,
        sql`(${runEvent.body} ->> 'attempt')::int = ${attempt}`,
      ),
    )
    .limit(1);
  return epoch !== undefined;
}
