import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { HUNG_MS } from "#models/testing/limits.ts";
import { runProgram } from "#server/platform/run-program.ts";
import { readVideo } from "./read-video.ts";

const hasFfmpeg = (await runProgram("ffmpeg", ["-version"], { timeoutMs: HUNG_MS })).code === 0;

test.skipIf(!hasFfmpeg)("frames of ten bits a value are read as those of eight", async () => {
  const folder = await mkdtemp(join(tmpdir(), "strata-video-"));
  const file = join(folder, "ten-bits.mkv");
  const red = ["-f", "lavfi", "-i", "color=red:size=16x8:rate=2:duration=1"];
  const made = ["-v", "error", ...red, "-pix_fmt", "yuv420p10le", "-c:v", "ffv1", file];
  expect(await runProgram("ffmpeg", made, { timeoutMs: HUNG_MS })).toMatchObject({ code: 0, stderr: "" });
  try {
    const frames = [];
    for await (const frame of readVideo(file, 1)) frames.push(frame);
    expect(frames.map(({ number, time }) => [number, time])).toEqual([
      [0, 0],
      [1, 0.5],
    ]);
    const [first] = frames;
    expect(first?.picture).toMatchObject({ width: 16, height: 8 });
    const [r = 0, g = 255, b = 255] = first?.picture.pixels ?? [];
    expect([r > 245, g < 10, b < 10]).toEqual([true, true, true]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
