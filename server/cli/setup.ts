import { createJobs } from "#server/jobs/jobs.ts";
import { readEnvironment, type Environment } from "#server/platform/env.ts";
import { closeHome } from "#server/storage/close-home.ts";
import { closeDemoAccounts } from "./start/close-demo.ts";
import { prepareDatabase } from "./start/database.ts";
import { prepareData, prepareSkies } from "./start/dataset.ts";
import { step } from "./start/steps.ts";

// What `npm start` prepares, for those who start the processes themselves (docker/compose.yml). No demo cohort.
async function setup(environment: Environment, signal: AbortSignal): Promise<void> {
  for (const word of await closeHome(environment.STRATA_HOME)) process.stderr.write(`${word}\n`);
  const database = await step("Database", () => prepareDatabase(environment));
  try {
    await step("Queues", () => createQueues(database.url));
    const closed = environment.DEMO ? null : await closeDemoAccounts(database.url);
    if (closed !== null) process.stderr.write(`  ${closed}\n`);
    const data = await step("Dataset", (report) => prepareData(environment, report, signal));
    process.stderr.write(`  ${data.outcome.message}\n`);
    await step("Synthetic skies", (report) => prepareSkies(environment, report, signal));
  } finally {
    await database.stop();
  }
}

async function createQueues(databaseUrl: string): Promise<void> {
  const problems: Error[] = [];
  const onError = (error: Error) => void problems.push(error);
  const jobs = await createJobs({ databaseUrl, onError, isSupervisor: false });
  await jobs.stop();
  if (problems.length > 0) throw new AggregateError(problems, "The queues could not be made");
}

const stopRequest = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => stopRequest.abort(new Error("stopped before it was done")));
}
try {
  await setup(readEnvironment(), stopRequest.signal);
} catch (error) {
  process.stderr.write(`Setup failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
