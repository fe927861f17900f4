import { clipBox, type Size } from "../../vision/box.ts";
import { readCompressedRuns } from "../../vision/mask/compressed-runs.ts";
import { fillPolygons } from "../../vision/mask/fill-polygons.ts";
import { encodeRle } from "../../vision/mask/rle.ts";
import { keptMaskOf } from "./kept-mask.ts";
import { boxesFile, cocoFile, countsFile, type BoxesFile, type CocoFile } from "./lab-files.ts";
import { labResult, type LabResult } from "./lab-result.ts";
import { MAX_BOXES, MAX_PICTURE_PIXELS } from "./limits.ts";

type VisionKind = LabResult["kind"];
type Asked = {
  kind: VisionKind;
  /** Which of several pictures in a file; empty for whichever. */
  file: string;
};
type ReadLabFile = { ok: true; result: LabResult } | { ok: false; reason: string };

const EXPECTED: Record<VisionKind, string> = {
  detection: "Expected boxes as the vision lab exports them: “Boxes as JSON” or “COCO JSON”.",
  mask: "Expected masks as the vision lab exports them: “COCO JSON” or “Polygons”.",
  "video-count": "Expected what the vision lab counted on a video: “Counts as JSON”.",
};

const refused = (reason: string) => ({ ok: false, reason }) as const;

/** What a file of the vision lab, of the terminal or in COCO's form holds for a question. @returns a reason in words where nothing. */
export function readLabFile(text: string, asked: Asked): ReadLabFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused(`${EXPECTED[asked.kind]} This is no JSON.`);
  }
  const found = asked.kind === "video-count" ? countsIn(json) : pictureIn(json, asked);
  if (typeof found === "string") return refused(found);
  const parsed = labResult.safeParse(found);
  if (parsed.success) return { ok: true, result: parsed.data };
  return refused(parsed.error.issues[0]?.message ?? EXPECTED[asked.kind]);
}

function countsIn(json: unknown): object | string {
  const several = countsFile
    .array()
    .min(1)
    .safeParse(Array.isArray(json) ? json : [json]);
  if (!several.success) return EXPECTED["video-count"];
  const [data] = several.data;
  if (data === undefined || several.data.length > 1) {
    return `The file holds ${several.data.length} videos. Count that one alone.`;
  }
  const counts = Object.entries(data.counts).map(([name, count]) => ({ class: name, count }));
  return { kind: "video-count", file: data.video.slice(-200), counts, over: data.over };
}

function pictureIn(json: unknown, { kind, file }: Asked): object | string {
  const coco = cocoFile.safeParse(json);
  if (coco.success) {
    const image = oneOf(coco.data.images, (each) => each.file_name, file);
    if (typeof image === "string") return image;
    return image.width * image.height > MAX_PICTURE_PIXELS
      ? "A picture has at most 24 megapixels."
      : ofCoco(coco.data, image, kind);
  }
  const several = boxesFile
    .array()
    .min(1)
    .safeParse(Array.isArray(json) ? json : [json]);
  if (kind !== "detection" || !several.success) return EXPECTED[kind];
  const picture = oneOf(several.data, (each) => each.file, file);
  return typeof picture === "string" ? picture : detectionOf(picture);
}

/** The one that is meant, or why it cannot be told. */
function oneOf<Each>(all: readonly Each[], nameOf: (each: Each) => string, file: string): Each | string {
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  const named = all.filter((each) => lastPart(nameOf(each)) === file);
  const [first] = named;
  if (first !== undefined && named.length === 1) return first;
  const which = file === "" ? "one" : `“${file}”`;
  return `The file holds ${all.length} pictures, and ${which} is asked about. Export that picture alone.`;
}

/** The terminal names files with their folders. */
const lastPart = (path: string) => path.split(/[/\\]/).at(-1) ?? path;

function detectionOf({ file, width, height, boxes }: BoxesFile): object | string {
  if (boxes.length > MAX_BOXES) {
    return `The file holds ${boxes.length} boxes, and at most ${MAX_BOXES} are handed in. Take a higher confidence.`;
  }
  const size = { width, height };
  const inside = boxes.map((box) => ({ class: box.class, ...clipBox(box, size) }));
  return { kind: "detection", file: lastPart(file).slice(-200), size, boxes: inside };
}

function ofCoco(
  { categories, annotations }: CocoFile,
  image: CocoFile["images"][number],
  kind: VisionKind,
): object | string {
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const own = annotations.filter((each) => each.image_id === image.id);
  const { file_name: file, width, height } = image;
  const classOf = (each: (typeof own)[number]) => names.get(each.category_id) ?? `class ${each.category_id}`;
  if (kind === "detection") {
    const boxes = own.flatMap((each) => {
      if (each.bbox.length === 0) return [];
      const [left, top, wide, high] = each.bbox;
      return [{ class: classOf(each), left, top, right: left + wide, bottom: top + high }];
    });
    return detectionOf({ file, width, height, boxes });
  }
  const objects = own.slice(0, 100).flatMap((each) => {
    const mask = maskOf(each.segmentation, image);
    return mask === null ? [] : [{ name: classOf(each), mask }];
  });
  return objects.length === 0 ? EXPECTED.mask : { kind: "mask", file: lastPart(file).slice(-200), objects };
}

function maskOf(segmentation: CocoFile["annotations"][number]["segmentation"], size: Size) {
  if (segmentation === undefined) return null;
  if (!Array.isArray(segmentation)) {
    const { counts: given } = segmentation;
    const counts = typeof given === "string" ? readCompressedRuns(given) : given;
    return counts === null ? null : keptMaskOf({ size: segmentation.size, counts });
  }
  if (segmentation.length === 0) return null;
  return keptMaskOf(encodeRle(fillPolygons(segmentation, size)));
}
