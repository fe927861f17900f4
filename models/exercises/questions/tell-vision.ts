import { rleArea } from "../../vision/mask/rle-overlap.ts";
import type { Answer } from "./answer.ts";
import type { AnswerKey } from "./answer-key.ts";
import { countsOf } from "./judge-vision.ts";
import { rleOf, type KeptMask } from "./kept-mask.ts";
import type { ClassCount, NamedBox, WantedCount } from "./vision-parts.ts";

type VisionKind = "detection" | "mask" | "video-count";

const tellCount = ({ class: name, count }: ClassCount) => `${count} × ${name}`;

function tellCounts(counts: readonly ClassCount[]): string {
  if (counts.length === 0) return "nothing";
  return counts
    .toSorted((a, b) => b.count - a.count)
    .map(tellCount)
    .join(", ");
}

function tellWanted(wanted: WantedCount): string {
  const { tolerance } = wanted;
  return `${tellCount(wanted)}${tolerance === 0 ? "" : `, give or take ${tolerance}`}`;
}

function tellMask(mask: KeptMask): string {
  const area = rleArea(rleOf(mask));
  const percent = ((100 * area) / (mask.width * mask.height)).toFixed(1);
  return `${area.toLocaleString("en-US")} pixels, ${percent} % of the picture`;
}

/** What was handed in, in words. */
export function tellVisionAnswer(answer: Extract<Answer, { kind: VisionKind }>): string {
  switch (answer.kind) {
    case "detection":
      return withFile(answer.file, tellCounts(countsOf(answer.boxes)));
    case "mask":
      return withFile(answer.file, tellMask(answer.mask));
    case "video-count":
      return withFile(answer.file, tellCounts(answer.counts));
  }
}

const withFile = (file: string, found: string) => (file === "" ? found : `${file}: ${found}`);

function tellObject({ class: name, left, top, right, bottom }: NamedBox): string {
  const [x0, y0, x1, y1] = [left, top, right, bottom].map(Math.round);
  return `${name} from ${x0}, ${y0} to ${x1}, ${y1}`;
}

/** What is right, in words. */
export function tellVisionKey(key: Extract<AnswerKey, { kind: VisionKind }>): string {
  switch (key.kind) {
    case "detection": {
      const within = key.objects.length === 0 ? [] : [`each with an IoU of at least ${key.iou}`];
      return [...key.objects.map(tellObject), ...within, ...key.counts.map(tellWanted)].join("; ");
    }
    case "mask":
      return key.mask === null ? "" : `${tellMask(key.mask)}, with an IoU of at least ${key.iou}`;
    case "video-count":
      return key.counts.map(tellWanted).join("; ");
  }
}
