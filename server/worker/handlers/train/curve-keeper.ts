import type { CurvePoint, StepCurve } from "#models/runs/step-curve.ts";
import { emptyCurve, tailOf, upTo, withPoint } from "#models/runs/step-curve.ts";
import type { RunProgress } from "#server/contract/run.ts";
import { readCurve } from "#server/services/run/curve.ts";
import type { LeaseReply, Lease } from "#server/services/run/lease.ts";
import { recordCurve } from "#server/services/run/record-curve.ts";
import type { WorkerContext } from "../../worker-context.ts";
import type { CheckpointPlace } from "./checkpoint-files.ts";

export type CurveKeeper = {
  /** Adds what the steps since the last report measured. @returns the progress with the newest of the curve. */
  take: (progress: RunProgress, recent: CurvePoint | null) => RunProgress;
  /** Writes the curve where it has grown; null where it has not. */
  record: () => Promise<LeaseReply | null>;
};

type KeeperOptions = { context: Pick<WorkerContext, "db">; lease: Lease; from: CheckpointPlace };

/** A run's curve over its attempts: this one goes on `from` where its checkpoint lies. */
export async function createCurveKeeper({ context, lease, from }: KeeperOptions): Promise<CurveKeeper> {
  const { db } = context;
  const isAnew = from.epoch === 0 && from.step === 0;
  const before = isAnew ? null : await readCurve(db, lease.runId);
  let curve: StepCurve | null = before && upTo(before, from.epoch * before.steps + from.step);
  let hasGrown = false;
  return {
    take(progress, recent) {
      if (recent !== null) {
        curve = withPoint(curve ?? emptyCurve(progress.steps), recent);
        hasGrown = true;
      }
      return curve === null ? progress : { ...progress, tail: tailOf(curve) };
    },
    async record() {
      if (!hasGrown || curve === null) return null;
      hasGrown = false;
      try {
        return await recordCurve(db, lease, curve);
      } catch (error) {
        hasGrown = true;
        throw error;
      }
    },
  };
}
