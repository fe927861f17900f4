import type { Queryable } from "#db/client.ts";
import type { RunSummary } from "#server/contract/run.ts";
import { queuePlaces } from "#server/jobs/queue-place.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { whyRefused } from "../worker/refusals.ts";

type Waiting = Pick<RunSummary, "queuePlace" | "refusal">;

/** What those of the runs that are queued wait for, by their job. */
export async function waitingOf(
  db: Queryable,
  runs: readonly { state: RunSummary["state"]; jobId: string }[],
): Promise<(jobId: string) => Waiting> {
  const jobIds = runs.filter(({ state }) => state === "queued").map(({ jobId }) => jobId);
  const [places, refusals] = await Promise.all([
    queuePlaces(db, trainRunJob, jobIds),
    whyRefused(db, jobIds),
  ]);
  return (jobId) => ({ queuePlace: places.get(jobId) ?? null, refusal: refusals.get(jobId) ?? null });
}
