import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { drawSequence } from "./draw-sequence.ts";
import { clearSkyIrradiance, globalIrradiance } from "./irradiance.ts";
import { createSky, irradianceAfter, isSky, SKY_FRAMES, SKY_SIZE, skyStateAt } from "./sky.ts";

const FRAME = 3;
const skies = Array.from({ length: 300 }, (_, index) => createSky(1, index));

// Haurwitz by hand: sin 90 = 1: 1098 exp(-0.057); sin 30 = 0.5: 549 exp(-0.114).
test.each([
  [90, 1037.164],
  [30, 489.852],
  [0, 0],
  [-10, 0],
])("a clear sky with the sun %d degrees high gives %d W/m²", (sunHeight, expected) => {
  expect(clearSkyIrradiance(sunHeight)).toBeCloseTo(expected, 2);
});

test.each([
  { sunCover: 0, skyCover: 0, part: 1 },
  { sunCover: 1, skyCover: 1, part: 0.25 },
  { sunCover: 1, skyCover: 0, part: 0.4 },
  { sunCover: 0, skyCover: 1, part: 0.85 },
])("cover $sunCover around the sun and $skyCover in all leave $part", ({ part, ...cover }) => {
  const clear = clearSkyIrradiance(40);
  expect(globalIrradiance({ sunHeight: 40, ...cover })).toBeCloseTo(clear * part, 9);
});

test("the same seed and index draw the same bytes, others others", () => {
  const draw = (seed: number, index: number) =>
    Buffer.from(drawSequence(createSky(seed, index), seed, index)).toString("base64");
  expect(draw(1, 5)).toBe(draw(1, 5));
  expect(new Set([draw(1, 5), draw(1, 6), draw(2, 5)]).size).toBe(3);
  expect(drawSequence(createSky(1, 0), 1, 0)).toHaveLength(SKY_SIZE * SKY_SIZE * SKY_FRAMES * FRAME);
});

test("what notebooks draw with numpy is still what is drawn here", () => {
  // Of `drawSkies` in server/engine/export, run in Python: change both together, then these.
  const sky = createSky(1, 1600);
  const sha256 = createHash("sha256")
    .update(drawSequence(sky, 1, 1600))
    .digest("hex");
  expect(sha256).toBe("4871783732634c2221db2db92499ebf7a0be46275425dfad84363adf04faedc7");
  expect(Math.fround(irradianceAfter(sky))).toBe(Math.fround(504.656433));
});

test("without wind nothing would move: with it, a frame shows the last one's clouds further on", () => {
  for (const { clouds } of skies.slice(0, 20)) {
    const [dx, dy] = clouds.wind;
    expect(Math.hypot(dx, dy)).toBeGreaterThanOrEqual(4);
    expect(clouds.opacityAt(20 + dx, 30 + dy, 3)).toBeCloseTo(clouds.opacityAt(20, 30, 2), 9);
  }
});

test("the motion matters: who takes the last frame's irradiance for the next one's misses by a fifth of the spread", () => {
  const actual = skies.map(irradianceAfter);
  const mean = actual.reduce((sum, value) => sum + value, 0) / actual.length;
  const missed = (predicted: readonly number[]) =>
    Math.sqrt(actual.reduce((sum, value, i) => sum + (value - (predicted[i] ?? 0)) ** 2, 0) / actual.length);
  const spread = missed(actual.map(() => mean));
  const persistence = missed(skies.map((sky) => globalIrradiance(skyStateAt(sky, SKY_FRAMES - 1))));
  expect(spread).toBeGreaterThan(200);
  expect(persistence / spread).toBeGreaterThan(0.2);
});

test("the sun stands in the sky and is its brightest place where no cloud is before it", () => {
  const clear = skies.filter((sky) => skyStateAt(sky, 0).sunCover < 0.01).slice(0, 10);
  expect(clear).toHaveLength(10);
  for (const [index, sky] of clear.entries()) {
    const [x, y] = sky.sun.map(Math.round) as [number, number];
    expect(isSky(x, y)).toBe(true);
    const pixels = drawSequence(sky, 1, index);
    const lightAt = (column: number, row: number) =>
      pixels
        .subarray((row * SKY_SIZE + column) * 12, (row * SKY_SIZE + column) * 12 + FRAME)
        .reduce((sum, level) => sum + level, 0);
    const brightest = Math.max(
      ...Array.from({ length: SKY_SIZE ** 2 }, (_, i) => lightAt(i % SKY_SIZE, Math.floor(i / SKY_SIZE))),
    );
    expect(lightAt(x, y)).toBeGreaterThan(0.93 * brightest);
  }
});
