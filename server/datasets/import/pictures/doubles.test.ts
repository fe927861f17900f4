import { existsSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { inProof } from "#models/testing/proof.ts";
import { SHARED_DATA } from "../../testing.ts";
import { openFileBytes } from "./byte-source.ts";
import { decodePicture } from "./decode-picture.ts";
import { findNear } from "./find-doubles.ts";
import { openPictures } from "./open-pictures.ts";
import { printOf } from "./picture-print.ts";
import { classesOf, drawn, imported, OPTIONS, zipOf } from "./testing.ts";

test("the same pixels are found in whatever format, within and across splits, and with two labels", async () => {
  const train = await classesOf(["cat", "dog"], 8, "train/");
  const test = await classesOf(["cat", "dog"], 6, "test/").then((entries) =>
    Promise.all(
      entries.map(async ({ path }, index) => ({
        path,
        bytes: await drawn(7000 + index)
          .png()
          .toBuffer(),
      })),
    ),
  );
  const copies = [
    { path: "train/cat/copy.tiff", bytes: await drawn(0).tiff({ compression: "lzw" }).toBuffer() },
    { path: "test/cat/leak.webp", bytes: await drawn(1).webp({ lossless: true }).toBuffer() },
    { path: "train/dog/wrong.png", bytes: await drawn(2).png().toBuffer() },
  ];
  const { report } = await imported(await zipOf([...train, ...test, ...copies]), {
    options: { split: { rule: "folders" }, side: 64 },
  });
  const { exact } = report;
  expect(exact).toMatchObject({ pictures: 3, contradictory: 1 });
  expect(exact.acrossSplits).toBeGreaterThanOrEqual(1);
  expect(exact.groups).toHaveLength(3);
  const named = (name: string) => exact.groups.find((group) => group.some((copy) => copy.name === name));
  expect(named("train/cat/copy.tiff")).toContainEqual(
    expect.objectContaining({ name: "train/cat/1.png", label: "cat" }),
  );
  expect(named("test/cat/leak.webp")?.map(({ split }) => split)).toContain("test");
  expect(new Set(named("train/dog/wrong.png")?.map(({ label }) => label))).toEqual(new Set(["cat", "dog"]));
  expect(report.near.pictures).toBe(0);
});

test("pictures that were saved again, made brighter or resized are near doubles; mirrored ones are not", async () => {
  const others = await classesOf(["cat", "dog"], 12);
  const original = drawn(0, 128);
  const changed = await Promise.all([
    original.clone().jpeg({ quality: 40 }).toBuffer(),
    original.clone().modulate({ brightness: 1.1 }).png().toBuffer(),
    original.clone().resize(90, 90).png().toBuffer(),
  ]);
  const copies = changed.map((bytes, index) => ({ path: `dog/near${index}.png`, bytes }));
  const mirrored = { path: "dog/mirrored.png", bytes: await drawn(0).flop().png().toBuffer() };
  const { report } = await imported(await zipOf([...others, ...copies, mirrored]));
  expect(report.exact.pictures).toBe(0);
  expect(report.near).toMatchObject({ pictures: 3, contradictory: 1, isComplete: true });
  expect(report.near.groups[0]?.map(({ name }) => name).toSorted()).toEqual([
    "cat/1.png",
    "dog/near0.png",
    "dog/near1.png",
    "dog/near2.png",
  ]);
});

test("even pictures are not taken for doubles of each other, and a crowd of look-alikes does not hang", async () => {
  const shape = { size: [32, 32], fit: "crop", colour: "colour" } as const;
  const tile = await decodePicture(await drawn(3).png().toBuffer(), shape, 1e6);
  const print = printOf(tile, 32, 3);
  const even = { ...print, isEven: true };
  expect(findNear([1, 2, 3].map((index) => ({ sha256: String(index), print: even }))).groups).toEqual([]);
  const unlike = { ...print, cells: print.cells.map((value, index) => (index % 2 === 0 ? value : -value)) };
  const crowd = Array.from({ length: inProof(9000, 1500) }, (_, index) => ({
    sha256: String(index),
    print: index % 2 === 0 ? print : unlike,
  }));
  expect(findNear(crowd, inProof(undefined, 1_000_000)).isComplete).toBe(false);
});

test.runIf(existsSync(join(SHARED_DATA, "eurosat_rgb.zip")))(
  "different real tiles are not near doubles, and tiles saved again are",
  async () => {
    const source = await openPictures({
      bytes: await openFileBytes(join(SHARED_DATA, "eurosat_rgb.zip")),
      name: "eurosat_rgb.zip",
    });
    const shape = { ...OPTIONS, size: [64, 64] } as const;
    const printed: { sha256: string; print: ReturnType<typeof printOf> }[] = [];
    let index = 0;
    let saved = 0;
    let found = 0;
    for await (const picture of source.pictures()) {
      index += 1;
      if (index % inProof(10, 100) !== 0) continue;
      const bytes = await picture.read();
      const print = printOf(await decodePicture(bytes, shape, 1e6), 64, 3);
      printed.push({ sha256: String(index), print });
      if (print.isEven) continue;
      const again = await sharp(bytes).jpeg({ quality: 50 }).toBuffer();
      const copy = { sha256: "again", print: printOf(await decodePicture(again, shape, 1e6), 64, 3) };
      saved += 1;
      found += findNear([{ sha256: "first", print }, copy]).groups.length;
    }
    await source.close();
    expect(printed).toHaveLength(inProof(2700, 270));
    expect(findNear(printed)).toEqual({ groups: [], isComplete: true });
    expect(found / saved).toBeGreaterThan(0.9);
  },
);
