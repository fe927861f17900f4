import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addMember, createCohortOf, createDesignOf, presetGraph } from "#db/testing/factories.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { eventually } from "#models/testing/eventually.ts";
import { DEFAULT_HYPER_PARAMETERS, type HyperParameters } from "#models/training/hyper-parameters.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { ROOT } from "#server/platform/paths.ts";
import { getRun } from "#server/services/run/get.ts";
import { startRun } from "#server/services/run/start.ts";
import { createTestSite, type TestSite, type Visitor } from "#server/web/testing/test-site.ts";
import { buildBundles, isAlive, startWorkerProcess, type WorkerProcess } from "./worker-process.ts";

export type Lab = {
  site: TestSite;
  learner: Visitor;
  cohortId: string;
  worker: (extra?: Record<string, string>, nodeOptions?: readonly string[]) => Promise<WorkerProcess>;
  /** Ends the workers that a test has started. */
  endWorkers: () => Promise<void>;
  train: (hyperParameters?: Partial<HyperParameters>, graph?: ModelGraph) => Promise<string>;
  /** Whichever child trains will stop once it has told of this epoch, and so be never too fast for what follows; none where null. */
  holdAfter: (epoch: number | null) => Promise<void>;
  /** Lets the children of this worker go on, and holds none any more. */
  letGo: (holder: WorkerProcess) => Promise<void>;
  /** The run as soon as `isThere` holds; looked at so seldom that the looking does not hold the training up. */
  runWhen: (runId: string, isThere: (run: RunDetails) => boolean) => Promise<RunDetails>;
  close: () => Promise<void>;
};

const OVER = new Set<RunDetails["state"]>(["finished", "failed", "cancelled"]);

/** A site, a learner in a cohort, and real workers. */
export async function createLab(tiles: number, extra: Record<string, string> = {}): Promise<Lab> {
  await buildBundles();
  const site = await createTestSite({ tiles, extra });
  const { db } = site.web.deps;
  const learner = await site.signUp();
  const { cohortId } = await createCohortOf(db);
  await addMember(db, cohortId, "learner", learner.ctx.actor);
  const workers: WorkerProcess[] = [];
  const holdFile = join(site.home, "hold-after");
  const probe = JSON.stringify(join(ROOT, "server/worker/testing/hold-probe.cjs"));

  async function endWorkers(): Promise<void> {
    await Promise.all(workers.splice(0).map((each) => each.end("SIGKILL")));
    await holdAfter(null);
  }

  async function holdAfter(epoch: number | null): Promise<void> {
    await (epoch === null ? rm(holdFile, { force: true }) : writeFile(holdFile, String(epoch)));
  }

  return {
    site,
    learner,
    cohortId,
    endWorkers,
    async worker(ownExtra = {}, nodeOptions = []) {
      const environment = {
        STRATA_HOLD_FILE: holdFile,
        ...extra,
        ...ownExtra,
        NODE_OPTIONS: `--require ${probe} ${ownExtra["NODE_OPTIONS"] ?? ""}`,
      };
      const started = await startWorkerProcess(site.environment, environment, nodeOptions);
      workers.push(started);
      return started;
    },
    async train(hyperParameters = {}, graph = presetGraph()) {
      const design = await createDesignOf(db, { cohortId, ownerId: learner.id }, { graph });
      const { id } = await startRun(learner.ctx, {
        cohortId,
        designId: design.id,
        revision: design.revision,
        hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, ...hyperParameters },
      });
      return id;
    },
    holdAfter,
    async letGo(holder) {
      await holdAfter(null);
      const children = await holder.children();
      for (const pid of children.filter(isAlive)) process.kill(pid, "SIGCONT");
    },
    async runWhen(runId, isThere) {
      const run = await eventually(
        async () => {
          const now = await getRun(learner.ctx, runId);
          if (!isThere(now) && !OVER.has(now.state)) throw new Error(`The run is ${now.state}`);
          return now;
        },
        { everyMs: 100 },
      );
      if (!isThere(run)) throw new Error(`The run is ${run.state}: ${run.failure?.message ?? ""}`);
      return run;
    },
    async close() {
      await endWorkers();
      await site.close();
    },
  };
}
