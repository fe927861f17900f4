import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import { z } from "zod";
import type { Queryable } from "#db/client.ts";
import type { JobDefinition } from "./define-job.ts";
import { JOB_DEFINITIONS } from "./registry.ts";
import { watchLeases } from "./watch-leases.ts";

/** A job in a worker's hands. `attempt` counts from 1; with `id` it is the claim on the job. */
export type FetchedJob<Payload> = {
  id: string;
  queue: string;
  attempt: number;
  /** How often it is fetched again if it is not completed. */
  retriesLeft: number;
  payload: Payload;
};

export type ClaimedJob = Pick<FetchedJob<unknown>, "id" | "queue" | "attempt">;

type EnqueueOptions = {
  /** The job's id where the caller needs it before the job exists. */
  id?: string;
  /** Higher is fetched first; 0 where nothing is said. */
  priority?: number;
  /** Attempts that count already; the first of this job is the one after. */
  attemptsBefore?: number;
};

export type Jobs = {
  /** How long a holder may not be heard of before its job is another's. */
  leaseMs: number;
  /** The job exists when, and only when, the caller's transaction commits. */
  enqueue: <Payload extends object>(
    tx: Queryable,
    definition: JobDefinition<Payload>,
    payload: Payload,
    options?: EnqueueOptions,
  ) => Promise<void>;
  /** Takes a job that nobody has fetched yet out of the queue. */
  cancel: (tx: Queryable, definition: JobDefinition, id: string) => Promise<void>;
  /** The next job, which the caller now holds until its heartbeat stops. Null where none waits. */
  fetch: <Payload extends object>(
    definition: JobDefinition<Payload>,
    options?: {
      /** Jobs that are left to others. */
      except?: readonly string[];
    },
  ) => Promise<FetchedJob<Payload> | null>;
  /** Call it several times in a lease. False: the claim has lapsed and the job is another's. */
  heartbeat: (job: ClaimedJob) => Promise<boolean>;
  /** False where the claim has lapsed. */
  complete: (job: ClaimedJob, tx?: Queryable) => Promise<boolean>;
  /** As `fail`, without using up a retry: nothing was wrong with the job. */
  giveBack: (job: ClaimedJob, tx: Queryable) => Promise<boolean>;
  /** As if it had never been fetched, and so that a fetch may leave it out. False where the claim has lapsed. */
  leaveToOthers: (job: ClaimedJob, tx: Queryable) => Promise<boolean>;
  /** Gives the job back, to be fetched again until its retries are used up. False where the claim has lapsed. */
  fail: (job: ClaimedJob, reason: string, tx?: Queryable) => Promise<boolean>;
  /** Leaves a job that is held as many retries as a new one has: what it was tried for before was not in vain. */
  renewRetries: (job: ClaimedJob) => Promise<void>;
  stop: () => Promise<void>;
};

type JobsOptions = {
  databaseUrl: string;
  onError: (error: Error) => void;
  /** Looks for jobs whose worker has gone quiet. Every process of one database may do so, one is enough. */
  isSupervisor?: boolean;
  leaseSeconds?: number;
  maxConnections?: number;
};

/** For what takes longer than a job may at all, and for what ended long ago. */
const SUPERVISE_SECONDS = 30;
const LEASE_SECONDS = 10;

const quietJobs = z.array(z.object({ name: z.string(), id: z.string(), retryCount: z.int() }));
/** None while the database is back for less than a lease: nobody could be heard before. */
const QUIET = `
  select name, id, retry_count as "retryCount" from pgboss.job
  where state = 'active' and name in (${JOB_DEFINITIONS.map(({ queue }) => `'${queue}'`).join(", ")})
    and greatest(heartbeat_on, started_on) < now() - make_interval(secs => $1)
    and pg_postmaster_start_time() < now() - make_interval(secs => $1)`;

// pg-boss's types keep this count to themselves.
const commandResponse = z.object({ affected: z.number() });
const isAffected = (response: object) => commandResponse.parse(response).affected > 0;

/** Connects to the queue and makes its tables and queues where they are missing. */
export async function createJobs(options: JobsOptions): Promise<Jobs> {
  const { leaseSeconds = LEASE_SECONDS, isSupervisor = true } = options;
  const boss = new PgBoss({
    connectionString: options.databaseUrl,
    application_name: "strata-jobs",
    max: options.maxConnections ?? 3,
    schedule: false,
    supervise: isSupervisor,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on("error", options.onError);
  await boss.start();
  for (const { queue, options: queueOptions } of JOB_DEFINITIONS) {
    await boss.createQueue(queue, queueOptions);
    // pg-boss would hold an outage of the database against whoever was not heard in it.
    await boss.updateQueue(queue, { ...queueOptions, heartbeatSeconds: null });
  }

  const within = (tx: Queryable | undefined) => (tx === undefined ? {} : { db: fromDrizzle(tx, sql) });
  const attemptOf = ({ id, attempt }: ClaimedJob) => ({ id, retryCount: attempt - 1 });

  const leaseMs = leaseSeconds * 1_000;
  const endWatch = isSupervisor
    ? watchLeases({
        leaseMs,
        onError: options.onError,
        findQuiet: async () => quietJobs.parse((await boss.getDb().executeSql(QUIET, [leaseSeconds])).rows),
        release: ({ name, id, retryCount }) =>
          boss.fail(name, { id, retryCount }, { reason: "its worker was not heard of" }),
      })
    : async () => undefined;

  return {
    leaseMs,
    async enqueue(tx, definition, payload, { id, priority, attemptsBefore = 0 } = {}) {
      const sent = await boss.send(definition.queue, definition.payload.parse(payload), {
        ...(id === undefined ? {} : { id }),
        ...(priority === undefined ? {} : { priority }),
        db: fromDrizzle(tx, sql),
      });
      if (sent === null) throw new Error(`The queue ${definition.queue} did not take a job`);
      if (attemptsBefore > 0) {
        await tx.execute(sql`
          update pgboss.job set retry_count = ${attemptsBefore}, retry_limit = retry_limit + ${attemptsBefore}
          where name = ${definition.queue} and id = ${sent}`);
      }
    },
    async cancel(tx, definition, id) {
      await boss.cancel(definition.queue, id, { db: fromDrizzle(tx, sql) });
    },
    async fetch(definition, { except = [] } = {}) {
      const [job] = await boss.fetch(definition.queue, {
        batchSize: 1,
        includeMetadata: true,
        ignoreGroups: [...except],
      });
      if (job === undefined) return null;
      const payload = definition.payload.parse(job.data);
      const { id, retryCount, retryLimit } = job;
      return {
        id,
        queue: definition.queue,
        attempt: retryCount + 1,
        retriesLeft: retryLimit - retryCount,
        payload,
      };
    },
    async heartbeat(job) {
      return isAffected(await boss.touch(job.queue, attemptOf(job)));
    },
    async complete(job, tx) {
      return isAffected(await boss.complete(job.queue, attemptOf(job), null, within(tx)));
    },
    async giveBack(job, tx) {
      await tx.execute(sql`
        update pgboss.job set retry_limit = retry_limit + 1
        where name = ${job.queue} and id = ${job.id} and state = 'active' and retry_count = ${job.attempt - 1}`);
      const reason = { reason: "the worker ended in order" };
      return isAffected(await boss.fail(job.queue, attemptOf(job), reason, within(tx)));
    },
    async leaveToOthers(job, tx) {
      // A group of its own is what a fetch can leave out. Never started, its next claim is the same attempt.
      const { rows } = await tx.execute(sql`
        update pgboss.job set
          state = case retry_count when 0 then 'created' else 'retry' end::pgboss.job_state,
          started_on = null, heartbeat_on = null, group_id = id::text
        where name = ${job.queue} and id = ${job.id} and state = 'active' and retry_count = ${job.attempt - 1}
        returning id`);
      return rows.length > 0;
    },
    async fail(job, reason, tx) {
      return isAffected(await boss.fail(job.queue, attemptOf(job), { reason }, within(tx)));
    },
    async renewRetries(job) {
      const retryLimit = JOB_DEFINITIONS.find(({ queue }) => queue === job.queue)?.options.retryLimit ?? 0;
      await boss.getDb().executeSql(
        `update pgboss.job set retry_limit = retry_count + $1
         where name = $2 and id = $3 and state = 'active' and retry_count = $4`,
        [retryLimit, job.queue, job.id, job.attempt - 1],
      );
    },
    async stop() {
      await endWatch();
      await boss.stop({ graceful: true, close: true, timeout: 5_000 });
    },
  };
}
