import type { Queryable } from "#db/client.ts";
import type { RunEvent } from "#server/contract/run.ts";
import { isScoreHiddenInRooms } from "../competition/is-score-hidden.ts";
import { readRunEvents } from "./events.ts";
import { withoutScores } from "./without-scores.ts";

/** A run's events above `afterSeq` for all who watch it at once: with no score that one of them may not see. */
export async function roomEvents(db: Queryable, runId: string, afterSeq: number): Promise<RunEvent[]> {
  const events = await readRunEvents(db, runId, { afterSeq });
  const hasScore = events.some(({ body }) => body.kind === "finished");
  return hasScore && (await isScoreHiddenInRooms(db, runId)) ? withoutScores(events) : events;
}
