import type { RunResult } from "#server/contract/run.ts";
import type { ComparedRun } from "./compared-run.ts";

export type WithResult = ComparedRun & { result: RunResult };
export type PairOfResults = { base: WithResult; other: WithResult };

export const hasResult = (run: ComparedRun): run is WithResult => run.result !== null;
