import { InferenceSession } from "onnxruntime-node";

export type SessionSettings = { threads: number };

/** A session on the CPU. One process should make few of them: their memory is not all given back. */
export function createSession(model: Uint8Array, { threads }: SessionSettings): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    executionProviders: ["cpu"],
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
