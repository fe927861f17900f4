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
