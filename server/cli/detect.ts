import { mkdir, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { cocoJson } from "#models/vision/coco-json.ts";
import type { Detection } from "#models/vision/detection.ts";
import type { RgbPicture } from "#models/vision/resize-bilinear.ts";
import { AppError } from "#server/platform/errors.ts";
import { annotate } from "#server/vision/annotate.ts";
import { detectPicture, type FoundOnPicture } from "./detect/detect-picture.ts";
import { detectVideo, videoLines, videoReport } from "./detect/detect-video.ts";
import { isVideoFile } from "#server/vision/video/read-video.ts";
import { gflops, modelInfo } from "./detect/model-info.ts";
import { openModel } from "./detect/open-model.ts";
import { readDetectOptions, USAGE, type DetectOptions } from "./detect/options.ts";
import { UsageError } from "./train/usage-error.ts";

const EXIT_REFUSED = 2;

async function detect(args: readonly string[]): Promise<number> {
  const options = readDetectOptions(args);
  if (options.isHelp) return tell(USAGE);
  const { descriptor, open } = await openModel(options.model);
  if (options.isModelInfo) {
    const info = { ...descriptor, gflops: gflops(descriptor) };
    tell(options.isJson ? JSON.stringify(info) : modelInfo(descriptor));
    if (options.files.length === 0) return 0;
  }
  const classes = chosenClasses(options.classes, descriptor.classes);
  const network = await open();
  const found: ({ file: string } & FoundOnPicture)[] = [];
  const reports: object[] = [];
  let refused = 0;
  for (const file of options.files) {
    try {
      const { conf, iou, every } = options;
      if (isVideoFile(file)) {
        const onFrame = (frame: Looked) =>
          saveFrame(options.saveFolder, { file, ...frame }, descriptor.classes);
        const result = await detectVideo(file, { network, descriptor, conf, iou, classes, every, onFrame });
        reports.push(videoReport(file, result));
        if (!options.isJson) tell(videoLines(file, result));
        if (result.damage !== null) throw new AppError("INVALID_INPUT", result.damage);
        continue;
      }
      const result = await detectPicture(file, { network, descriptor, conf, iou, classes });
      found.push({ file, ...result });
      reports.push(reportOf({ file, ...result }));
      if (!options.isJson) tell(linesOf(file, result));
      if (options.saveFolder !== null) await save(options.saveFolder, file, result, descriptor.classes);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused += 1;
      process.stderr.write(`${file}: ${error.message}\n`);
    }
  }
  await network.release();
  if (options.isJson && !options.isModelInfo) tell(JSON.stringify(reports));
  await writeCoco(options, found, descriptor.classes);
  return refused === 0 ? 0 : EXIT_REFUSED;
}

function reportOf({ file, picture, boxes, classes, ms }: { file: string } & FoundOnPicture) {
  const { width, height } = picture;
  return { file, width, height, ...(classes.length > 0 ? { classes } : { boxes }), ms };
}

function linesOf(file: string, { picture, boxes, classes, ms }: FoundOnPicture): string {
  const head = `${file}: ${picture.width} x ${picture.height}, ${ms} ms`;
  const cell = (value: number) => value.toFixed(1).padStart(8);
  return [
    head,
    ...boxes.map(
      ({ left, right, top, bottom, conf, class: name }) =>
        `  ${[left, right, top, bottom].map(cell).join("")}  ${conf.toFixed(3)}  ${name}`,
    ),
    ...classes.map(({ class: name, probability }) => `  ${probability.toFixed(3)}  ${name}`),
    ...(boxes.length + classes.length === 0 ? ["  nothing found; a lower --conf finds more"] : []),
  ].join("\n");
}

async function save(
  folder: string,
  file: string,
  { picture, boxes }: FoundOnPicture,
  classes: readonly string[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const name = `${basename(file, extname(file))}.png`;
  await writeFile(join(folder, name), await annotate(picture, boxes, classes));
}

type Looked = { number: number; picture: RgbPicture; boxes: Detection[] };

async function saveFrame(
  folder: string | null,
  { file, number, picture, boxes }: Looked & { file: string },
  classes: readonly string[],
): Promise<void> {
  if (folder === null) return;
  await mkdir(folder, { recursive: true });
  const name = `${basename(file, extname(file))}-${String(number).padStart(6, "0")}.png`;
  await writeFile(join(folder, name), await annotate(picture, boxes, classes));
}

async function writeCoco(
  { cocoFile }: DetectOptions,
  found: readonly ({ file: string } & FoundOnPicture)[],
  classes: readonly string[],
): Promise<void> {
  if (cocoFile === null) return;
  const pictures = found.map(({ file, picture: { width, height }, boxes }) => ({
    file: basename(file),
    width,
    height,
    detections: boxes,
  }));
  await writeFile(cocoFile, `${JSON.stringify(cocoJson(pictures, classes))}\n`);
}

function chosenClasses(wanted: readonly string[] | null, classes: readonly string[]): Set<number> | null {
  if (wanted === null) return null;
  return new Set(
    wanted.map((name) => {
      const index = classes.indexOf(name);
      if (index < 0) throw new UsageError(`This network knows no class "${name}"; --model-info shows them`);
      return index;
    }),
  );
}

function tell(text: string): 0 {
  process.stdout.write(`${text}\n`);
  return 0;
}

try {
  process.exitCode = await detect(process.argv.slice(2));
} catch (error) {
  const isExpected = error instanceof UsageError || error instanceof AppError;
  process.exitCode = isExpected ? EXIT_REFUSED : 1;
  const hint = error instanceof UsageError ? "\nSee npm run -s detect -- --help" : "";
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${hint}\n`);
}
