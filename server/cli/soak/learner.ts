import { setTimeout as delay } from "node:timers/promises";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import type { RunDetails } from "#server/contract/run.ts";
import type { Person } from "../bench/person.ts";
import { auditRun, repeatedEpochs } from "./audit-run.ts";
import { persist } from "./persist.ts";
import type { Watcher } from "./watcher.ts";

export type Tally = {
  started: number;
  ended: Record<string, number>;
  attempts: number;
  repeatedEpochs: number;
  /** Seconds from start to end, of the slowest. */
  slowestSeconds: number;
  problems: string[];
};

type LearnerOptions = {
  person: Person;
  cohortId: string;
  /** Pages that have the learner's runs open. */
  watchers: readonly Watcher[];
  tally: Tally;
  /** No run is begun after it. */
  isOver: () => boolean;
  signal: AbortSignal;
};

const EPOCHS = 4;
const CANCEL_EVERY = 7;
/** A run of seconds that has not ended by then hangs. */
const STUCK_MS = 5 * 60_000;
const POLL_MS = 500;
/** For the pages to hear of the end. */
const NEWS_MS = 30_000;

/** Trains one short run after another and looks at each when it has ended. */
export async function trainOneAfterAnother(options: LearnerOptions): Promise<void> {
  const { person, cohortId, watchers, tally, signal } = options;
  const design = await persist(
    () => person.api.design.create.mutate({ cohortId, name: "Soak", presetId: "tiny-cnn" }),
    signal,
  );
  for (let round = 1; !options.isOver(); round += 1) {
    const { id } = await persist(
      () =>
        person.api.run.start.mutate({
          cohortId,
          designId: design.id,
          revision: design.revision,
          hyperParameters: hyperParameters.parse({ epochs: EPOCHS, seed: round }),
          name: `Soak ${round}`,
        }),
      signal,
    );
    tally.started += 1;
    for (const watcher of watchers) watcher.watch(id);
    if (round % CANCEL_EVERY === 0) await cancelSoon(person, id, signal);
    const run = await untilEnded(person, id, signal);
    if (run === null) {
      tally.problems.push(`run ${id} did not end`);
      return;
    }
    await note(run, options);
  }
}

async function cancelSoon(person: Person, runId: string, signal: AbortSignal): Promise<void> {
  await delay(POLL_MS, undefined, { signal });
  await persist(() => person.api.run.cancel.mutate({ runId }), signal);
}

async function untilEnded(person: Person, runId: string, signal: AbortSignal): Promise<RunDetails | null> {
  const deadline = performance.now() + STUCK_MS;
  while (performance.now() < deadline) {
    const run = await persist(() => person.api.run.get.query({ runId }), signal);
    if (!["queued", "running", "paused"].includes(run.state)) return run;
    await delay(POLL_MS, undefined, { signal });
  }
  return null;
}

async function note(run: RunDetails, { watchers, tally, signal }: LearnerOptions): Promise<void> {
  tally.ended[run.state] = (tally.ended[run.state] ?? 0) + 1;
  tally.attempts += run.attempt;
  tally.repeatedEpochs += repeatedEpochs(run.events);
  const seconds = (Date.parse(run.finishedAt ?? run.createdAt) - Date.parse(run.createdAt)) / 1000;
  tally.slowestSeconds = Math.max(tally.slowestSeconds, seconds);
  for (const problem of auditRun(run)) tally.problems.push(`run ${run.id}: ${problem}`);
  if (run.failure !== null) tally.problems.push(`run ${run.id} failed: ${run.failure.message}`);
  const deadline = performance.now() + NEWS_MS;
  for (const watcher of watchers) {
    while ((watcher.historyOf(run.id)?.lastSeq ?? 0) < run.lastSeq && performance.now() < deadline) {
      await delay(100, undefined, { signal });
    }
    const seen = watcher.historyOf(run.id);
    if (seen?.lastSeq !== run.lastSeq || seen.state !== run.state) {
      tally.problems.push(`run ${run.id}: a page saw ${seen?.lastSeq ?? 0} of ${run.lastSeq} events`);
    }
    watcher.forget(run.id);
  }
}
