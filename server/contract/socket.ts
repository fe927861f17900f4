import { z } from "zod";
import { MAX_INT4 } from "./int4.ts";
import { PROTOCOL_VERSION } from "./protocol.ts";
import { runEvent, runProgress, type RunEvent, type RunProgress } from "./run.ts";

const version = z.literal(PROTOCOL_VERSION);

// In: what a browser says.
export const watchRun = z.object({ version, runId: z.uuid(), afterSeq: z.int().min(0).max(MAX_INT4) });
export const unwatchRun = z.object({ version, runId: z.uuid() });
/** `readForMs`: what the page shows was read at most so long ago, by a clock that both sides count alike. */
export const watchCohort = z.object({
  version,
  cohortId: z.uuid(),
  readForMs: z.number().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
});
export const unwatchCohort = z.object({ version, cohortId: z.uuid() });

type WatchRun = z.infer<typeof watchRun>;
type UnwatchRun = z.infer<typeof unwatchRun>;
type WatchCohort = z.infer<typeof watchCohort>;
type UnwatchCohort = z.infer<typeof unwatchCohort>;

// Out: what the server says.
export const runEvents = z.object({ version, runId: z.uuid(), events: z.array(runEvent) });
export const runProgressed = z.object({ version, runId: z.uuid(), progress: runProgress });
/** Which part of a cohort's pages is stale; the browser reads it again over tRPC. */
export const cohortTopic = z.enum([
  "runs",
  "leaderboard",
  "designs",
  "members",
  "queue",
  "datasets",
  "imports",
  "exercises",
  "models",
]);
export type CohortTopic = z.infer<typeof cohortTopic>;
const cohortChanged = z.object({ version, cohortId: z.uuid(), topic: cohortTopic });
/** Who of the cohort has a page open now. */
const presence = z.object({ version, cohortId: z.uuid(), userIds: z.array(z.string()) });
/** Whether the server is without its database; what it holds is read again once it is back. */
const databaseState = z.object({ version, isAway: z.boolean() });
/** What a person's bell shows is stale. */
const noticesChanged = z.object({ version });
const visionReady = z.object({ version, questionId: z.uuid() });
const predictionReady = z.object({ version, runId: z.uuid(), predictionId: z.uuid() });

export type SocketError = { code: string; message: string };
export type Ack<T> = { ok: true; data: T } | { ok: false; error: SocketError };

export type ClientToServerEvents = {
  "run:watch": (
    input: WatchRun,
    ack: (reply: Ack<{ events: RunEvent[]; progress: RunProgress | null }>) => void,
  ) => void;
  "run:unwatch": (input: UnwatchRun, ack: (reply: Ack<null>) => void) => void;
  /** `changed`: what has since the page began to read. */
  "cohort:watch": (
    input: WatchCohort,
    ack: (reply: Ack<{ userIds: string[]; changed: CohortTopic[] }>) => void,
  ) => void;
  "cohort:unwatch": (input: UnwatchCohort, ack: (reply: Ack<null>) => void) => void;
};

export type ServerToClientEvents = {
  "run:events": (message: z.infer<typeof runEvents>) => void;
  "run:progressed": (message: z.infer<typeof runProgressed>) => void;
  "cohort:changed": (message: z.infer<typeof cohortChanged>) => void;
  "cohort:presence": (message: z.infer<typeof presence>) => void;
  "server:database": (message: z.infer<typeof databaseState>) => void;
  "prediction:ready": (message: z.infer<typeof predictionReady>) => void;
  "notices:changed": (message: z.infer<typeof noticesChanged>) => void;
  "vision:ready": (message: z.infer<typeof visionReady>) => void;
};
