import { setTimeout as delay } from "node:timers/promises";
import type { Visitor } from "./browser.ts";
import type { BenchContext } from "./options.ts";
import { canReadProcesses, ownProcesses, type Role } from "./processes.ts";
import type { Product } from "./product.ts";
import { clickTrain, hasEnded, openDesign, readRun } from "./train-in-page.ts";

const SAMPLE_MS = 250;
const LIMIT_MS = 400_000;

export type MemoryReport = {
  net: "lecture-cnn";
  /** State in which the run ended; anything but `finished` says that the figures are of a part of it. */
  runState: string;
  /** The most of each process while it trained and scored one epoch, in bytes. */
  peakBytes: Record<Role, number>;
};

/** Trains lecture-cnn for one epoch, scores it, and watches what each process takes. */
export async function benchMemory(
  product: Product,
  visitor: Visitor,
  { say, signal }: BenchContext,
): Promise<MemoryReport> {
  if (!canReadProcesses()) throw new Error("Memory of other processes is read from /proc, which is not here");
  say("memory: one epoch of lecture-cnn");
  await openDesign(visitor, { name: "Bench: memory", presetId: "lecture-cnn" });
  const { runId } = await clickTrain(visitor, 1);
  const peakBytes: Record<Role, number> = { web: 0, worker: 0, child: 0 };
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    for (const { role, rssBytes, peakBytes: processPeak } of await ownProcesses(product.pid)) {
      // A child lives for one run, so the kernel's own mark is its; the others have lived through their start as well.
      peakBytes[role] = Math.max(peakBytes[role], role === "child" ? processPeak : rssBytes);
    }
    const run = await readRun(visitor, runId);
    if (hasEnded(run)) return { net: "lecture-cnn", runState: run.state, peakBytes };
    if (Date.now() > deadline)
      throw new Error(`One epoch of lecture-cnn took more than ${LIMIT_MS / 1000} s`);
    await delay(SAMPLE_MS, undefined, { signal });
  }
}
