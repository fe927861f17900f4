import { bigint, pgEnum, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { run } from "./run.ts";

export const artifactKind = pgEnum("artifact_kind", ["onnx", "safetensors"]);

/** A file that a run left behind. The bytes lie in the artifact store under `storageKey`. */
export const artifact = pgTable(
  "artifact",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => run.id, { onDelete: "cascade" }),
    kind: artifactKind("kind").notNull(),
    storageKey: text("storage_key").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    sha256: text("sha256").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.kind] })],
);
