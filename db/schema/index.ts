export * from "./attempt.ts";
export * from "./auth.ts";
export * from "./cohort.ts";
export * from "./design.ts";
export * from "./run.ts";
export * from "./artifact.ts";
export * from "./prediction.ts";
export * from "./worker.ts";
