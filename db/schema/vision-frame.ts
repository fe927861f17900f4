import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { visionAnswer } from "#models/vision/question.ts";
import { storedJson } from "../stored-json.ts";
import { user } from "./auth.ts";
import { bytea } from "./bytea.ts";
import { cohort } from "./cohort.ts";
import { predictionState } from "./prediction.ts";

/**
 * A frame of a person's camera or video that a network is asked about, for some seconds. Its id is its job's. The table is
 * not logged: what a crash takes is old by then.
 */
export const visionFrame = pgTable(
  "vision_frame",
  {
    id: uuid("id").primaryKey(),
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    ownerId: text("owner_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    model: text("model").notNull(),
    bytes: bytea("bytes").notNull(),
    state: predictionState("state").notNull().default("queued"),
    /** Since when a worker is at it; null while it waits and a newer one may take its place. */
    startedAt: timestamp("started_at", { withTimezone: true }),
    answer: storedJson("answer", { what: "what a network found on a frame", schema: visionAnswer }),
    failure: text("failure"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("vision_frame_owner").on(table.ownerId),
    index("vision_frame_created").on(table.createdAt),
  ],
);
