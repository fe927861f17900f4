import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { z } from "zod";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { DEMO_PASSWORD } from "#models/cohorts/demo-password.ts";
import { signIn, type Person } from "../bench/person.ts";
import { startProduct } from "../bench/product.ts";
import { smallEurosat } from "../bench/small-eurosat.ts";
import { percentile } from "../bench/statistics.ts";
import { auditRun, repeatedEpochs } from "../soak/audit-run.ts";
import { persist } from "../soak/persist.ts";

export type KillsReport = {
  kills: number;
  runs: number;
  killToClaimSeconds: { p50: number; p99: number; max: number };
  /** Epochs that a later attempt had to do again. */
  repeatedEpochs: number;
  /** Whatever is not as promised; empty is good. */
  problems: string[];
};

type KillsContext = { kills: number; say: (text: string) => void; signal: AbortSignal };

const EPOCHS = 200;
/** Kills come at any moment of a worker's first seconds at the run. */
const LONGEST_WAIT_MS = 2_000;
/**
 * So many follow each other before an epoch is waited for: a run that gets nowhere in four attempts is given up, since it
 * may be what kills its workers.
 */
const IN_A_ROW = 2;
const POLL_MS = 20;
/** A claim that has not come by then never will. */
const LOST_MS = 120_000;
const SAY_EVERY = 10;
const held = z.object({ state: z.string(), attempt: z.int(), workerId: z.string().nullable() });

/** Kills the worker of a product of its own so many times, then looks at the histories. */
export async function runKills({ kills, say, signal }: KillsContext): Promise<KillsReport> {
  const product = await startProduct({ options: { zip: smallEurosat() }, say, signal });
  try {
    // Joins the server that runs there, and so leaves it running.
    const { url } = await startEmbeddedPostgres({ home: product.home });
    const client = new Client({ connectionString: url, application_name: "strata-kills" });
    await client.connect();
    try {
      const person = await signIn(product.url, { email: "learner1@strata.local", password: DEMO_PASSWORD });
      return await killAll({ kills, say, signal }, { person, client });
    } finally {
      await client.end();
    }
  } finally {
    say("stopping Strata");
    await product.stop();
  }
}

async function killAll(
  { kills, say, signal }: KillsContext,
  { person, client }: { person: Person; client: Client },
): Promise<KillsReport> {
  const [cohort] = await person.api.cohort.list.query();
  if (cohort === undefined) throw new Error("The demo learner has no cohort");
  const design = await person.api.design.create.mutate({
    cohortId: cohort.id,
    name: "Kills",
    presetId: "tiny-cnn",
  });

  async function look(runId: string) {
    const { rows } = await client.query(
      'select state, attempt, worker_id as "workerId" from run where id = $1',
      [runId],
    );
    return held.parse(rows[0]);
  }

  async function hasEpoch(runId: string, attempt: number): Promise<boolean> {
    const { rowCount } = await client.query(
      "select 1 from run_event where run_id = $1 and body ->> 'kind' = 'epoch' and (body ->> 'attempt')::int = $2 limit 1",
      [runId, attempt],
    );
    return rowCount !== 0;
  }

  /** Until the attempt has finished an epoch, or is over. */
  async function untilEpoch(runId: string, { attempt }: z.infer<typeof held>): Promise<void> {
    const deadline = performance.now() + LOST_MS;
    while (!(await hasEpoch(runId, attempt)) && (await look(runId)).attempt === attempt) {
      if (performance.now() > deadline) throw new Error(`Run ${runId} finishes no epoch`);
      await delay(POLL_MS, undefined, { signal });
    }
  }

  async function claimedAfter(runId: string, attempt: number): Promise<z.infer<typeof held>> {
    const deadline = performance.now() + LOST_MS;
    for (;;) {
      const now = await look(runId);
      if (now.attempt > attempt || now.state === "finished") return now;
      if (now.state !== "running" && now.state !== "queued") throw new Error(`Run ${runId} is ${now.state}`);
      if (performance.now() > deadline) throw new Error(`Nobody claimed run ${runId}`);
      await delay(POLL_MS, undefined, { signal });
    }
  }

  async function start(seed: number): Promise<string> {
    const started = await persist(
      () =>
        person.api.run.start.mutate({
          cohortId: cohort?.id ?? "",
          designId: design.id,
          revision: design.revision,
          hyperParameters: hyperParameters.parse({ epochs: EPOCHS, seed }),
        }),
      signal,
    );
    return started.id;
  }

  const seconds: number[] = [];
  const runs: string[] = [];
  const problems: string[] = [];
  while (seconds.length < kills && !signal.aborted) {
    const runId = await start(runs.length + 1);
    runs.push(runId);
    let now = await claimedAfter(runId, 0);
    let inARow = 0;
    while (now.state === "running" && seconds.length < kills && !signal.aborted) {
      inARow = (inARow + 1) % (IN_A_ROW + 1);
      if (inARow === 0) await untilEpoch(runId, now);
      await delay(Math.random() * LONGEST_WAIT_MS, undefined, { signal });
      now = await look(runId);
      const pid = Number(now.workerId?.split("-").at(-2));
      if (now.state !== "running" || !Number.isInteger(pid)) break;
      process.kill(pid, "SIGKILL");
      const killedAt = performance.now();
      const { attempt } = now;
      try {
        now = await claimedAfter(runId, attempt);
      } catch (error) {
        if (!signal.aborted) problems.push(String(error));
        break;
      }
      // It may have ended under the very attempt that was killed.
      if (now.attempt === attempt) continue;
      seconds.push((performance.now() - killedAt) / 1_000);
      if (seconds.length % SAY_EVERY === 0) say(`${seconds.length} kills, ${runs.length} runs`);
    }
  }
  let repeated = 0;
  for (const runId of runs) {
    const run = await endOf(person, runId);
    repeated += repeatedEpochs(run.events);
    problems.push(...auditRun(run).map((problem) => `${runId}: ${problem}`));
  }
  const rounded = (value: number) => Math.round(value * 100) / 100;
  return {
    kills: seconds.length,
    runs: runs.length,
    killToClaimSeconds: {
      p50: rounded(percentile(seconds, 0.5)),
      p99: rounded(percentile(seconds, 0.99)),
      max: rounded(Math.max(...seconds)),
    },
    repeatedEpochs: repeated,
    problems,
  };
}

/** The last run is cut short: its history is to be whole all the same. */
async function endOf({ api }: Person, runId: string) {
  const signal = AbortSignal.timeout(LOST_MS);
  for (;;) {
    const run = await persist(() => api.run.get.query({ runId }), signal);
    if (run.state === "finished" || run.state === "cancelled" || run.state === "failed") return run;
    await persist(() => api.run.cancel.mutate({ runId }), signal);
    await delay(1_000, undefined, { signal });
  }
}

export function formatKills({ kills, runs, killToClaimSeconds, ...rest }: KillsReport): string {
  const { p50, p99, max } = killToClaimSeconds;
  return [
    `${kills} kills of the worker in ${runs} runs`,
    `from the kill to the next claim: p50 ${p50} s, p99 ${p99} s, at most ${max} s`,
    `epochs done again: ${rest.repeatedEpochs}`,
    ...(rest.problems.length === 0 ? ["every history is whole"] : rest.problems),
    "",
  ].join("\n");
}
