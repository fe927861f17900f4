import { sql } from "drizzle-orm";
import { index, integer, pgEnum, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { z } from "zod";
import { taskAnswer } from "#models/tasks/answer.ts";
import { storedJson } from "../stored-json.ts";
import { user } from "./auth.ts";
import { bytea } from "./bytea.ts";
import { run } from "./run.ts";

export const predictionState = pgEnum("prediction_state", ["queued", "finished", "failed"]);

/** One question to a trained network: an example of the validation split by its place, or an input of a person's own. */
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
    /** As the dataset packs one input: bytes of a picture, or of float32 values; null where `validationIndex` names it. */
    pixels: bytea("pixels"),
    state: predictionState("state").notNull().default("queued"),
    answer: storedJson("answer", {
      what: "what a network answered",
      schema: taskAnswer,
      steps: [ofNumbers],
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

/** What was a list of numbers for every task: a probability a class, of which there are two or more, or the value alone. */
function ofNumbers(older: unknown): unknown {
  const numbers = z.array(z.number()).parse(older);
  return numbers.length === 1
    ? { task: "regression", value: numbers[0] }
    : { task: "classification", probabilities: numbers };
}
