import type { QueueOptions } from "pg-boss";
import type { z } from "zod";

export type JobDefinition<Payload extends object = object> = {
  queue: string;
  payload: z.ZodType<Payload>;
  options: QueueOptions;
};

export function defineJob<Payload extends object>(
  definition: JobDefinition<Payload>,
): JobDefinition<Payload> {
  return definition;
}
