import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { DEMO_PASSWORD } from "#models/cohorts/demo-password.ts";
import { processesOf } from "../bench/home-processes.ts";
import { signIn } from "../bench/person.ts";
import { ownProcesses } from "../bench/processes.ts";
import { startProduct, type Product } from "../bench/product.ts";
import { smallEurosat } from "../bench/small-eurosat.ts";
import { kill, KILLED, startSecondWorker, type Killed } from "./kills.ts";
import { trainOneAfterAnother, type Tally } from "./learner.ts";
import { memoryTrend, readMemoryTrace, type MemoryTrend } from "./memory.ts";
import type { SoakOptions } from "./options.ts";
import { openWatcher } from "./watcher.ts";

type SoakContext = { options: SoakOptions; say: (text: string) => void; signal: AbortSignal };

export type SoakReport = {
  minutes: number;
  sockets: number;
  runs: Omit<Tally, "problems">;
  kills: Record<Killed, number>;
  news: { events: number; duplicates: number; gaps: number; reconnects: number };
  memory: Record<"web" | "worker", MemoryTrend | null>;
  leftBehind: string[];
  /** Whatever is not as promised; empty is good. */
  problems: string[];
};

const LEARNERS = [1, 2, 3].map((number) => `learner${number}@strata.local`);
const KILL_INTERVAL_MS = 60_000;
const SAMPLE_INTERVAL_MS = 15_000;
/** What memory may grow by from the first to the last part of the time. */
const FLAT = 0.05;

/** Uses a product of its own for so many minutes while its processes die, then looks for what is not as promised. */
export async function runSoak({ options, say, signal }: SoakContext): Promise<SoakReport> {
  const product = await startProduct({
    options: { zip: smallEurosat() },
    say,
    signal,
    probes: ["soak/memory-probe.cjs"],
  });
  let report: SoakReport;
  try {
    report = await useProduct(product, { options, say, signal });
  } finally {
    say("stopping Strata");
    await product.stopProcesses();
  }
  report.leftBehind = (await processesOf(product.home)).map(({ pid, command }) => `${pid} ${command}`);
  for (const left of report.leftBehind) report.problems.push(`left behind: ${left}`);
  await product.stop();
  return report;
}

async function useProduct(product: Product, context: SoakContext): Promise<SoakReport> {
  const { options, say, signal } = context;
  const people = await Promise.all(
    LEARNERS.map((email) => signIn(product.url, { email, password: DEMO_PASSWORD })),
  );
  const [cohort] = (await people[0]?.api.cohort.list.query()) ?? [];
  if (cohort === undefined) throw new Error("The demo learners have no cohort");
  const pages = Array.from({ length: options.sockets }, (_, index) => {
    const owner = index % people.length;
    const person = people[owner];
    if (person === undefined) throw new Error("There are no people to open pages for");
    return { owner, watcher: openWatcher(person, cohort.id) };
  });
  const tally: Tally = {
    started: 0,
    ended: {},
    attempts: 0,
    repeatedEpochs: 0,
    slowestSeconds: 0,
    problems: [],
  };
  const kills: Record<Killed, number> = { worker: 0, child: 0, database: 0 };
  const secondWorker = await startSecondWorker(product, say);
  const deadline = performance.now() + options.minutes * 60_000;
  const isOver = () => performance.now() > deadline || signal.aborted;

  async function killEveryMinute(): Promise<void> {
    for (let count = 0; !isOver(); count += 1) {
      await delay(KILL_INTERVAL_MS, undefined, { signal });
      const what = KILLED[count % KILLED.length] ?? "worker";
      if (isOver()) return;
      if (await killWhenThere(what)) kills[what] += 1;
      const { started, ended } = tally;
      say(`killed a ${what}; ${started} runs started, ended: ${JSON.stringify(ended)}`);
    }
  }

  /** A child is there only while something trains. */
  async function killWhenThere(what: Killed): Promise<boolean> {
    for (let tries = 0; tries < 50; tries += 1) {
      if (await kill(what, { product, secondWorker })) return true;
      await delay(100, undefined, { signal });
    }
    return false;
  }

  async function sampleMemory(): Promise<void> {
    while (!isOver()) {
      for (const { pid, role } of await ownProcesses(product.pid)) {
        if (role !== "child") process.kill(pid, "SIGUSR2");
      }
      await delay(SAMPLE_INTERVAL_MS, undefined, { signal });
    }
  }

  try {
    await Promise.all([
      ...people.map((person, owner) =>
        trainOneAfterAnother({
          person,
          cohortId: cohort.id,
          watchers: pages.filter((page) => page.owner === owner).map(({ watcher }) => watcher),
          tally,
          isOver,
          signal,
        }),
      ),
      killEveryMinute(),
      sampleMemory(),
    ]);
  } finally {
    for (const { watcher } of pages) watcher.close();
    await secondWorker.stop();
  }

  const samples = await readMemoryTrace(join(product.home, "memory-trace.jsonl"));
  const trendOf = (role: "web" | "worker") => memoryTrend(samples.filter((one) => one.role === role));
  const memory = { web: trendOf("web"), worker: trendOf("worker") };
  const problems = [...tally.problems];
  for (const role of ["web", "worker"] as const) {
    const lives = new Set(samples.filter((one) => one.role === role).map(({ pid }) => pid)).size;
    if (lives !== 1) problems.push(`the ${role} process did not live through it: ${lives} of them were seen`);
    const growth = memory[role]?.heldGrowth ?? 0;
    if (growth > FLAT) problems.push(`the ${role} process grew by ${(100 * growth).toFixed(1)} %`);
  }
  const news = { events: 0, duplicates: 0, gaps: 0, reconnects: 0 };
  for (const { watcher } of pages) {
    const counts = watcher.counts();
    for (const name of Object.keys(news) as (keyof typeof news)[]) news[name] += counts[name];
  }
  const { problems: _, ...runs } = tally;
  return {
    minutes: options.minutes,
    sockets: pages.length,
    runs,
    kills,
    news,
    memory,
    leftBehind: [],
    problems,
  };
}
