import { InferenceSession } from "onnxruntime-node";
import type { Provider } from "./target.ts";

/** `provider`: the CPU where none is named. */
export type SessionSettings = { threads: number; provider?: Provider };

/** One process should make few of them: their memory is not all given back. */
export function createSession(
  model: Uint8Array,
  { threads, provider = "cpu" }: SessionSettings,
): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    // Planned buffers stand beside those of the first run: 1.08 GB instead of 0.62 GB at batch 128, no faster.
    enableMemPattern: false,
    // Below errors, the log is one long list of unused initializers.
    logSeverityLevel: 3,
    ...profiling(),
  });
}

function profiling(): InferenceSession.SessionOptions {
  const prefix = process.env.STRATA_PROFILE;
  return prefix === undefined ? {} : { enableProfiling: true, profileFilePrefix: prefix };
}
