import { sql } from "drizzle-orm";
import { bigint, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Workers that could not do a job which waits for another worker. Gone when the job has ended. */
export const jobRefusal = pgTable(
  "job_refusal",
  {
    jobId: uuid("job_id").notNull(),
    queue: text("queue").notNull(),
    workerId: text("worker_id").notNull(),
    /** Why, for the learner, if no other worker can do it either: the code of a failure, and its message. */
    code: text("code").notNull(),
    reason: text("reason").notNull(),
    /** How much the worker has of what the job lacks; null where it is not a matter of more or less. */
    room: bigint("room", { mode: "number" }),
    /** When it was first refused. */
    refusedAt: timestamp("refused_at", { withTimezone: true }).notNull().defaultNow(),
    /** Before then it is not the last word: a worker that has just left may be back. */
    countsFrom: timestamp("counts_from", { withTimezone: true })
      .notNull()
      .default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.workerId] })],
);
