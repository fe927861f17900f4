import { z } from "zod";

/** A provider that is not used, and why, in words for people. */
export const refusedProvider = z.object({ provider: z.string(), reason: z.string() });
export type RefusedProvider = z.infer<typeof refusedProvider>;

/** By name: Node and the runtime of the engine. */
export const workerVersions = z.record(z.string(), z.string());
export type WorkerVersions = z.infer<typeof workerVersions>;
