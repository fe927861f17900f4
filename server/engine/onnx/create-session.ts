import { InferenceSession } from "onnxruntime-node";

export type SessionSettings = { threads: number };

/** A session on the CPU. One process should make few of them: their memory is not all given back. */
export function createSession(model: Uint8Array, { threads }: SessionSettings): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    executionProviders: ["cpu"],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
    ...profiling(),
  });
}

function profiling(): InferenceSession.SessionOptions {
  const prefix = process.env.STRATA_PROFILE;
  return prefix === undefined ? {} : { enableProfiling: true, profileFilePrefix: prefix };
}
