import { taskTarget } from "#models/tasks/target.ts";
import { z } from "zod";
import { cohortRole } from "#models/cohorts/role.ts";
import { idempotencyKey } from "./idempotency-key.ts";
import { oneLine } from "./one-line.ts";

export * from "#models/cohorts/role.ts";

export const cohortSummary = z.object({
  id: z.uuid(),
  name: z.string(),
  role: cohortRole,
  memberCount: z.int(),
  createdAt: z.iso.datetime(),
  /** Since when nothing new is made in it. */
  archivedAt: z.iso.datetime().nullable(),
});
export type CohortSummary = z.infer<typeof cohortSummary>;

export const cohortName = oneLine.min(1, "A cohort needs a name").max(80);

export const createCohortInput = z.object({ name: cohortName, idempotencyKey });
export type CreateCohortInput = z.infer<typeof createCohortInput>;

export const joinCohortInput = z.object({ code: oneLine.min(1, "Enter the code").max(40), idempotencyKey });
export type JoinCohortInput = z.infer<typeof joinCohortInput>;

/** What instructors have set for a cohort. */
export const cohortSettings = z.object({
  /** The most epochs of a learner's run; null for what any run may have. */
  maxEpochs: z.int().min(1).max(200).nullable(),
  /** Runs of one learner that wait or train at once; null for what anybody may have. */
  maxActiveRuns: z.int().min(1).max(3).nullable(),
  learnersMayAddDatasets: z.boolean(),
});
export type CohortSettings = z.infer<typeof cohortSettings>;

/** What is in a cohort, before it is archived or deleted. */
const cohortContents = z.object({
  members: z.int(),
  designs: z.int(),
  runs: z.int(),
  /** Waiting, training or paused. */
  activeRuns: z.int(),
  /** Trained networks that are kept, and what they take. */
  models: z.int(),
  modelBytes: z.number(),
  datasets: z.int(),
  exercises: z.int(),
  /** That were handed in, with the grades that they have. */
  submissions: z.int(),
});
export type CohortContents = z.infer<typeof cohortContents>;

/** How somebody gets in: by their own account, by the learning platform that has made it, or no more, since that one is gone. */
const memberEntry = z.enum(["own", "platform", "none"]);

const cohortDetails = cohortSummary.extend({
  settings: cohortSettings,
  /** Instructors only. */
  joinCode: z.string().nullable(),
  members: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** The address of their picture. */
      image: z.string().nullable(),
      role: cohortRole,
      joinedAt: z.iso.datetime(),
      /** null for who does not grade here, whose business it is not. */
      entry: memberEntry.nullable(),
      /** Whether a letter reaches them; likewise null. */
      hasAddress: z.boolean().nullable(),
    }),
  ),
});
export type CohortDetails = z.infer<typeof cohortDetails>;

const leaderboardRow = z.object({
  rank: z.int().min(1),
  user: z.object({ id: z.string(), name: z.string() }),
  isMe: z.boolean(),
  runId: z.uuid(),
  runName: z.string(),
  /** See `RankScore`; `TaskDefinition.ranking` says how they are shown. */
  score: z.number(),
  tieBreak: z.number(),
  params: z.int(),
  /** It began from imported weights, and not from fresh ones. */
  isFromWeights: z.boolean(),
  finishedAt: z.iso.datetime(),
});
export type LeaderboardRow = z.infer<typeof leaderboardRow>;

/** A board never mixes datasets, nor versions of one: scores on different images do not compare. */
const leaderboard = z.object({
  datasetId: z.string(),
  datasetTitle: z.string(),
  versionId: z.uuid(),
  versionNumber: z.int(),
  isSynthetic: z.boolean(),
  target: taskTarget,
  /** The competition that hides the scores, and the order with them, until its reveal; null where they are seen. */
  hiddenFor: z.object({ exerciseId: z.uuid(), cohortId: z.uuid(), title: z.string() }).nullable(),
  rows: z.array(leaderboardRow),
});
export type Leaderboard = z.infer<typeof leaderboard>;
