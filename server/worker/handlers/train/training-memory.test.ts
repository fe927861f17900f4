import pino from "pino";
import { expect, test } from "vitest";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { presetById } from "#models/presets/index.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import type { PackedDescriptor } from "#server/datasets/packed-format.ts";
import type { Datasets } from "#server/services/dataset/open.ts";
import type { EngineName } from "#server/contract/worker.ts";
import { trainingMemory } from "./training-memory.ts";

const GIB = 2 ** 30;
const packed: PackedDescriptor = { ...EUROSAT, formatVersion: 2, parts: {} };

function needOf(batchSize: number, engine: EngineName, deviceMemoryBytes: number | null) {
  const context = {
    datasets: { packed: async () => packed } as unknown as Datasets,
    logger: pino({ level: "silent" }),
    memoryLimitBytes: 64 * GIB,
    threads: 2,
    engine: () => engine,
    deviceMemoryBytes: () => deviceMemoryBytes,
  };
  return trainingMemory(context, {
    id: "run",
    cohortId: "cohort",
    startedBy: "learner",
    graph: presetById("resnet-small")!.graph,
    hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, batchSize },
    datasetVersionId: "version",
    weightsId: null,
    startedFrom: null,
  });
}

// resnet-small held 4.3 GB of a card at batch 128, 1.2 at 32.
test("a training that its card's memory is too small for is not begun, and the batch that fits is named", async () => {
  const { refusal } = (await needOf(128, "webgpu", 2 * GIB))!;
  expect(refusal).toMatchObject({
    code: "OUT_OF_MEMORY",
    message: expect.stringMatching(/Batch size 32 fits/),
  });
  expect((await needOf(32, "webgpu", 2 * GIB))!.refusal).toBeNull();
});

test("a card's memory is no matter to what trains elsewhere, nor one that does not say it", async () => {
  expect((await needOf(128, "cpu", 2 * GIB))!.neededBytes).toBeLessThan(4 * GIB);
  expect((await needOf(128, "cpu", 2 * GIB))!.refusal?.message ?? "").not.toContain("2.0 GB");
  expect((await needOf(128, "webgpu", null))!.neededBytes).toBeLessThan(4 * GIB);
});
