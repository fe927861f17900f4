import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "#db/client.ts";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { classesOf } from "#models/tasks/classes-of.ts";
import { evaluationOf } from "#models/training/evaluate.ts";
import { REFRESH_SPREAD_MS } from "#server/contract/protocol.ts";
import { finishRun } from "#server/services/run/finish.ts";
import type { Lease } from "#server/services/run/lease.ts";
import type { Person, PersonSocket } from "../person.ts";
import { percentile } from "../statistics.ts";

const CHANGES = 10;
/** What has not come by then is missing. */
const LIMIT_MS = 5_000;

type Times = { p50: number; p95: number; max: number };

export type BoardChanges = {
  changes: number;
  /** From before a run's end is written until each socket is told, and until its page has read a board with that run, ms. */
  toldMs: Times;
  readMs: Times;
  missing: number;
};

type Watching = {
  cohortId: string;
  browsers: readonly { person: Person; socket: PersonSocket }[];
  signal: AbortSignal;
};

/** Ends runs one after the other, each better than the last, while every browser shows the board as the page does. */
export async function benchBoardChanges(
  db: Database,
  leases: readonly Lease[],
  { cohortId, browsers, signal }: Watching,
): Promise<BoardChanges> {
  const told: number[] = [];
  const read: number[] = [];
  const ended = leases.slice(0, CHANGES);
  for (const [index, lease] of ended.entries()) {
    const from = Date.now();
    const looks = browsers.map(async ({ person, socket }) => {
      await changed(socket, cohortId);
      told.push(Date.now() - from);
      await delay(Math.random() * REFRESH_SPREAD_MS);
      const { rows } = await person.api.cohort.leaderboard.query({ cohortId });
      if (rows.some(({ runId }) => runId === lease.runId)) read.push(Date.now() - from);
    });
    await finishRun(db, lease, outcomeOf(index + 1));
    await Promise.race([Promise.all(looks), delay(LIMIT_MS, undefined, { signal })]);
  }
  const timesOf = (taken: readonly number[]): Times => ({
    p50: percentile(taken, 0.5),
    p95: percentile(taken, 0.95),
    max: Math.max(...taken),
  });
  const missing = ended.length * browsers.length - read.length;
  return { changes: ended.length, toldMs: timesOf(told), readMs: timesOf(read), missing };
}

function changed(socket: PersonSocket, cohortId: string): Promise<void> {
  return new Promise((resolve) => {
    function hear(message: { cohortId: string; topic: string }): void {
      if (message.cohortId !== cohortId || message.topic !== "leaderboard") return;
      socket.off("cohort:changed", hear);
      resolve();
    }
    socket.on("cohort:changed", hear);
  });
}

/** So many of a hundred of each class are right. */
function outcomeOf(right: number) {
  const classes = classesOf(EUROSAT.target);
  const confusion = classes.map((_, actual) =>
    classes.map((__, predicted) =>
      predicted === actual ? right : predicted === (actual + 1) % classes.length ? 100 - right : 0,
    ),
  );
  const evaluation = evaluationOf({ confusion, lossSum: 1, classes });
  const rest = { answers: null, mistakes: [], activity: null, peakMemoryBytes: 1, artifacts: [] };
  return { bestEpoch: 1, test: evaluation, validation: evaluation, ...rest };
}
