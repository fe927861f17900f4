import { join } from "node:path";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { runningPostmaster } from "#db/embedded/postmaster.ts";
import { ownProcesses } from "../bench/processes.ts";
import type { Product } from "../bench/product.ts";
import { supervise, type Supervised } from "../start/supervised.ts";

export const KILLED = ["worker", "child", "worker", "database"] as const;
export type Killed = (typeof KILLED)[number];

/**
 * A second worker beside the product's own, to be killed: the product's lives through the whole soak, since what it
 * holds at the end is measured.
 */
export async function startSecondWorker(
  { home, pid }: Product,
  say: (text: string) => void,
): Promise<Supervised & { pid: () => Promise<number | null> }> {
  // Joins the server that runs there, and so leaves it running.
  const { url } = await startEmbeddedPostgres({ home });
  const supervised = supervise({
    entry: "worker",
    env: { ...process.env, NODE_ENV: "production", STRATA_HOME: home, DATABASE_URL: url },
    logFile: join(home, "logs/second-worker.log"),
    onTrouble: say,
  });
  async function findPid(): Promise<number | null> {
    const products = new Set((await ownProcesses(pid)).map((known) => known.pid));
    const ours = await ownProcesses(process.pid);
    return ours.find((known) => known.role === "worker" && !products.has(known.pid))?.pid ?? null;
  }
  return { ...supervised, pid: findPid };
}

type Targets = { product: Product; secondWorker: { pid: () => Promise<number | null> } };

/** Kills one with SIGKILL. False where there is none at this moment. */
export async function kill(what: Killed, { product, secondWorker }: Targets): Promise<boolean> {
  const pid = await pidOf(what, { product, secondWorker });
  if (pid === null) return false;
  try {
    process.kill(pid, "SIGKILL");
    return true;
  } catch (error) {
    // It ended by itself since it was found.
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

async function pidOf(what: Killed, { product, secondWorker }: Targets): Promise<number | null> {
  switch (what) {
    case "worker":
      return secondWorker.pid();
    case "child":
      return (await ownProcesses(product.pid)).find(({ role }) => role === "child")?.pid ?? null;
    case "database":
      return (await runningPostmaster(join(product.home, "postgres/data")))?.pid ?? null;
  }
}
