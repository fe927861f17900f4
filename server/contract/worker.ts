import { z } from "zod";

/** What a worker can train with: a provider of the `onnx` engine, or the `tfjs` engine. */
export const ENGINE_NAMES = ["cuda", "webgpu", "tfjs", "cpu"] as const;
export const engineName = z.enum(ENGINE_NAMES);
export type EngineName = z.infer<typeof engineName>;

/** A provider that is not used, and why, in words for people. */
export const refusedProvider = z.object({ provider: z.string(), reason: z.string() });
export type RefusedProvider = z.infer<typeof refusedProvider>;

/** By name: Node and the runtime of the engine. */
export const workerVersions = z.record(z.string(), z.string());
export type WorkerVersions = z.infer<typeof workerVersions>;

/** A worker as a cohort sees it. */
export type WorkerInfo = {
  id: string;
  hostname: string;
  engine: string;
  /** What it computes on; null, as all up to `versions`, until the worker has measured itself. */
  provider: string | null;
  device: string | null;
  memoryBytes: number | null;
  imagesPerSecond: number | null;
  versions: WorkerVersions | null;
  refused: readonly RefusedProvider[];
  startedAt: string;
  seenAt: string;
  isAlive: boolean;
  isBusy: boolean;
  /** The run it trains, where that is one of this cohort. */
  runId: string | null;
};
