import { setTimeout as delay } from "node:timers/promises";
import type { Person } from "../person.ts";
import type { FilledClass } from "./class-of-networks.ts";

const LIMIT_MS = 30 * 60_000;
const LOOK_MS = 500;

export type ScoringReport = {
  seconds: number;
  scored: number;
  failed: number;
  /** Different counts of the done that an instructor's page would have seen. */
  stepsSeen: number;
};

/** As an instructor's button does, and from it until the last is done. */
export async function scoreAll(
  { api }: Person,
  { exerciseId }: FilledClass,
  signal: AbortSignal,
): Promise<ScoringReport> {
  const from = performance.now();
  await api.submission.scoreAgain.mutate({ exerciseId });
  const seen = new Set<number>();
  for (;;) {
    const { counts } = await api.submission.ofClass.query({ exerciseId });
    seen.add(counts.scored + counts.failed);
    const ms = performance.now() - from;
    if (counts.queued === 0) {
      const { scored, failed } = counts;
      return { seconds: Math.round(ms / 100) / 10, scored, failed, stepsSeen: seen.size };
    }
    if (ms > LIMIT_MS) throw new Error(`${counts.queued} submissions were not scored in half an hour`);
    await delay(LOOK_MS, undefined, { signal });
  }
}
