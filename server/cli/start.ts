import { join } from "node:path";
import type { Demo } from "#db/seed.ts";
import { readEnvironment, type Environment } from "#server/platform/env.ts";
import { listenedUrl } from "#server/platform/listened-url.ts";
import { siteUrl } from "#server/platform/site-url.ts";
import { closeHome } from "#server/storage/close-home.ts";
import { LEAN_PROCESS } from "#server/worker/lean-process.ts";
import { closeDemoAccounts } from "./start/close-demo.ts";
import { prepareDatabase } from "./start/database.ts";
import { prepareData, prepareSkies } from "./start/dataset.ts";
import { freePort } from "./start/free-port.ts";
import { forgetInstance, recordInstance, runningInstance } from "./start/instance.ts";
import { buildPages } from "./start/pages.ts";
import { seedDemoCohort } from "./start/seed.ts";
import { step } from "./start/steps.ts";
import { supervise } from "./start/supervised.ts";
import { waitUntilReady } from "./start/wait-until-ready.ts";

/** The terminal and npm each pass on one Ctrl-C; only a later one is a person who will not wait. */
const REPEATED_BY_NPM_MS = 1_000;
const say = (text: string) => void process.stderr.write(`${text}\n`);

/** What has been started, in order; ended in reverse. */
const running: (() => Promise<void>)[] = [];

async function stopAll(): Promise<void> {
  for (const stop of running.splice(0).toReversed()) {
    await stop().catch((error: unknown) => say(`While stopping: ${String(error)}`));
  }
}

function describeDemo({ accounts, password, joinCode, cohortName }: Demo): string {
  const signIns = accounts.map(({ email, role }) => `${email}  (${role})`).join("\n               ");
  return `
  Sign in as   ${signIns}
  Password     ${password}
  Join code    ${joinCode}  (${cohortName})
`;
}

async function start(environment: Environment, signal: AbortSignal): Promise<void> {
  const home = environment.STRATA_HOME;
  const other = await runningInstance(home);
  if (other !== null) {
    say(`Strata already runs on ${home}: ${other.url} (process ${other.pid})`);
    return;
  }
  for (const word of await closeHome(home)) say(word);

  await step("Pages", buildPages);
  signal.throwIfAborted();
  const database = await step("Database", () => prepareDatabase(environment, say));
  running.push(database.stop);
  signal.throwIfAborted();
  const data = await step("Dataset", (report) => prepareData(environment, report, signal));
  say(`  ${data.outcome.message}`);
  signal.throwIfAborted();
  await step("Synthetic skies", (report) => prepareSkies(environment, report, signal));
  signal.throwIfAborted();
  const demo = environment.DEMO
    ? await step("Demo cohort", () => seedDemoCohort(environment, database.url))
    : null;
  const closed = environment.DEMO ? null : await closeDemoAccounts(database.url);
  if (closed !== null) say(`  ${closed}`);

  const port = await freePort(environment.HOST, environment.PORT);
  if (environment.PORT !== 0 && port !== environment.PORT) {
    say(`Port ${environment.PORT} is taken; using ${port}.`);
  }
  const url = siteUrl(environment, port);
  const localUrl = listenedUrl(environment.HOST, port);
  const env = {
    ...process.env,
    NODE_ENV: environment.NODE_ENV,
    STRATA_HOME: home,
    DATABASE_URL: database.url,
    DATASET: data.descriptor.id,
    HOST: environment.HOST,
    PORT: String(port),
  };
  const logs = join(home, "logs");
  for (const name of ["main", "worker"] as const) {
    const logFile = join(logs, `${name === "main" ? "web" : name}.log`);
    const lean = name === "worker" ? LEAN_PROCESS : { env: {}, nodeOptions: [] };
    const child = supervise({
      entry: name,
      env: { ...lean.env, ...env },
      nodeOptions: lean.nodeOptions,
      logFile,
      onTrouble: say,
    });
    running.push(child.stop);
  }
  await step("Web server", () => waitUntilReady(localUrl, signal));
  await recordInstance(home, { url, localUrl });
  running.push(() => forgetInstance(home));

  say(`
Strata is ready: ${url}
${demo === null ? "" : describeDemo(demo)}
State and logs are in ${home}. Ctrl-C stops everything.`);
}

async function main(): Promise<void> {
  const stopRequest = new AbortController();
  // A terminal that was closed takes no more words; what runs is to be ended all the same.
  process.stderr.on("error", () => undefined);
  let askedAt: number | null = null;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (askedAt === null) {
        askedAt = performance.now();
        say("\nStopping. Runs that were training go on at the next start.");
        stopRequest.abort(new Error("stopped"));
      } else if (performance.now() - askedAt > REPEATED_BY_NPM_MS) {
        process.exit(130);
      }
    });
  }
  const stopped = new Promise<void>((resolve) => {
    stopRequest.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  try {
    await start(readEnvironment(), stopRequest.signal);
    if (running.length > 0) await stopped;
  } catch (error) {
    if (!stopRequest.signal.aborted) {
      say(`\n${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  } finally {
    await stopAll();
  }
}

await main();
