import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLabFile } from "#models/exercises/questions/read-lab-file.ts";
import { HUNG_MS } from "#models/testing/limits.ts";
import { ROOT } from "#server/platform/paths.ts";
import { runProgram } from "#server/platform/run-program.ts";
import { tinyPets } from "#server/vision/testing/put-tiny-model.ts";

let folder = "";
let picture = "";
let model = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-detect-"));
  picture = join(folder, "turned.jpg");
  model = join(folder, "My pets.onnx");
  // A phone's: 64 x 128 as stored, 128 x 64 as it is seen.
  const grey = { create: { width: 64, height: 128, channels: 3 as const, background: "#808080" } };
  await writeFile(picture, await sharp(grey).withMetadata({ orientation: 6 }).jpeg().toBuffer());
  await writeFile(model, tinyPets());
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function run(command: string, ...args: string[]) {
  return runProgram(process.execPath, [join(ROOT, "server/cli/bootstrap.mjs"), command, ...args], {
    timeoutMs: HUNG_MS,
    env: { ...process.env, BASE_URL: undefined, STRATA_HOME: folder },
  });
}

test("a picture's boxes as JSON, on the picture as it is seen, drawn and for COCO; a file that is none ends with 2", async () => {
  const coco = join(folder, "coco.json");
  const args = ["--model", model, "--json", "--conf", "0.6", "--save", folder, "--coco", coco];
  const { code, stdout, stderr } = await run("detect", picture, model, ...args);
  expect(stderr).toContain("This picture is no JPEG");
  expect(code).toBe(2);
  // 128 x 64 letterboxed to 32 x 16, eight rows below the top.
  expect(JSON.parse(stdout)).toEqual([
    {
      file: picture,
      width: 128,
      height: 64,
      boxes: [
        { left: 0, top: 0, right: 64, bottom: 64, conf: 0.75, class: "cat" },
        { left: 80, top: 16, right: 112, bottom: 48, conf: 0.625, class: "dog" },
      ],
      ms: expect.any(Number),
    },
  ]);
  const drawn = await sharp(join(folder, "turned.png")).metadata();
  expect(drawn).toMatchObject({ format: "png", width: 128, height: 64 });
  expect(JSON.parse(await readFile(coco, "utf8"))).toMatchObject({
    annotations: [{ bbox: [0, 0, 64, 64] }, { category_id: 2 }],
  });
});

// Debian's, or anybody's: what is read is what it writes itself.
const hasFfmpeg = (await runProgram("ffmpeg", ["-version"])).code === 0;

test.skipIf(!hasFfmpeg)("things of a video are counted once, and damaged ones said", async () => {
  const video = join(folder, "pets.mp4");
  const drawn = ["-f", "lavfi", "-i", "color=gray:size=128x64:rate=10:duration=1.2", "-c:v", "mpeg4", video];
  expect((await runProgram("ffmpeg", ["-v", "error", ...drawn], { timeoutMs: HUNG_MS })).code).toBe(0);
  const broken = join(folder, "broken.mp4");
  await writeFile(broken, "no video at all");
  const args = ["--model", model, "--json", "--conf", "0.6", "--every", "3"];
  const { code, stdout, stderr } = await run("detect", video, broken, ...args);
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining("broken.mp4: This is no video, or a damaged one"),
  ]);
  const [report] = JSON.parse(stdout);
  expect(report).toMatchObject({
    video: "pets.mp4",
    width: 128,
    height: 64,
    counts: { cat: 1, dog: 1 },
    over: { curves: [{ class: "cat", counts: "1 1 1 1" }, { class: "dog" }] },
    tracks: [{ id: 1, class: "cat", from: 0, to: 0.9, frames: 4 }, { id: 2 }],
  });
  expect(
    report.frames.map(({ frame, second }: { frame: number; second: number }) => [frame, second]),
  ).toEqual([
    [0, 0],
    [3, 0.3],
    [6, 0.6],
    [9, 0.9],
  ]);
  // It is handed in as the vision lab's own file is.
  const read = readLabFile(stdout, { kind: "video-count", file: "" });
  expect(read).toMatchObject({
    ok: true,
    result: { file: "pets.mp4", counts: [{ count: 1 }, { count: 1 }] },
  });
});

test("a model is added, listed, asked by its name, described and removed; one that is not here says how to get it", async () => {
  const before = await run("detect", picture);
  expect(before.code).toBe(2);
  expect(before.stderr).toMatch(/yolox-nano is not here\. Fetch it \(.*get yolox-nano\), or bring its file/);
  expect((await run("models", "add", model)).stdout).toContain("my-pets is here");
  expect((await run("models", "list")).stdout).toMatch(/my-pets +here.*\n.*yolox-nano +not here/);
  const info = await run("detect", "--model-info", "--model", "my-pets");
  expect(info.stdout).toContain("2 classes: cat, dog");
  const asked = await run("detect", picture, "--model", "my-pets", "--classes", "dog");
  expect(asked.stdout).toMatch(/0\.625 {2}dog\n$/);
  await run("models", "remove", "my-pets");
  expect((await run("detect", picture, "--model", "my-pets")).code).toBe(2);
});

test.each([
  { args: ["detect"], message: /No FILE/ },
  { args: ["detect", "a.jpg", "--conf", "2"], message: /--conf is a number from 0 to 1; received "2"/ },
  { args: ["models", "add", "../../etc"], message: /There is no file/ },
  { args: ["models", "get", "../escape"], message: /not here/ },
])("$args is refused in words", async ({ args: [command = "", ...args], message }) => {
  const { code, stderr } = await run(command, ...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});
