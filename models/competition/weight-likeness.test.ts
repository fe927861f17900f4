import { expect, test } from "vitest";
import { randomNumbers } from "./random-numbers.ts";
import { weightLikeness } from "./weight-likeness.ts";
import { sketchOf, type TensorSketch } from "./weight-sketch.ts";

function numbers(seed: number, count: number): Float32Array {
  const random = randomNumbers(seed.toString(16).padStart(32, "0"));
  return Float32Array.from({ length: count }, () => random() - 0.5);
}

const tensor = (data: Float32Array, isTrained = true): TensorSketch => ({
  shape: [data.length],
  isTrained,
  ...sketchOf(data),
});

test("a sketch tells how far two tensors are apart, however near", () => {
  const values = numbers(1, 10_000);
  for (const part of [1e-2, 1e-4, 1e-6]) {
    const noise = numbers(2, values.length);
    const moved = values.map((value, at) => value + part * 0.5 * (noise[at] ?? 0));
    const found = weightLikeness([tensor(values)], [tensor(moved)]);
    expect(found?.share).toBe(1);
    expect((found?.distance ?? 0) / part).toBeGreaterThan(0.25);
    expect((found?.distance ?? 0) / part).toBeLessThan(0.9);
  }
  expect(weightLikeness([tensor(values)], [tensor(values)])).toEqual({ share: 1, distance: 0 });
  expect(weightLikeness([tensor(values)], [tensor(numbers(3, 10_000))])).toEqual({ share: 0, distance: 0 });
});

test("values are held against each other by what sets them apart from their mean, and constant ones not at all", () => {
  const around = (seed: number) => numbers(seed, 500).map((value) => 1 + 0.001 * value);
  expect(weightLikeness([tensor(around(1))], [tensor(around(2))])?.share).toBe(0);
  const ones = new Float32Array(500).fill(1);
  expect(weightLikeness([tensor(ones)], [tensor(ones)])).toBeNull();
});

test("layers count by their values, in any order, and frozen ones where the other trained them", () => {
  const [large, small] = [numbers(1, 900), numbers(2, 100)];
  const one = [tensor(large), tensor(small)];
  expect(weightLikeness(one, [tensor(small), tensor(large)])?.share).toBe(1);
  expect(weightLikeness(one, [tensor(small), tensor(numbers(3, 900))])?.share).toBeCloseTo(0.1, 12);
  expect(weightLikeness(one, [tensor(large, false), tensor(numbers(3, 100))])?.share).toBeCloseTo(0.9, 12);
  expect(weightLikeness([tensor(large, false)], [tensor(large, false)])).toBeNull();
  expect(weightLikeness([tensor(Float32Array.of(NaN, 1))], [tensor(Float32Array.of(NaN, 1))])).toBeNull();
});
