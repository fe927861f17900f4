import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { eventually } from "#models/testing/eventually.ts";
import type { RefusedProvider } from "#server/contract/worker.ts";
import { createLogger } from "#server/platform/logger.ts";
import type { CheckEngine } from "./check-engine.ts";
import { startEngineInUse, type EngineReport } from "./engine-in-use.ts";
import { buildBundles } from "../testing/worker-process.ts";

const logger = createLogger({ LOG_LEVEL: "silent" }, "test");
let home = "";

beforeAll(async () => {
  await buildBundles();
  home = await mkdtemp(join(tmpdir(), "strata-in-use-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

type Changes = Partial<Parameters<typeof startEngineInUse>[0]>;

async function start(changes: Changes = {}) {
  const reports: EngineReport[] = [];
  const hopeless: (readonly RefusedProvider[])[] = [];
  const inUse = await startEngineInUse({
    setting: "auto",
    home,
    memoryLimitBytes: 8e9,
    logger,
    isIdle: () => true,
    onChosen: async (report) => void reports.push(report),
    onHopeless: (refused) => void hopeless.push(refused),
    ...changes,
  });
  return { inUse, reports, hopeless };
}

const only =
  (engine: string, imagesPerSecond: number): CheckEngine =>
  async (asked) =>
    asked === engine
      ? { isGood: true, imagesPerSecond }
      : { isGood: false, reason: "not here", isLasting: true };

test("left to itself it tells what it found, and knows it at once the next time", async () => {
  const first = await start({ check: only("cpu", 640) });
  expect(first.inUse.current()).toBe("cpu");
  await eventually(() => expect(first.reports).toHaveLength(1));
  expect(first.reports[0]).toMatchObject({ engine: "cpu", imagesPerSecond: 640, memoryBytes: 8e9 });
  expect(first.reports[0]?.device).toMatch(/threads$/);
  first.inUse.close();

  const check = vi.fn<CheckEngine>();
  const again = await start({ check });
  await eventually(() => expect(again.reports).toEqual(first.reports));
  expect(check).not.toHaveBeenCalled();
  again.inUse.close();
});

test("it measures the CPU while no job is in work", async () => {
  const check = vi.fn<CheckEngine>(only("cpu", 100));
  const isIdle = vi.fn<() => boolean>(() => false);
  const { inUse, reports } = await start({ setting: "cpu", check, isIdle });
  await eventually(() => expect(isIdle.mock.calls.length).toBeGreaterThan(1));
  expect(check).not.toHaveBeenCalled();
  isIdle.mockReturnValue(true);
  await eventually(() => expect(reports).toHaveLength(1));
  inUse.close();
});

test("an engine that is named is used before the worker is ready, and refused with the reason", async () => {
  const { inUse, reports } = await start({ setting: "webgpu", check: only("webgpu", 9_000) });
  expect(inUse.current()).toBe("webgpu");
  expect(reports).toHaveLength(1);
  inUse.close();
  await expect(start({ setting: "cuda" })).rejects.toThrow(
    /^STRATA_ENGINE=cuda cannot be used on this machine: CUDA cannot be used here/,
  );
});

test("where nothing computes what it should, that is told, and nothing is chosen", async () => {
  const check: CheckEngine = async () => ({ isGood: false, reason: "it computes wrong", isLasting: true });
  const { inUse, reports, hopeless } = await start({ setting: "cpu", check });
  await eventually(() => expect(hopeless).toHaveLength(1));
  expect(hopeless[0]).toEqual([{ provider: "cpu", reason: "it computes wrong" }]);
  expect(reports).toEqual([]);
  inUse.close();
});

test("a check that was killed is made again before it is said that nothing can be trained", async () => {
  const killed = { isGood: false, reason: "its check crashed", isLasting: false } as const;
  const check = vi
    .fn<CheckEngine>(async () => ({ isGood: true, imagesPerSecond: 5 }))
    .mockResolvedValueOnce(killed);
  const { inUse, reports, hopeless } = await start({ setting: "cpu", check });
  await eventually(() => expect(reports).toHaveLength(1));
  expect(check).toHaveBeenCalledTimes(2);
  expect(hopeless).toEqual([]);
  inUse.close();
});
