import { mkdir, mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inProof } from "#models/testing/proof.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { PACKED_VERSION } from "#server/datasets/packed-format.ts";
import { chainGraph } from "#models/graph/chain.ts";
import { createLogger } from "#server/platform/logger.ts";
import { distEntry } from "#server/platform/paths.ts";
import { trainMessages } from "./handlers/train/messages.ts";
import { runTask } from "./host/run-task.ts";
import { startChild } from "./host/start-child.ts";
import { buildBundles } from "./testing/worker-process.ts";

const SIDE = 224;
const PICTURE = SIDE * SIDE * 3;
const GB = 1_000_000_000;
const PICTURES_BYTES = inProof(4 * GB, GB);
const LIMIT_BYTES = 1.5 * GB;

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "strata-large-"));
  await buildBundles();
  // Vitest sets one of its own.
  vi.stubEnv("BASE_URL", undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  return rm(home, { recursive: true, force: true });
});

/** A packed set of black pictures, which take no room on the disk. */
async function packBlack(dir: string, counts: { train: number; validation: number; test: number }) {
  await mkdir(dir, { recursive: true });
  const parts: Record<string, { bytes: number; sha256: string }> = {};
  for (const [split, count] of Object.entries(counts)) {
    const bytes = count * PICTURE;
    const file = await open(join(dir, `${split}-images.bin`), "wx");
    await file.truncate(bytes);
    await file.close();
    await writeFile(
      join(dir, `${split}-labels.bin`),
      new Uint8Array(count).map((_, place) => place % 10),
    );
    parts[`${split}-images.bin`] = { bytes, sha256: "0".repeat(64) };
    parts[`${split}-labels.bin`] = { bytes: count, sha256: "0".repeat(64) };
  }
  const descriptor = { ...EUROSAT, id: "black", inputShape: [SIDE, SIDE, 3], counts };
  const packed = { ...descriptor, formatVersion: PACKED_VERSION, parts };
  await writeFile(join(dir, "descriptor.json"), JSON.stringify(packed));
}

test("1 GB of pictures trains in a child of less than 1.5 GB", async () => {
  const datasetDir = join(home, "black");
  await packBlack(datasetDir, { train: Math.ceil(PICTURES_BYTES / PICTURE), validation: 20, test: 20 });
  const graph = chainGraph(
    [
      { type: "AveragePooling2D", settings: { poolSize: [32, 32], strides: [32, 32] } },
      { type: "Flatten" },
      { type: "Dense", settings: { units: 10 } },
    ],
    [SIDE, SIDE, 3],
  );
  const logger = createLogger({ LOG_LEVEL: "silent" }, "test");
  const child = startChild({ entry: distEntry("child"), memoryLimitBytes: LIMIT_BYTES, logger });
  const end = await runTask(child, trainMessages, {
    task: {
      engine: "cpu",
      graph,
      hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, epochs: 1, batchSize: 128 },
      datasetDir,
      home,
      outDir: join(home, "out"),
      attempt: 1,
      leaseMs: 600_000,
      recordedEpoch: 1,
      startFrom: null,
      resumeFrom: null,
    },
  }).end;
  if (end.kind !== "trained") throw new Error(`It ended as ${JSON.stringify(end)}`);
  // Read whole, its pictures alone would be twice as much.
  expect(end.peakMemoryBytes).toBeLessThan(Math.min(LIMIT_BYTES, PICTURES_BYTES / 2));
  expect(end.test.count).toBe(20);
});
