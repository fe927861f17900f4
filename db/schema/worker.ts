import { bigint, boolean, doublePrecision, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { z } from "zod";
import { refusedProvider, workerVersions, type WorkerVersions } from "#models/workers/worker.ts";
import { storedJson } from "../stored-json.ts";

/** A worker process that is, or was, alive. What it has not found out yet is null. */
export const worker = pgTable("worker", {
  id: text("id").primaryKey(),
  hostname: text("hostname").notNull(),
  /** `onnx` or `tfjs`. */
  engine: text("engine").notNull(),
  /** What the engine computes on: `cpu`, `webgpu`, `cuda`, or the package of TensorFlow.js. */
  provider: text("provider"),
  device: text("device"),
  /** Of the device: a GPU's own, or the machine's as far as this process may use it. */
  memoryBytes: bigint("memory_bytes", { mode: "number" }),
  /** Main memory that a training process may take there now. */
  trainingMemoryBytes: bigint("training_memory_bytes", { mode: "number" }),
  /** Training lecture-cnn, batch 32. */
  imagesPerSecond: doublePrecision("images_per_second"),
  versions: storedJson<WorkerVersions | null>("versions", {
    what: "the versions of a worker",
    schema: workerVersions,
    otherwise: null,
  }),
  /** What is here and is not used, and why. */
  refused: storedJson("refused", {
    what: "what a worker refused",
    schema: z.array(refusedProvider),
    otherwise: [],
  })
    .notNull()
    .default([]),
  /** Its disk has less than its reserve: it fetches no training. */
  isDiskFull: boolean("is_disk_full").notNull().default(false),
  startedAt: timestamp("started_at", { withTimezone: true }).notNull().defaultNow(),
  seenAt: timestamp("seen_at", { withTimezone: true }).notNull().defaultNow(),
});
