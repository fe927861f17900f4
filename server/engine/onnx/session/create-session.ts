import { InferenceSession } from "onnxruntime-node";
import type { Provider, Target } from "./target.ts";

export type SessionSettings = {
  threads: number;
  /** What the graph was built for; the CPU where none is named. */
  target?: Target;
  /** Outputs that stay on the device. */
  staying?: readonly string[];
  /** Threads sleep while they have nothing to do, for short work beside that of others. */
  isSleepy?: boolean;
};

/**
 * Options take effect on the provider's own entry alone, not in `extra`. WebGPU trained 1.1 to 7.6 times as fast on a card
 * with ONNX's own layout, where no step turns images around, and with buffers kept by their size: see docs/gpu.md.
 */
const PROVIDER_OPTIONS: Readonly<Record<Provider, InferenceSession.ExecutionProviderConfig>> = {
  cpu: "cpu",
  webgpu: { name: "webgpu", preferredLayout: "NCHW", storageBufferCacheMode: "simple" },
  cuda: "cuda",
};

/** One process should make few of them: their memory is not all given back. */
export function createSession(
  model: Uint8Array,
  { threads, target, staying = [], isSleepy = false }: SessionSettings,
): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    executionProviders: [target === undefined ? "cpu" : PROVIDER_OPTIONS[target.provider]],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    // Planned buffers stand beside those of the first run: 1.08 GB instead of 0.62 GB at batch 128, no faster.
    enableMemPattern: false,
    // Below errors, the log is one long list of unused initializers.
    logSeverityLevel: 3,
    ...(isSleepy ? { extra: { session: { intra_op: { allow_spinning: "0" } } } } : {}),
    ...(staying.length === 0 ? {} : { preferredOutputLocation: locations(staying) }),
    ...profiling(),
  });
}

function locations(names: readonly string[]): Record<string, "gpu-buffer"> {
  return Object.fromEntries(names.map((name) => [name, "gpu-buffer"]));
}

function profiling(): InferenceSession.SessionOptions {
  const prefix = process.env.STRATA_PROFILE;
  return prefix === undefined ? {} : { enableProfiling: true, profileFilePrefix: prefix };
}
