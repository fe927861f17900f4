import { pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { editTrace } from "#models/competition/edit-trace.ts";
import { weightSketch, type WeightSketch } from "#models/competition/weight-sketch.ts";
import { storedJson } from "../stored-json.ts";
import { competitionEntry } from "./competition.ts";

/** What is kept of a competition's entry to hold it against others, though its weights or its design go. For who teaches alone. */
export const entryTrait = pgTable("entry_trait", {
  submissionId: uuid("submission_id")
    .primaryKey()
    .references(() => competitionEntry.submissionId, { onDelete: "cascade" }),
  /** Of the network that it was made of. */
  weightsSha256: text("weights_sha256").notNull(),
  /** null where its weights could not be read. */
  sketch: storedJson<WeightSketch | null>("sketch", {
    what: "the weights of this entry in short",
    schema: weightSketch,
    otherwise: null,
  }),
  trace: storedJson("trace", {
    what: "how the design of this entry was edited",
    schema: editTrace,
    otherwise: [],
  }).notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});
