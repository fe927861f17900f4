import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HUNG_MS } from "#models/testing/limits.ts";
import { maskArea, maskBox } from "#models/vision/mask/bitmap.ts";
import { decodeRle } from "#models/vision/mask/rle.ts";
import { ROOT } from "#server/platform/paths.ts";
import { runProgram } from "#server/platform/run-program.ts";

let folder = "";
let picture = "";

// A light disc of radius 60 at 150, 100 on a dark ground.
const DISC = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200" fill="#123"/><circle cx="150" cy="100" r="60" fill="#fc3"/></svg>`;
const DISC_AREA = Math.PI * 60 ** 2;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-segment-"));
  picture = join(folder, "disc.png");
  await writeFile(picture, await sharp(Buffer.from(DISC)).png().toBuffer());
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function segment(...args: string[]) {
  return runProgram(process.execPath, [join(ROOT, "server/cli/bootstrap.mjs"), "segment", ...args], {
    timeoutMs: HUNG_MS,
    env: { ...process.env, BASE_URL: undefined, STRATA_HOME: folder },
  });
}

test("a point cuts out what it is on, as JSON and as PNG", async () => {
  const out = join(folder, "mask.png");
  const { code, stdout } = await segment(picture, "--point", "150,100", "--json", "--mask", out);
  expect(code).toBe(0);
  const { width, height, masks, candidates } = JSON.parse(stdout);
  expect({ width, height, masks: masks.length, candidates: candidates.length }).toEqual({
    width: 400,
    height: 200,
    masks: 1,
    candidates: 2,
  });
  const [{ rle, area, percent, box, score }] = masks;
  const mask = decodeRle(rle);
  expect(area).toBe(maskArea(mask));
  expect(Math.abs(area / DISC_AREA - 1)).toBeLessThan(0.05);
  expect(percent).toBeCloseTo((100 * area) / 80_000);
  expect(box).toEqual(maskBox(mask));
  expect(score).toBeGreaterThan(0.9);
  const { data, info } = await sharp(out).toColourspace("b-w").raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 400, height: 200, channels: 1 });
  expect(data.equals(Buffer.from(mask.bits.map((bit) => bit * 255)))).toBe(true);
});

test("everything finds the disc, once", async () => {
  const { code, stdout } = await segment(picture, "--everything", "--grid", "4", "--json");
  expect(code).toBe(0);
  const { masks } = JSON.parse(stdout) as { masks: { area: number }[] };
  expect(masks.filter(({ area }) => Math.abs(area / DISC_AREA - 1) < 0.1)).toHaveLength(1);
});

test.each([
  { args: ["a.png"], message: /Nothing says what is meant/ },
  { args: ["--point", "1,2"], message: /One FILE/ },
  { args: ["a.png", "--point", "1;2"], message: /--point is 2 numbers with commas between; received "1;2"/ },
  { args: ["a.png", "--box", "5,5,1,9"], message: /ends after it begins/ },
  { args: ["a.png", "--everything", "--grid", "0"], message: /--grid is a whole number/ },
  { args: ["missing.png", "--point", "1,2"], message: /no such file/ },
  { args: ["OURS", "--point", "900,2"], message: /400 x 200 pixels; 900,2 is outside/ },
])("$args is refused in words", async ({ args, message }) => {
  const { code, stderr } = await segment(...args.map((arg) => (arg === "OURS" ? picture : arg)));
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});
