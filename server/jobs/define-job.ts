import type { QueueOptions } from "pg-boss";
import type { z } from "zod";

/**
 * How a job is worked off: `training` has a process a job, `inference` a resident one that answers many, `scoring` another
 * for what a whole class waits for, `background` one job at a time; these two let everybody else go first. `post` has no process:
 * it waits for other sites.
 */
export const LANES = ["training", "inference", "scoring", "background", "post"] as const;
export type Lane = (typeof LANES)[number];

/**
 * What a worker must have before it fetches such a job: room on its `disk`, an `engine` that computes right values. What
 * takes `memory` takes all that there is: meanwhile the worker has no room to offer.
 */
export type Need = "disk" | "engine" | "memory";

export type JobDefinition<Payload extends object = object> = {
  queue: string;
  /** Ids only, so that a job can never disagree with the database. */
  payload: z.ZodType<Payload>;
  lane: Lane;
  needs: readonly Need[];
  options: QueueOptions;
};

export function defineJob<Payload extends object>(
  definition: JobDefinition<Payload>,
): JobDefinition<Payload> {
  return definition;
}
