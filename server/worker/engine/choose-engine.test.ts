import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { softwareVulkan } from "#server/cli/check/software-vulkan.ts";
import type { RefusedProvider } from "#server/contract/worker.ts";
import { HUNG_MS } from "#models/testing/limits.ts";
import { createLogger } from "#server/platform/logger.ts";
import { checkEngine, type CheckEngine, type EngineVerdict } from "./check-engine.ts";
import { chooseEngine } from "./choose-engine.ts";
import { engineRecord } from "./engine-record.ts";
import { findEngines } from "./find-engines.ts";
import { buildBundles } from "../testing/worker-process.ts";

const logger = createLogger({ LOG_LEVEL: "silent" }, "test");
let folder = "";

beforeAll(async () => {
  await buildBundles();
  folder = await mkdtemp(join(tmpdir(), "strata-engines-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Verdicts as told; what is not named is not here. */
function verdicts(known: Record<string, number | string>): CheckEngine {
  return async (engine): Promise<EngineVerdict> => {
    const verdict = known[engine] ?? "it is not here";
    if (typeof verdict === "number") return { isGood: true, imagesPerSecond: verdict };
    return { isGood: false, reason: verdict, isLasting: true };
  };
}

test("the fastest that passes is taken, wherever it stands", async () => {
  const refused: RefusedProvider[] = [];
  const check = verdicts({ cuda: "no driver", webgpu: 300, cpu: 700 });
  const chosen = await chooseEngine(["cuda", "webgpu", "cpu"], { check, logger, refused });
  expect(chosen).toMatchObject({ engine: "cpu", imagesPerSecond: 700, isLasting: true });
  expect(refused).toEqual([{ provider: "cuda", reason: "no driver" }]);
});

test("nothing is taken where nothing passes", async () => {
  const refused: RefusedProvider[] = [];
  expect(await chooseEngine(["webgpu", "cpu"], { check: verdicts({}), logger, refused })).toBeNull();
  expect(refused).toHaveLength(2);
});

test("a provider that computes other values is refused, and the next best taken", async ({ skip }) => {
  const vulkan = softwareVulkan();
  if (vulkan === null)
    skip("no Vulkan driver: Chromium's package, which carries SwiftShader, is not installed");
  const expected = join(folder, "expected.json");
  const values = {
    losses: [1.486811, 0.821259, 0.729592],
    validationLosses: [1.029444, 1.072358, 1.194367],
    probabilities: [0.233959, 0.369358, 0.396683],
  };
  await writeFile(expected, JSON.stringify(values));
  // WebGPU really trains here, and what it gives is not what is expected: as if it had a wrong kernel.
  const check: CheckEngine = (engine) =>
    checkEngine(engine, {
      limitMs: HUNG_MS,
      ...(engine === "webgpu" && { env: vulkan ?? {}, expect: expected }),
    });
  const refused: RefusedProvider[] = [];
  const chosen = await chooseEngine(["webgpu", "cpu"], { check, logger, refused });
  expect(refused).toEqual([
    { provider: "webgpu", reason: "it computes wrong: values off by 0.090 in the check network" },
  ]);
  expect(chosen?.engine).toBe("cpu");
  expect(chosen?.imagesPerSecond).toBeGreaterThan(0);
});

test("what is not installed is refused in words", async () => {
  expect(await checkEngine("cuda")).toMatchObject({
    isGood: false,
    reason: expect.stringMatching(/^CUDA cannot be used here\. It needs an NVIDIA GPU/),
    isLasting: true,
  });
});

test("a check that crashes does not pass, and is tried again at the next start", async () => {
  const verdict = await checkEngine("cpu", {
    env: { NODE_OPTIONS: "--abort-on-uncaught-exception --max-old-space-size=1" },
  });
  expect(verdict).toMatchObject({ isGood: false, isLasting: false });
});

test("a choice is remembered for the same machine and versions only", async () => {
  const found = await findEngines(8e9);
  expect(found.candidates.at(-1)).toBe("cpu");
  expect(found.deviceOf("cpu")).toMatchObject({ memoryBytes: 8e9 });
  expect(found.versionsOf("cpu")).toMatchObject({ Node: process.versions.node, "ONNX Runtime": "1.30.0" });
  const record = engineRecord(folder, found);
  expect(await record.read()).toBeNull();
  const chosen = { engine: "cpu", imagesPerSecond: 512, refused: [], isLasting: true } as const;
  await record.write({ ...chosen, refused: [] });
  expect(await record.read()).toEqual(chosen);
  expect(await engineRecord(folder, await findEngines(9e9)).read()).toBeNull();
});
