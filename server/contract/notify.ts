import { z } from "zod";
import { cohortTopic } from "./socket.ts";

/** The one Postgres channel on which worker and services tell the web processes what has changed. */
export const NOTIFY_CHANNEL = "strata";

/** Kept small: what changed and where to read it, never the thing itself. */
export const notification = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("run"), runId: z.uuid(), seq: z.int() }),
  z.object({ kind: z.literal("progress"), runId: z.uuid(), cohortId: z.uuid() }),
  z.object({ kind: z.literal("cohort"), cohortId: z.uuid(), topic: cohortTopic }),
  z.object({ kind: z.literal("prediction"), runId: z.uuid(), predictionId: z.uuid() }),
  /** To every tab of who asked about a picture. */
  z.object({ kind: z.literal("vision"), userId: z.string(), questionId: z.uuid() }),
  /** To every tab of each of them. */
  z.object({ kind: z.literal("notices"), userIds: z.array(z.string()) }),
  /** To workers: a job waits, claim without waiting for the next poll. */
  z.object({ kind: z.literal("job"), queue: z.string() }),
  /** To the worker that has this in work: somebody wants it paused or cancelled, its row says which. */
  z.object({ kind: z.literal("asked"), subjectId: z.uuid() }),
  /** To every socket of a person whose access has changed. */
  z.object({ kind: z.literal("access"), userId: z.string() }),
]);
export type Notification = z.infer<typeof notification>;
