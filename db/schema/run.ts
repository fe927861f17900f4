import { sql } from "drizzle-orm";
import { z } from "zod";
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
  type AnyPgColumn,
} from "drizzle-orm/pg-core";
import { anyEvaluation, anyMistake } from "#models/tasks/evaluation.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { runEventBody } from "#models/runs/run-event.ts";
import {
  runFailure,
  runPausePoint,
  runProgress,
  type RunFailure,
  type RunProgress,
} from "#models/runs/run-state.ts";
import { computedBy, type ComputedBy } from "#models/records/run-record.ts";
import { unitActivity, type UnitActivity } from "#models/runs/unit-activity.ts";
import { stepCurve } from "#models/runs/stored-curve.ts";
import { startingPoint, type StartingPoint } from "#models/weights/starting-point.ts";
import { storedJson } from "../stored-json.ts";
import { user } from "./auth.ts";
import { cohort } from "./cohort.ts";
import { dataset, datasetVersion } from "./dataset.ts";
import { design } from "./design.ts";
import { graphColumn } from "./graph-column.ts";
import { weights } from "./weights.ts";

export const runState = pgEnum("run_state", [
  "queued",
  "running",
  "paused",
  "finished",
  "failed",
  "cancelled",
]);

/** One training of one network. The graph is a snapshot: later edits of the design do not touch it. */
export const run = pgTable(
  "run",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    startedBy: text("started_by")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    designId: uuid("design_id").references(() => design.id, { onDelete: "set null" }),
    name: text("name").notNull(),
    graph: graphColumn("graph").notNull(),
    hyperParameters: storedJson("hyper_parameters", {
      what: "how this run trains",
      schema: hyperParameters,
    }).notNull(),
    datasetId: text("dataset_id")
      .notNull()
      .references(() => dataset.id),
    /** The very files that it trains on. */
    datasetVersionId: uuid("dataset_version_id")
      .notNull()
      .references(() => datasetVersion.id),
    /** What it starts from, for as long as it may have to be begun again; null for fresh weights. */
    weightsId: uuid("weights_id").references(() => weights.id, { onDelete: "set null" }),
    /** The same in words for people, which stay. */
    startedFrom: storedJson<StartingPoint | null>("started_from", {
      what: "what this run started from",
      schema: startingPoint,
      otherwise: null,
    }),
    /** The run whose network this one trains from random weights, to be held against it. */
    twinOf: uuid("twin_of").references((): AnyPgColumn => run.id, { onDelete: "set null" }),
    params: integer("params").notNull(),
    macs: bigint("macs", { mode: "number" }).notNull(),
    /** What its training process was thought to take at most, and what it took; null where that is not known. */
    estimatedMemoryBytes: bigint("estimated_memory_bytes", { mode: "number" }),
    peakMemoryBytes: bigint("peak_memory_bytes", { mode: "number" }),
    state: runState("state").notNull().default("queued"),
    /** The queue's job. With `attempt` it is the lease: only its holder may write. */
    jobId: uuid("job_id").notNull(),
    attempt: integer("attempt").notNull().default(0),
    workerId: text("worker_id"),
    /** What computed it, as its worker told of itself at the end; null until then, and for runs of older releases. */
    computedBy: storedJson<ComputedBy | null>("computed_by", {
      what: "what this run was computed by",
      schema: computedBy,
      otherwise: null,
    }),
    cancelRequestedAt: timestamp("cancel_requested_at", { withTimezone: true }),
    pauseRequestedAt: timestamp("pause_requested_at", { withTimezone: true }),
    /** Where it was last paused; kept when it goes on, so that no worker begins it anew unasked. */
    pausePoint: storedJson("pause_point", {
      what: "where this run was paused",
      schema: runPausePoint,
      // It can be started anew.
      otherwise: { epoch: 1, step: 0, steps: null, isCheckpointLost: true },
    }),
    /** The `seq` of the newest row in run_event. */
    lastSeq: integer("last_seq").notNull().default(0),
    /** Newest progress within the epoch; replaced, never a history. */
    progress: storedJson<RunProgress | null>("progress", {
      what: "how far this run is",
      schema: runProgress,
      otherwise: null,
    }),
    failure: storedJson<RunFailure>("failure", {
      what: "why this run failed",
      schema: runFailure,
      otherwise: {
        code: "INTERNAL",
        message: "Why it failed was written down by another version of Strata.",
      },
    }),
    /** Its model stays whatever the limits of kept models say. */
    isKept: boolean("is_kept").notNull().default(false),
    /** Whose limit its model was dropped for; null while it was not. */
    modelDroppedFor: text("model_dropped_for", { enum: ["person", "cohort"] }),
    bestEpoch: integer("best_epoch"),
    /** See `RankScore`: a board orders by the first, then by the second, higher first. */
    score: doublePrecision("score"),
    tieBreak: doublePrecision("tie_break"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp("started_at", { withTimezone: true }),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
  },
  (table) => [
    index("run_weights").on(table.weightsId),
    // One twin, and another only where that came to nothing.
    uniqueIndex("run_twin")
      .on(table.twinOf)
      .where(sql`${table.state} not in ('failed', 'cancelled')`),
    index("run_twin_of").on(table.twinOf, table.createdAt),
    index("run_cohort_created").on(table.cohortId, table.createdAt, table.id),
    index("run_own_created").on(table.cohortId, table.startedBy, table.createdAt, table.id),
    // A person's best run is the first of theirs in it: the order and the condition are the leaderboard's.
    index("run_best")
      .on(
        table.cohortId,
        table.datasetVersionId,
        table.startedBy,
        table.score.desc().nullsFirst(),
        table.tieBreak.desc().nullsFirst(),
        table.params,
        table.finishedAt,
        table.id,
      )
      .where(
        sql`${table.state} = 'finished' and ${table.score} > '-infinity' and ${table.score} < 'infinity' and ${table.tieBreak} > '-infinity' and ${table.tieBreak} < 'infinity'`,
      ),
    index("run_dataset_version").on(table.datasetVersionId),
    index("run_state").on(table.state, table.createdAt),
    index("run_design").on(table.designId, table.createdAt, table.id),
  ],
);

/** A run's history, numbered from 1 without gaps. A browser resumes from the last `seq` it saw. */
export const runEvent = pgTable(
  "run_event",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => run.id, { onDelete: "cascade" }),
    seq: integer("seq").notNull(),
    body: storedJson("body", { what: "the history of this run", schema: runEventBody }).notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.seq] })],
);

export const runEvaluation = pgTable("run_evaluation", {
  runId: uuid("run_id")
    .primaryKey()
    .references(() => run.id, { onDelete: "cascade" }),
  test: storedJson("test", { what: "the test scores of this run", schema: anyEvaluation }).notNull(),
  validation: storedJson("validation", {
    what: "the validation scores of this run",
    schema: anyEvaluation,
  }).notNull(),
  mistakes: storedJson("mistakes", {
    what: "the mistakes of this run",
    schema: z.array(anyMistake),
  }).notNull(),
  activity: storedJson<UnitActivity | null>("activity", {
    what: "what the units of this run's network do",
    schema: unitActivity,
    otherwise: null,
  }),
});

/** A run's steps as a thinned curve, written over every other second while it trains: see docs/decisions/0020. */
export const runCurve = pgTable("run_curve", {
  runId: uuid("run_id")
    .primaryKey()
    .references(() => run.id, { onDelete: "cascade" }),
  curve: storedJson("curve", {
    what: "the curve of this run",
    schema: stepCurve,
    // The epochs' own numbers draw one as well.
    otherwise: { steps: 1, width: 1, points: [] },
  }).notNull(),
});
