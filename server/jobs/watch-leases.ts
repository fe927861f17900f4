import { createLeaseWitness } from "./lease-witness.ts";

/** A job that somebody holds; `retryCount` fences the claim. */
type HeldJob = { name: string; id: string; retryCount: number };

type WatchOptions = {
  leaseMs: number;
  /** Jobs whose holder was last heard of more than a lease ago, by the database's clock. */
  findQuiet: () => Promise<HeldJob[]>;
  /** Has it fetched again, where the claim is still the same. */
  release: (job: HeldJob) => Promise<unknown>;
  onError: (error: Error) => void;
};

const LOOKS_PER_LEASE = 10;

/** Releases the jobs of holders that have gone quiet. Returns what ends that. */
export function watchLeases({ leaseMs, findQuiet, release, onError }: WatchOptions): () => Promise<void> {
  const mayBeHeldAgainst = createLeaseWitness(leaseMs, performance.now());
  let isEnded = false;
  let timer: NodeJS.Timeout;

  async function look(): Promise<void> {
    const quiet = await findQuiet();
    if (!mayBeHeldAgainst(performance.now())) return;
    for (const job of quiet) await release(job);
  }

  async function lookAndRest(): Promise<void> {
    await look().catch((error: unknown) =>
      onError(error instanceof Error ? error : new Error(String(error))),
    );
    if (!isEnded) rest();
  }

  let looking: Promise<void> = Promise.resolve();
  function rest(): void {
    timer = setTimeout(() => {
      looking = lookAndRest();
    }, leaseMs / LOOKS_PER_LEASE);
  }

  rest();
  return async () => {
    isEnded = true;
    clearTimeout(timer);
    await looking;
  };
}
