import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDataset } from "../../open-dataset.ts";
import { createSkySet } from "./create-sky.ts";
import { drawSequence } from "./draw-sequence.ts";
import { createSky, irradianceAfter } from "./sky.ts";

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "strata-sky-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

test("skies are packed in order, 60 / 20 / 20, each with its irradiance, and are called synthetic", async () => {
  const dir = join(home, "skies");
  await createSkySet({ dir, sequences: 20, seed: 3 });
  const dataset = await openDataset(dir);
  expect(dataset.descriptor).toMatchObject({
    id: "sky-irradiance",
    title: expect.stringContaining("synthetic"),
    isSynthetic: true,
    inputShape: [64, 64, 12],
    frames: 4,
    target: { task: "regression", unit: "W/m²" },
    counts: { train: 12, validation: 4, test: 4 },
  });
  const split = await dataset.openSplit("validation");
  const expected = [12, 13, 14, 15].map((index) => createSky(3, index));
  expect(split.targets).toEqual(Float32Array.from(expected, irradianceAfter));
  const pixels = new Uint8Array(2 * 64 * 64 * 12);
  split.read([1, 3], pixels);
  split.close();
  expect(pixels.subarray(0, 49_152)).toEqual(drawSequence(createSky(3, 13), 3, 13));
  expect(pixels.subarray(49_152)).toEqual(drawSequence(createSky(3, 15), 3, 15));
  expect(await dataset.readTestTargets()).toHaveLength(4);
});

test("a split that does not come out even is refused", async () => {
  await expect(createSkySet({ dir: join(home, "odd"), sequences: 7 })).rejects.toThrow(
    /multiples of 5 sequences, not 7/,
  );
});
