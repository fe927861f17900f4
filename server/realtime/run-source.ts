import type { Database } from "#db/client.ts";
import { readRunPosition } from "#server/services/run/events.ts";
import { roomEvents } from "#server/services/run/room-events.ts";
import type { RunSource } from "./run-feed.ts";

export function createRunSource(db: Database): RunSource {
  return {
    position: (runId) => readRunPosition(db, runId),
    eventsAfter: (runId, afterSeq) => roomEvents(db, runId, afterSeq),
  };
}
