import type { EngineName, RefusedProvider } from "#server/contract/worker.ts";
import type { Logger } from "#server/platform/logger.ts";
import type { CheckEngine } from "./check-engine.ts";

export type ChosenEngine = {
  engine: EngineName;
  imagesPerSecond: number;
  refused: RefusedProvider[];
  /** The same would be found the next time. */
  isLasting: boolean;
};

/**
 * The fastest of the candidates that computes the right values. Null where none does.
 * @param candidates the ones that are hoped for most first: of equally fast ones the first is taken.
 * `refused` receives the others, and why.
 */
export async function chooseEngine(
  candidates: readonly EngineName[],
  { check, logger, refused }: { check: CheckEngine; logger: Logger; refused: RefusedProvider[] },
): Promise<ChosenEngine | null> {
  let best: Omit<ChosenEngine, "refused" | "isLasting"> | null = null;
  let isLasting = true;
  for (const engine of candidates) {
    const verdict = await check(engine);
    if (!verdict.isGood) {
      refused.push({ provider: engine, reason: verdict.reason });
      isLasting &&= verdict.isLasting;
      logger.warn({ engine, reason: verdict.reason }, "an engine is refused; the next best is tried");
      continue;
    }
    const { imagesPerSecond } = verdict;
    logger.info(
      { engine, imagesPerSecond: Math.round(imagesPerSecond) },
      "an engine computes what it should",
    );
    if (best === null || imagesPerSecond > best.imagesPerSecond) best = { engine, imagesPerSecond };
  }
  return best === null ? null : { ...best, refused, isLasting };
}
