import { setTimeout as delay } from "node:timers/promises";
import { chainGraph } from "#models/graph/chain.ts";
import type { Visitor } from "./browser.ts";
import type { BenchContext } from "./options.ts";
import type { Product } from "./product.ts";
import { readTrace } from "./read-trace.ts";
import { median, percentile } from "./statistics.ts";
import { cancelRun, clickTrain, hasEnded, newsOf, openDesign, readRun, waitFor } from "./train-in-page.ts";

const STARTS = 3;
/** A worker that has just ended a run makes ready for the next. */
const IDLE_MS = 8_000;
const EPOCHS = 25;
const EPOCHS_LIMIT_MS = 180_000;

/** Trains fast, so that many epochs end in a short time. */
const TINY = chainGraph([
  { type: "AveragePooling2D", settings: { poolSize: [16, 16] } },
  { type: "Flatten" },
  { type: "Dense", settings: { units: 10 } },
]);

export type LiveReport = {
  /** From the click on Train to the first message of a training step in that browser, on an idle worker. */
  firstProgressMs: { median: number; worst: number; repetitions: number[] };
  /** From the end of an epoch in the child to its arrival in a browser. */
  epochToBrowserMs: { epochs: number; p50: number; p95: number; worst: number };
};

export async function benchLive(
  product: Product,
  visitor: Visitor,
  context: BenchContext,
): Promise<LiveReport> {
  const repetitions: number[] = [];
  for (let round = 1; round <= STARTS; round += 1) {
    context.say(`live: from Train to the first progress, ${round} of ${STARTS}`);
    await delay(IDLE_MS, undefined, { signal: context.signal });
    repetitions.push(await measureStart(visitor, context));
  }
  context.say(`live: ${EPOCHS} short epochs`);
  const latencies = await measureEpochs(product, visitor, context);
  return {
    firstProgressMs: { median: median(repetitions), worst: Math.max(...repetitions), repetitions },
    epochToBrowserMs: {
      epochs: latencies.length,
      p50: percentile(latencies, 0.5),
      p95: percentile(latencies, 0.95),
      worst: Math.max(...latencies),
    },
  };
}

async function measureStart(visitor: Visitor, { signal }: BenchContext): Promise<number> {
  await openDesign(visitor, { name: "Bench: lecture-cnn", presetId: "lecture-cnn" });
  const { runId, clickedAt } = await clickTrain(visitor, 1);
  const first = await waitFor(
    "the first progress",
    async () =>
      (await newsOf(visitor)).find(({ progress }) => progress?.phase === "training" && progress.step > 0),
    { signal },
  );
  await cancelRun(visitor, runId, signal);
  return first.at - clickedAt;
}

async function measureEpochs(
  product: Product,
  visitor: Visitor,
  { signal }: BenchContext,
): Promise<number[]> {
  await openDesign(visitor, { name: "Bench: tiny", graph: TINY });
  const before = (await readTrace(product)).length;
  const { runId } = await clickTrain(visitor, EPOCHS);
  await waitFor("the short epochs", async () => hasEnded(await readRun(visitor, runId)), {
    signal,
    limitMs: EPOCHS_LIMIT_MS,
  });
  const arrivals = new Map<number, number>();
  for (const { at, events } of await newsOf(visitor)) {
    for (const { body, runId: of } of events) {
      if (of !== runId || body.kind !== "epoch") continue;
      const { epoch } = body.metrics;
      if (!arrivals.has(epoch)) arrivals.set(epoch, at);
    }
  }
  const ended = (await readTrace(product)).slice(before);
  const latencies = ended.flatMap(({ epoch, at }) => {
    const arrival = arrivals.get(epoch);
    return arrival === undefined ? [] : [arrival - at];
  });
  if (latencies.length < EPOCHS) {
    throw new Error(
      `Of ${EPOCHS} epochs, ${ended.length} ended and ${latencies.length} arrived in the browser`,
    );
  }
  return latencies;
}
