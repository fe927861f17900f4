import type { Database } from "#db/client.ts";
import { readRunEvents, readRunPosition } from "#server/services/run/events.ts";
import type { RunSource } from "./run-feed.ts";

export function createRunSource(db: Database): RunSource {
  return {
    position: (runId) => readRunPosition(db, runId),
    eventsAfter: (runId, afterSeq) => readRunEvents(db, runId, { afterSeq }),
  };
}
