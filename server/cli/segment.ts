import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { encodeRle } from "#models/vision/mask/rle.ts";
import type { Size } from "#models/vision/box.ts";
import type { SegmentPrompt } from "#models/vision/sam/prompt.ts";
import { Segmenter } from "#server/engine/vision/sam/segmenter.ts";
import { AppError } from "#server/platform/errors.ts";
import { maskPng, masksPng } from "#server/vision/mask-png.ts";
import { segmentEverything, segmentPrompt, type SegmentedMask } from "#server/vision/segment.ts";
import { readPicture } from "./detect/read-picture.ts";
import { readSegmentOptions, USAGE, type SegmentOptions } from "./segment/options.ts";
import { UsageError } from "./train/usage-error.ts";

const EXIT_REFUSED = 2;

async function segment(args: readonly string[]): Promise<void> {
  const options = readSegmentOptions(args);
  if (options.isHelp) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const picture = await readPicture(options.file);
  requireInside(options.prompt, picture);
  const segmenter = new Segmenter(availableParallelism());
  const startedAt = performance.now();
  const embedding = await segmenter.embed(picture);
  const encodedAt = performance.now();
  const found = options.isEverything
    ? await segmentEverything(segmenter, embedding, { grid: options.grid, onProgress: tellProgress })
    : await segmentPrompt(segmenter, embedding, options.prompt);
  const ms = { encode: encodedAt - startedAt, decode: performance.now() - encodedAt };
  await segmenter.release();
  const masks = options.isEverything ? found : found.slice(0, 1);
  tell(options, { masks, candidates: found.slice(masks.length), ms, picture });
  await save(options, masks, picture);
}

type Result = {
  masks: readonly SegmentedMask[];
  candidates: readonly SegmentedMask[];
  ms: { encode: number; decode: number };
  picture: Size;
};

function tell({ file, isJson }: SegmentOptions, { masks, candidates, ms, picture }: Result): void {
  const { width, height } = picture;
  const [encode, decode] = [ms.encode, ms.decode].map(Math.round);
  if (isJson) {
    const report = {
      file,
      width,
      height,
      masks: masks.map(reportOf),
      candidates: candidates.map(reportOf),
      ms: { encode, decode },
    };
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return;
  }
  const lines = masks.map(
    ({ score, area, percent, box: { left, top, right, bottom } }) =>
      `  score ${score.toFixed(3)}, ${area} pixels (${percent.toFixed(1)} %), from ${left}, ${top} to ${right}, ${bottom}`,
  );
  const head = `${file}: ${width} x ${height}, encoded in ${encode} ms, ${masks.length} masks in ${decode} ms`;
  process.stdout.write(`${[head, ...lines].join("\n")}\n`);
}

function reportOf({ score, area, percent, box, bitmap }: SegmentedMask) {
  return { score, area, percent, box, rle: encodeRle(bitmap) };
}

async function save(
  { maskFile, isEverything }: SegmentOptions,
  masks: readonly SegmentedMask[],
  picture: Size,
): Promise<void> {
  if (maskFile === null) return;
  const [first] = masks;
  const { width, height } = picture;
  const empty = { width, height, bits: new Uint8Array(width * height) };
  await writeFile(
    maskFile,
    isEverything ? await masksPng(masks, picture) : await maskPng(first?.bitmap ?? empty),
  );
}

function requireInside({ points, box }: SegmentPrompt, { width, height }: Size): void {
  const corners = box === null ? [] : [{ x: box.right, y: box.bottom }];
  for (const { x, y } of [...points, ...corners]) {
    if (x <= width && y <= height) continue;
    throw new UsageError(`The picture has ${width} x ${height} pixels; ${x},${y} is outside of it`);
  }
}

function tellProgress(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} points`);
  if (process.stderr.isTTY && done === total) process.stderr.write("\n");
}

try {
  await segment(process.argv.slice(2));
} catch (error) {
  const isExpected = error instanceof UsageError || error instanceof AppError;
  process.exitCode = isExpected ? EXIT_REFUSED : 1;
  const hint = error instanceof UsageError ? "\nSee npm run -s segment -- --help" : "";
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${hint}\n`);
}
