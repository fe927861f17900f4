import { count, inArray, eq } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { prediction, run } from "#db/schema/index.ts";

/** What waits and what is in work, by queue. */
export async function queueDepth(db: Database): Promise<{ queue: string; state: string; count: number }[]> {
  const [runs, predictions] = await Promise.all([
    db
      .select({ state: run.state, count: count() })
      .from(run)
      .where(inArray(run.state, ["queued", "running"]))
      .groupBy(run.state),
    db.select({ count: count() }).from(prediction).where(eq(prediction.state, "queued")),
  ]);
  const runsIn = (state: string) => runs.find((row) => row.state === state)?.count ?? 0;
  return [
    { queue: "train", state: "queued", count: runsIn("queued") },
    { queue: "train", state: "running", count: runsIn("running") },
    { queue: "predict", state: "queued", count: predictions[0]?.count ?? 0 },
  ];
}
