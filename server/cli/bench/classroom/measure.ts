import { setTimeout as delay } from "node:timers/promises";
import { connectDatabase } from "#db/client.ts";
import { DEMO_INSTRUCTOR } from "#db/demo-accounts.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { fillBoard, findUserId } from "#db/testing/fill-lists.ts";
import { DEMO_PASSWORD } from "#models/cohorts/demo-password.ts";
import { cohortLeaderboard } from "#server/services/cohort/leaderboard.ts";
import { getGradebook } from "#server/services/gradebook/get.ts";
import { createFileStorage } from "#server/storage/files/file-storage.ts";
import type { BenchContext } from "../options.ts";
import { signIn } from "../person.ts";
import type { Product } from "../product.ts";
import { percentile } from "../statistics.ts";
import { CLASS, classOfNetworks } from "./class-of-networks.ts";
import { benchLiveRuns, type LiveRunsReport } from "./live-runs.ts";
import { scoreAll, type ScoringReport } from "./scoring.ts";

const REPETITIONS = 40;
const PAUSE_MS = 50;
const BOARD = { people: 1_000, runs: 100_000 };

type Times = { p50: number; p95: number };

export type ClassroomReport = {
  class: typeof CLASS;
  /** Of networks that nobody has asked before, and of what is kept of the same. */
  scoring: { fromWeights: ScoringReport; fromKept: ScoringReport };
  /** In ms: the service on a connection of the measuring process, and the same over HTTP. */
  gradebook: { database: Times; api: Times; bytes: number };
  board: { people: number; runs: number; database: Times };
  live: LiveRunsReport;
};

/** A class of three hundred: their submissions scored, their gradebook, a large board, and twenty runs at once. */
export async function benchClassroom(product: Product, context: BenchContext): Promise<ClassroomReport> {
  const { say, signal } = context;
  const server = await startEmbeddedPostgres({ home: product.home });
  const database = connectDatabase(server.url, { applicationName: "strata-bench" });
  try {
    const { db } = database;
    const teacherId = await findUserId(db, DEMO_INSTRUCTOR.email);
    const instructor = await signIn(product.url, { email: DEMO_INSTRUCTOR.email, password: DEMO_PASSWORD });
    say(`classroom: ${CLASS.learners} learners hand in to ${CLASS.exercises} exercises`);
    const files = createFileStorage({ home: product.home, reserveBytes: undefined });
    const filled = await classOfNetworks(db, files, teacherId);
    say("classroom: scoring from frozen weights");
    const fromWeights = await scoreAll(instructor, filled, signal);
    say(`classroom: that took ${fromWeights.seconds} s`);
    say("classroom: scoring from what is kept");
    const fromKept = await scoreAll(instructor, filled, signal);

    const { cohortId } = filled;
    const asker = { db, actor: { id: teacherId, name: "" } };
    say("classroom: gradebook");
    const gradebook = {
      database: await timesOf(() => getGradebook(asker, cohortId)),
      api: await timesOf(() => instructor.api.gradebook.get.query({ cohortId })),
      bytes: JSON.stringify(await getGradebook(asker, cohortId)).length,
    };
    say(`classroom: a board of ${BOARD.people} learners over ${BOARD.runs} runs`);
    const large = await fillBoard(db, teacherId, BOARD);
    const board = { ...BOARD, database: await timesOf(() => cohortLeaderboard(asker, { cohortId: large })) };
    const live = await benchLiveRuns({ db, databaseUrl: server.url, url: product.url, teacherId }, context);
    return { class: CLASS, scoring: { fromWeights, fromKept }, gradebook, board, live };
  } finally {
    await database.close();
  }
}

async function timesOf(ask: () => Promise<unknown>): Promise<Times> {
  const taken: number[] = [];
  for (let round = 0; round < REPETITIONS; round += 1) {
    await delay(PAUSE_MS);
    const before = performance.now();
    await ask();
    taken.push(performance.now() - before);
  }
  const rounded = (ms: number) => Math.round(ms * 10) / 10;
  return { p50: rounded(percentile(taken, 0.5)), p95: rounded(percentile(taken, 0.95)) };
}
