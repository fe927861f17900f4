import { setTimeout as delay } from "node:timers/promises";
import type { EngineName, RefusedProvider, WorkerVersions } from "#server/contract/worker.ts";
import type { Environment } from "#server/platform/env.ts";
import type { Logger } from "#server/platform/logger.ts";
import { checkEngine, type CheckEngine } from "./check-engine.ts";
import { chooseEngine, type ChosenEngine } from "./choose-engine.ts";
import { engineRecord } from "./engine-record.ts";
import { findEngines, type FoundEngines } from "./find-engines.ts";

/** What the registry is told. */
export type EngineReport = {
  engine: EngineName;
  device: string;
  memoryBytes: number | null;
  imagesPerSecond: number;
  versions: WorkerVersions;
  refused: RefusedProvider[];
};

export type EngineInUse = {
  /** The CPU until something better has passed its check. */
  current: () => EngineName;
  /** Of the GPU that it computes on; null where it is none, or does not say. */
  deviceMemoryBytes: () => number | null;
  close: () => void;
};

type Options = {
  setting: Environment["STRATA_ENGINE"];
  home: string;
  memoryLimitBytes: number;
  logger: Logger;
  /** No job is in work that a measurement would disturb, or be disturbed by. */
  isIdle: () => boolean;
  onChosen: (report: EngineReport) => Promise<void>;
  /** Nothing on this machine computes what it should. */
  onHopeless: (refused: readonly RefusedProvider[]) => void;
  check?: CheckEngine;
};

const IDLE_POLL_MS = 2_000;
/** A check may be killed from outside, or starved: it is made again before nothing is trained for want of it. */
const MOST_CHECKS = 5;

/**
 * Chooses what trains. Left to itself it does so behind the worker's back, which trains on the CPU meanwhile; where
 * the last choice was for the same machine and versions, it is taken again at once.
 * @throws Error where the setting names an engine that cannot be used.
 */
export async function startEngineInUse(options: Options): Promise<EngineInUse> {
  const { setting, home, logger, isIdle } = options;
  const closing = new AbortController();
  const check: CheckEngine = options.check ?? ((engine) => checkEngine(engine, { signal: closing.signal }));
  let current: EngineName = "cpu";
  let deviceMemoryBytes: number | null = null;

  async function use(found: FoundEngines, chosen: ChosenEngine): Promise<void> {
    const { engine, imagesPerSecond, refused } = chosen;
    current = engine;
    const details = { ...found.deviceOf(engine), versions: found.versionsOf(engine) };
    deviceMemoryBytes = engine === "cpu" ? null : details.memoryBytes;
    logger.info({ engine, imagesPerSecond: Math.round(imagesPerSecond), ...details }, "this engine trains");
    await options.onChosen({ engine, imagesPerSecond, refused, ...details });
  }

  /** Gives what was refused where nothing is left. */
  async function settle(): Promise<readonly RefusedProvider[]> {
    const found = await findEngines(options.memoryLimitBytes);
    const candidates = setting === "auto" ? found.candidates : [setting];
    const record = engineRecord(home, found);
    const known = setting === "auto" ? await record.read() : null;
    if (known !== null) {
      await use(found, known);
      return [];
    }
    const hasOnlyCpu = candidates.every((engine) => engine === "cpu");
    for (let checks = 1; !closing.signal.aborted; checks += 1) {
      // There is nothing to gain but a figure, which only a machine at rest gives.
      if (hasOnlyCpu) await rest(isIdle, closing.signal);
      const refused: RefusedProvider[] = [];
      let isLasting = true;
      async function checkAndNote(engine: EngineName): ReturnType<CheckEngine> {
        const verdict = await check(engine);
        isLasting &&= verdict.isGood || verdict.isLasting;
        return verdict;
      }
      const chosen = await chooseEngine(candidates, { check: checkAndNote, logger, refused });
      if (chosen === null) {
        if (isLasting || checks === MOST_CHECKS) return refused;
        await delay(IDLE_POLL_MS, undefined, { signal: closing.signal });
        continue;
      }
      if (hasOnlyCpu && !isIdle()) continue;
      if (setting === "auto" && chosen.isLasting) await record.write(chosen);
      await use(found, chosen);
      break;
    }
    return [];
  }

  async function tell(settling: Promise<readonly RefusedProvider[]>): Promise<void> {
    try {
      const refused = await settling;
      if (refused.length > 0 && !closing.signal.aborted) options.onHopeless(refused);
    } catch (error) {
      if (!closing.signal.aborted) logger.error({ err: error }, "the engines could not be checked");
    }
  }

  const inUse = {
    current: () => current,
    deviceMemoryBytes: () => deviceMemoryBytes,
    close: () => closing.abort(),
  };
  const settling = settle();
  if (setting === "auto" || setting === "cpu") {
    void tell(settling);
  } else {
    const [refusal] = await settling;
    if (refusal)
      throw new Error(`STRATA_ENGINE=${setting} cannot be used on this machine: ${refusal.reason}`);
  }
  return inUse;
}

async function rest(isIdle: () => boolean, signal: AbortSignal): Promise<void> {
  do {
    await delay(IDLE_POLL_MS, undefined, { signal });
  } while (!isIdle());
}
