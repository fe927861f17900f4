import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { visionAnswer, visionAsk } from "#models/vision/question.ts";
import { storedJson } from "../stored-json.ts";
import { user } from "./auth.ts";
import { bytea } from "./bytea.ts";
import { cohort } from "./cohort.ts";
import { predictionState } from "./prediction.ts";

/** A photograph that a person asks pretrained networks about. Nobody else sees it, and it is deleted after a day. */
export const visionPicture = pgTable(
  "vision_picture",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    ownerId: text("owner_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** As it is seen, turned as its EXIF data says. */
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    mediaType: text("media_type").notNull(),
    /** The same bytes of the same person are the same picture. */
    sha256: text("sha256").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    /** As they came. */
    bytes: bytea("bytes").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("vision_picture_content").on(table.cohortId, table.ownerId, table.sha256),
    index("vision_picture_owner").on(table.ownerId, table.createdAt),
    index("vision_picture_created").on(table.createdAt),
  ],
);

/** One question about a picture; asked again, it is the same question with the same answer. */
export const visionQuestion = pgTable(
  "vision_question",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    pictureId: uuid("picture_id")
      .notNull()
      .references(() => visionPicture.id, { onDelete: "cascade" }),
    ask: storedJson("ask", { what: "what was asked about a picture", schema: visionAsk }).notNull(),
    /** Tells questions apart: a digest of `ask`. */
    askKey: text("ask_key").notNull(),
    state: predictionState("state").notNull().default("queued"),
    answer: storedJson("answer", { what: "what a network found on a picture", schema: visionAnswer }),
    failure: text("failure"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("vision_question_content").on(table.pictureId, table.askKey),
    index("vision_question_queued")
      .on(table.createdAt)
      .where(sql`${table.state} = 'queued'`),
  ],
);
