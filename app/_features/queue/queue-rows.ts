import type { QueueEntry } from "#server/contract/queue.ts";
import type { RunSummary } from "#server/contract/run.ts";

type OwnRow = {
  kind: "own";
  run: RunSummary;
  place: number | null;
  /** The class's own waiting runs around it, as moving it up or down goes by them. */
  before: { next: string | null; up: string | null; down: string | null } | null;
};
type OthersRow = { kind: "others"; key: string; count: number; isTraining: boolean };

/**
 * What the list shows: others' runs in a row are one line, and for each own waiting run before which other it goes when it
 * is moved: to the front, one up, one down (null: it cannot; the last goes down behind all as "").
 */
export function queueRows(entries: readonly QueueEntry[]): (OwnRow | OthersRow)[] {
  const waiting = entries.flatMap(({ run, place }) => (run === null || place === null ? [] : [run.id]));
  const rows: (OwnRow | OthersRow)[] = [];
  for (const [index, { run, place }] of entries.entries()) {
    const isTraining = place === null;
    const last = rows.at(-1);
    if (run !== null)
      rows.push({ kind: "own", run, place, before: isTraining ? null : movesOf(waiting, run.id) });
    else if (last?.kind === "others" && last.isTraining === isTraining) last.count += 1;
    else rows.push({ kind: "others", key: `others ${index}`, count: 1, isTraining });
  }
  return rows;
}

function movesOf(waiting: readonly string[], id: string): NonNullable<OwnRow["before"]> {
  const at = waiting.indexOf(id);
  const isLast = at === waiting.length - 1;
  return {
    next: at > 0 ? (waiting[0] ?? null) : null,
    up: at > 0 ? (waiting[at - 1] ?? null) : null,
    down: isLast ? null : (waiting[at + 2] ?? ""),
  };
}
