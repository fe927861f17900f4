import type { RunEvent } from "#server/contract/run.ts";

/** A run's history as somebody sees it from whom its test scores are hidden. */
export function withoutScores(events: readonly RunEvent[]): RunEvent[] {
  return events.map((event) =>
    event.body.kind === "finished"
      ? { ...event, body: { ...event.body, score: null, tieBreak: null } }
      : event,
  );
}
