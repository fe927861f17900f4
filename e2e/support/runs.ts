import { expect } from "@playwright/test";
import type { RunDetails, RunState } from "#server/contract/run.ts";
import type { Person } from "./person.ts";

/** Waits until the run is in one of the states, and returns it as it is then. */
export async function untilState(
  person: Person,
  runId: string,
  states: readonly RunState[],
): Promise<RunDetails> {
  return until(person, runId, (run) => states.includes(run.state));
}

/** Waits until so many epochs are recorded. */
export async function untilEpochs(person: Person, runId: string, epochs: number): Promise<RunDetails> {
  return until(person, runId, (run) => run.epochsDone >= epochs);
}

async function until(
  person: Person,
  runId: string,
  isReached: (run: RunDetails) => boolean,
): Promise<RunDetails> {
  let run = await person.api.run.get.query({ runId });
  await expect
    .poll(
      async () => {
        run = await person.api.run.get.query({ runId });
        if (run.failure !== null) throw new Error(`The run failed: ${run.failure.message}`);
        return isReached(run);
      },
      { intervals: [100, 200, 300] },
    )
    .toBe(true);
  return run;
}
