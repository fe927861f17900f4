import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodePicture } from "#server/services/prediction/decode-picture.ts";
import { importEurosat } from "../import/import-eurosat.ts";
import { openDataset, type PackedDataset } from "../open-dataset.ts";
import { SHARED_DATA } from "../testing.ts";
import { distanceScale } from "./distance-scale.ts";
import { pictureDistances } from "./picture-distances.ts";
import { pictureTraits } from "./picture-traits.ts";

const plain = (...colour: number[]) =>
  Uint8Array.from({ length: 64 * 64 * colour.length }, (_, at) => colour[at % colour.length] ?? 0);

describe("beside real tiles", () => {
  const file = join(SHARED_DATA, "eurosat-1k-train-00000-of-00001.parquet");
  let home: string;
  let dataset: PackedDataset;
  let distanceOf: NonNullable<Awaited<ReturnType<typeof pictureDistances>>>;

  beforeAll(async () => {
    if (!existsSync(file)) return;
    home = await mkdtemp(join(tmpdir(), "strata-distance-"));
    const { id } = await importEurosat({ source: file, datasetsDir: home });
    dataset = await openDataset(join(home, id));
    const known = await pictureDistances(dataset);
    if (known === null) throw new Error("Tiles can be compared");
    distanceOf = known;
  });
  afterAll(async () => {
    if (existsSync(file)) await rm(home, { recursive: true, force: true });
  });

  test.runIf(existsSync(file))(
    "photographs of a street, a dog and a truck lie further than nearly all tiles",
    async () => {
      for (const [name, least, times] of [
        ["bus", 200, 2.5],
        ["dog", 200, 2.5],
        ["truck", 200, 2.5],
        ["street_car_bicycle", 180, 1.5],
      ] as const) {
        const photograph = await readFile(join(SHARED_DATA, "media", `${name}.jpg`));
        const distance = distanceOf(await decodePicture(photograph, [64, 64, 3]));
        expect(distance).toMatchObject({ of: 200 });
        expect(distance.nearer).toBeGreaterThanOrEqual(least);
        expect(distance.timesUsual).toBeGreaterThan(times);
      }
    },
  );

  test.runIf(existsSync(file))("so do plain squares of any colour, and noise", async () => {
    const noise = Uint8Array.from({ length: 64 * 64 * 3 }, (_, at) => (at * 2_654_435_761) >>> 24);
    for (const picture of [
      plain(0, 0, 0),
      plain(128, 128, 128),
      plain(255, 255, 255),
      plain(40, 60, 90),
      noise,
    ]) {
      expect(distanceOf(picture)).toMatchObject({ of: 200, nearer: 200 });
    }
  });

  test.runIf(existsSync(file))(
    "of tiles that it was not measured by, as many lie far as chance makes",
    async () => {
      let far = 0;
      let nearer = 0;
      for (let index = 0; index < 200; index += 1) {
        const distance = distanceOf(await dataset.readTile("test", index));
        nearer += distance.nearer;
        if (distance.nearer >= 198) far += 1;
      }
      expect(far).toBeLessThanOrEqual(6);
      expect(nearer / 200).toBeGreaterThan(80);
      expect(nearer / 200).toBeLessThan(120);
    },
  );
});

test("distances are in each trait's own deviations, and held against those of others", () => {
  const known = [
    [0, 0],
    [2, 200],
  ];
  const distance = distanceScale(known, [
    [1, 0],
    [2, 100],
    [2, 200],
  ])([4, 200]);
  // Deviations 1 and 100: the nearest of [4, 200] is [2, 200], 2 away; those held are 1, 1 and 0 away.
  expect(distance).toEqual({ of: 3, nearer: 3, timesUsual: 2 });
  expect(distanceScale(known, [[0, 0]])([0, 0])).toEqual({ of: 1, nearer: 0, timesUsual: null });
});

test("grey pictures have traits as well; a plain one has neither contrast nor edges", () => {
  expect(pictureTraits(plain(7), [64, 64, 1])).toEqual([7, 0, 0, 0, 0]);
  const traits = pictureTraits(plain(10, 20, 40), [64, 64, 3]).map((trait) => Number(trait.toFixed(4)));
  expect(traits).toEqual([10, 20, 40, -10, 20, 0, 0, 0, 3.434, 0, 0, 0, 0]);
});
