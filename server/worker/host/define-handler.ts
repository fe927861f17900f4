import type { JobDefinition } from "#server/jobs/define-job.ts";
import type { FetchedJob } from "#server/jobs/jobs.ts";
import type { WorkerContext } from "../worker-context.ts";

export type JobInWork = {
  /** What it works on, as others know it: a run, a version of a dataset; null where nobody asks for anything meanwhile. */
  subjectId: string | null;
  /** Somebody wants something of it, such as a pause: look what, now. */
  recheck: () => void;
  /** The worker ends: stop at once, and leave the job to another. */
  giveBack: () => void;
};

export type WorkOptions = {
  /** The job is another worker's now, or nobody's: stop, and write nothing. */
  lost: AbortSignal;
  onStart: (work: JobInWork) => void;
};

type Handler<Payload extends object> = {
  definition: JobDefinition<Payload>;
  /** Works one job off and settles it, as long as it is ours. The host keeps it ours meanwhile. */
  work: (context: WorkerContext, job: FetchedJob<Payload>, options: WorkOptions) => Promise<void>;
  /** Now and then: what of this kind was lost or left behind, each with what to say where it cannot be done. */
  tidy?: (context: WorkerContext) => readonly (readonly [work: Promise<unknown>, complaint: string])[];
  /** At the start: has what workers held that are known to be dead taken up at once. @param lives the ends of their ids. */
  takeUp?: (context: WorkerContext, lives: readonly string[]) => Promise<unknown>;
};

type Fetched = { job: FetchedJob<unknown>; work: (options: WorkOptions) => Promise<void> };

/** What a worker knows of a kind of job, whatever its payload is. */
export type JobHandler = {
  definition: JobDefinition;
  fetch: (context: WorkerContext) => Promise<Fetched | null>;
} & Pick<Handler<object>, "tidy" | "takeUp">;

export function defineHandler<Payload extends object>(handler: Handler<Payload>): JobHandler {
  const { definition, work, ...rest } = handler;
  return {
    ...rest,
    definition,
    async fetch(context) {
      const job = await context.jobs.fetch(definition, { except: context.leftToOthers.list() });
      return job === null ? null : { job, work: (options) => work(context, job, options) };
    },
  };
}
