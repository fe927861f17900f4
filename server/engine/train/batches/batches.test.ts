import { expect, test } from "vitest";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { memorySplit } from "#server/engine/memory-split.ts";
import { copyImage } from "./copy-image.ts";
import { epochBatches } from "./epoch-batches.ts";
import { fillMask } from "./fill-mask.ts";
import { fillNormal } from "./fill-normal.ts";
import { shuffledOrder } from "./shuffled-order.ts";

test.each([
  { flip: { horizontal: false, vertical: false }, expected: [0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11] },
  { flip: { horizontal: true, vertical: false }, expected: [4, 2, 0, 10, 8, 6, 5, 3, 1, 11, 9, 7] },
  { flip: { horizontal: false, vertical: true }, expected: [6, 8, 10, 0, 2, 4, 7, 9, 11, 1, 3, 5] },
  { flip: { horizontal: true, vertical: true }, expected: [10, 8, 6, 4, 2, 0, 11, 9, 7, 5, 3, 1] },
])("2 x 3 pixels of two channels, flipped $flip", ({ flip, expected }) => {
  const bytes = new Uint8Array(12);
  const image = Uint8Array.from({ length: 12 }, (_, i) => i);
  copyImage({ values: image, offset: 0 }, { values: bytes, offset: 0 }, { shape: [2, 3, 2], flip });
  expect([...bytes]).toEqual(expected);
});

test("an epoch sees every image once, in an order of its own", () => {
  const first = shuffledOrder(1000, 1, 1);
  expect([...first].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  expect([...shuffledOrder(1000, 1, 1)]).toEqual([...first]);
  expect([...shuffledOrder(1000, 1, 2)]).not.toEqual([...first]);
  expect([...shuffledOrder(1000, 2, 1)]).not.toEqual([...first]);
});

const objective = { targetType: "int32", encode: (label: number) => label } as const;

test("batches hold each image with its label, the last batch what is left", () => {
  const split = memorySplit({
    images: Uint8Array.from({ length: 10 }, (_, i) => i),
    targets: new Uint8Array(10).map((_, i) => 20 + i),
  });
  const source = {
    split,
    objective,
    shape: [1, 1, 1] as const,
    hyperParameters: hyperParameters.parse({ batchSize: 4, flipHorizontal: true }),
  };
  const seen: number[] = [];
  const counts: number[] = [];
  for (const { count, images, targets } of epochBatches(source, 1)) {
    counts.push(count);
    expect([...targets]).toEqual([...images].map((value) => value + 20));
    seen.push(...images);
  }
  expect(counts).toEqual([4, 4, 2]);
  expect(seen.toSorted((a, b) => a - b)).toEqual([...split.images]);
});

test("an epoch taken up at a step gives the batches that it would have given", () => {
  const split = memorySplit({
    images: Uint8Array.from({ length: 60 }, (_, i) => i),
    targets: new Uint8Array(10),
  });
  const source = {
    split,
    objective,
    shape: [2, 3, 1] as const,
    hyperParameters: hyperParameters.parse({ batchSize: 4, flipHorizontal: true, flipVertical: true }),
  };

  const imagesFrom = (step: number) => Array.from(epochBatches(source, 2, step), ({ images }) => [...images]);
  expect(imagesFrom(1)).toEqual(imagesFrom(0).slice(1));
  expect(imagesFrom(2)).toEqual(imagesFrom(0).slice(2));
  expect(imagesFrom(3)).toEqual([]);
});

test("noise is normal, the same for the same place", () => {
  const [noise, again, other] = [1, 1, 2].map((step) => {
    const values = new Float32Array(50_001);
    fillNormal(values, { seed: 1, step, layer: 0 });
    return values;
  });
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(Math.abs(mean(noise!))).toBeLessThan(0.02);
  expect(mean(noise!.map((value) => value ** 2))).toBeCloseTo(1, 1);
  // Of normal numbers, 68.3 % lie within one deviation and 95.4 % within two.
  for (const [limit, share] of [
    [1, 0.683],
    [2, 0.954],
  ] as const) {
    expect(mean(noise!.map((value) => Number(Math.abs(value) < limit)))).toBeCloseTo(share, 1.7);
  }
  expect(again).toEqual(noise);
  expect(other).not.toEqual(noise);
});

test.each([0.1, 0.3, 0.5, 0.95])(
  "a mask of rate %d drops about that share, the same for the same place",
  (rate) => {
    const [mask, again, other] = [new Uint8Array(50_001), new Uint8Array(50_001), new Uint8Array(50_001)];
    fillMask(mask, rate, { seed: 1, step: 7, layer: 0 });
    fillMask(again, rate, { seed: 1, step: 7, layer: 0 });
    fillMask(other, rate, { seed: 1, step: 8, layer: 0 });
    const dropped = mask.filter((value) => value === 0).length / mask.length;
    expect(Math.abs(dropped - rate)).toBeLessThan(0.01);
    expect(again).toEqual(mask);
    expect(other).not.toEqual(mask);
  },
);
