import { expect, test } from "vitest";
import type { QueueEntry } from "#server/contract/queue.ts";
import type { RunSummary } from "#server/contract/run.ts";
import { queueRows } from "./queue-rows.ts";

const own = (id: string, place: number | null): QueueEntry => ({ place, run: { id } as RunSummary });
const other = (place: number | null): QueueEntry => ({ place, run: null });

test("others' runs in a row are one line, and own ones move past own ones alone", () => {
  const rows = queueRows([
    other(null),
    own("t", null),
    other(0),
    other(1),
    own("a", 2),
    other(3),
    own("b", 4),
    own("c", 5),
  ]);
  expect(rows.map((row) => (row.kind === "own" ? row.run.id : `${row.count} ${row.isTraining}`))).toEqual([
    "1 true",
    "t",
    "2 false",
    "a",
    "1 false",
    "b",
    "c",
  ]);
  const moves = Object.fromEntries(
    rows.flatMap((row) => (row.kind === "own" ? [[row.run.id, row.before]] : [])),
  );
  expect(moves).toEqual({
    t: null,
    a: { next: null, up: null, down: "c" },
    b: { next: "a", up: "a", down: "" },
    c: { next: "a", up: "b", down: null },
  });
});
