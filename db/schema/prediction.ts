import { sql } from "drizzle-orm";
import { customType, index, integer, pgEnum, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { z } from "zod";
import { storedJson } from "../stored-json.ts";
import { user } from "./auth.ts";
import { run } from "./run.ts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const predictionState = pgEnum("prediction_state", ["queued", "finished", "failed"]);

/** One question to a trained network: a validation tile by index, or an uploaded picture already cut to size. */
export const prediction = pgTable(
  "prediction",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    runId: uuid("run_id")
      .notNull()
      .references(() => run.id, { onDelete: "cascade" }),
    askedBy: text("asked_by")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    validationIndex: integer("validation_index"),
    /** Raw RGB bytes of the dataset's height x width x 3; null where `validationIndex` names the tile. */
    pixels: bytea("pixels"),
    state: predictionState("state").notNull().default("queued"),
    /** One probability a class, in the dataset's class order. */
    probabilities: storedJson("probabilities", {
      what: "what a network answered",
      schema: z.array(z.number()),
    }),
    failure: text("failure"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("prediction_run").on(table.runId),
    // Workers look for lost ones every few seconds; nearly all are answered.
    index("prediction_queued")
      .on(table.createdAt)
      .where(sql`${table.state} = 'queued'`),
  ],
);
