import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { InitializerName } from "#models/layers/settings/initializer.ts";
import { presetById } from "#models/presets/index.ts";
import { PURPOSE, randomStream } from "../random/random-stream.ts";
import { initialWeights } from "./initial-weights.ts";
import { initialize } from "./initialize.ts";
import { planNetwork } from "./network-plan.ts";

const draw = (name: InitializerName, shape: number[], seed = 1) =>
  initialize(name, shape, randomStream(seed, PURPOSE.weights, 0));

function spreadOf(values: Float32Array) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return {
    mean,
    deviation: Math.sqrt(variance),
    largest: values.reduce((a, b) => Math.max(a, Math.abs(b)), 0),
  };
}

// A kernel of 3 x 3 with 8 channels in and 40 out: fan in 72, fan out 360. A normal number that is drawn again beyond
// 2 reaches 2 / 0.8796 deviations of what is left.
const TRUNCATED = 2 / 0.87962566103423978;
test.each([
  { name: "glorot_uniform", deviation: Math.sqrt(2 / 432), reach: Math.sqrt(3) },
  { name: "glorot_normal", deviation: Math.sqrt(2 / 432), reach: TRUNCATED },
  { name: "he_uniform", deviation: Math.sqrt(2 / 72), reach: Math.sqrt(3) },
  { name: "he_normal", deviation: Math.sqrt(2 / 72), reach: TRUNCATED },
  { name: "lecun_uniform", deviation: Math.sqrt(1 / 72), reach: Math.sqrt(3) },
  { name: "lecun_normal", deviation: Math.sqrt(1 / 72), reach: TRUNCATED },
  { name: "random_uniform", deviation: 0.05 / Math.sqrt(3), reach: Math.sqrt(3) },
  { name: "truncated_normal", deviation: (0.05 / TRUNCATED) * 2, reach: TRUNCATED },
] as const)("$name has the deviation and the limits of Keras's", ({ name, deviation, reach }) => {
  const spread = spreadOf(draw(name, [3, 3, 8, 40]));
  expect(Math.abs(spread.mean / deviation)).toBeLessThan(0.06);
  expect(Math.abs(spread.deviation / deviation - 1)).toBeLessThan(0.04);
  expect(spread.largest / deviation).toBeLessThanOrEqual(reach * 1.000001);
  expect(spread.largest / deviation).toBeGreaterThan(reach * 0.99);
});

test("random_normal has deviation 0.05 and no limit, zeros and ones are what they say", () => {
  const spread = spreadOf(draw("random_normal", [100, 100]));
  expect(Math.abs(spread.deviation / 0.05 - 1)).toBeLessThan(0.03);
  expect(spread.largest).toBeGreaterThan(0.15);
  expect([...draw("zeros", [2, 2])]).toEqual([0, 0, 0, 0]);
  expect([...draw("ones", [3])]).toEqual([1, 1, 1]);
});

test.each([[[3, 2, 4, 7]], [[5, 9]], [[9, 5]], [[6, 6]]])(
  "orthogonal, %j: the shorter side of the kernel as a matrix is orthonormal",
  (shape) => {
    const columns = shape.at(-1)!;
    const values = draw("orthogonal", shape);
    const rows = values.length / columns;
    const at = (row: number, column: number) => values[row * columns + column]!;
    const isWide = rows < columns;
    const [count, length] = isWide ? [rows, columns] : [columns, rows];
    const product = (a: number, b: number) =>
      Array.from({ length }, (_, k) => (isWide ? at(a, k) * at(b, k) : at(k, a) * at(k, b))).reduce(
        (sum, term) => sum + term,
        0,
      );
    for (let a = 0; a < count; a++) {
      for (let b = 0; b <= a; b++) expect(product(a, b)).toBeCloseTo(a === b ? 1 : 0, 6);
    }
  },
);

test("the same seed draws the same weights, another seed others", () => {
  expect(draw("he_normal", [3, 3, 2, 5])).toEqual(draw("he_normal", [3, 3, 2, 5]));
  expect(draw("he_normal", [3, 3, 2, 5])).not.toEqual(draw("he_normal", [3, 3, 2, 5], 2));
});

// Runs of old are only repeatable as long as these hold.
test.each([
  { id: "lecture-cnn", sha256: "e47c3287946ed5dd2f038821076a1b84ec582a53b918ff7ac5e93b576248ccc6" },
  { id: "mobilenet-small", sha256: "cff9ecfba0a77774a3cc60e94ae9e4175b9544e32f871c7f46e4cff61f593a05" },
])("$id begins as it always did from seed 7", ({ id, sha256 }) => {
  const plan = planNetwork(presetById(id)!.graph, { inputShape: [64, 64, 3], target: numberedClasses(10) });
  const hash = createHash("sha256");
  for (const values of initialWeights(plan, 7).values()) hash.update(new Uint8Array(values.buffer));
  expect(hash.digest("hex")).toBe(sha256);
});
