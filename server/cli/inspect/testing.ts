import { join } from "node:path";
import { HUNG_MS } from "#models/testing/limits.ts";
import { ROOT } from "#server/platform/paths.ts";
import { runProgram, type ProgramOutcome } from "#server/platform/run-program.ts";

/** Runs the command as a person does, with a folder of its own. */
export function inspectIn(folder: string, args: readonly string[]): Promise<ProgramOutcome> {
  return runProgram(process.execPath, [join(ROOT, "server/cli/bootstrap.mjs"), "inspect", ...args], {
    timeoutMs: HUNG_MS,
    env: { ...process.env, BASE_URL: undefined, STRATA_HOME: folder },
  });
}
