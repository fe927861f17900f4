import { parseArgs } from "node:util";
import { DEFAULT_MODEL, ZOO } from "#models/zoo/zoo.ts";
import { UsageError } from "../train/usage-error.ts";

export const USAGE = `Finds what is on pictures with a pretrained network.

  npm run -s detect -- FILE... [--model ${DEFAULT_MODEL}] [--conf 0.5] [--json]

  --model WHAT     ${ZOO.map(({ name }) => name).join(", ")}, a name that "npm run -s models -- list" shows,
                   or an ONNX file (default ${DEFAULT_MODEL})
  --conf N         the least confidence, 0 to 1 (default 0.25)
  --iou N          a box that overlaps a better one of its class by more is dropped, 0 to 1 (default 0.45)
  --classes A,B    only these
  --every N        of a video every N-th frame is looked at (default 5)
  --json           one JSON list on standard output: [{"file", "width", "height", "boxes": [{"left", "top", "right", "bottom",
                   "conf", "class"}], "ms"}], in pixels of the picture as it is seen, the surest first; of a classifier
                   "classes": [{"class", "probability"}] instead of boxes; of a video "counts" of each class, "tracks" and
                   "frames": [{"frame", "second", "boxes"}], whose boxes have the "id" of their track, 0 for none
  --coco FILE      writes COCO JSON, of pictures
  --save DIR       writes each picture, and each frame that was looked at, with its boxes as PNG
  --model-info     what the network is: layers, parameters, multiply-adds, classes; no FILE is needed
  --help           this text

Pictures are JPEG, PNG, WebP, AVIF, TIFF and GIF up to 24 megapixels; videos, by
their ending, are read where ffmpeg is installed. Ends with 0 where every FILE was read, else with 2.`;

export type DetectOptions = {
  files: readonly string[];
  model: string;
  conf: number;
  iou: number;
  every: number;
  classes: readonly string[] | null;
  saveFolder: string | null;
  cocoFile: string | null;
  isJson: boolean;
  isModelInfo: boolean;
  isHelp: boolean;
};

/** @throws UsageError for an unknown option or value, and without a file. */
export function readDetectOptions(args: readonly string[]): DetectOptions {
  const flag = { type: "boolean" } as const;
  const text = { type: "string" } as const;
  let parsed;
  try {
    const options = {
      model: text,
      conf: text,
      iou: text,
      every: text,
      classes: text,
      save: text,
      coco: text,
      json: flag,
      "model-info": flag,
      help: { ...flag, short: "h" },
    } as const;
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const { values, positionals } = parsed;
  const isModelInfo = values["model-info"] === true;
  const isHelp = values.help === true;
  if (positionals.length === 0 && !isHelp && !isModelInfo) throw new UsageError("No FILE is named");
  return {
    files: positionals,
    model: values.model ?? DEFAULT_MODEL,
    conf: fraction("--conf", values.conf, 0.25),
    iou: fraction("--iou", values.iou, 0.45),
    every: every(values.every ?? "5"),
    classes: values.classes?.split(",").map((name) => name.trim()) ?? null,
    saveFolder: values.save ?? null,
    cocoFile: values.coco ?? null,
    isJson: values.json === true,
    isModelInfo,
    isHelp,
  };
}

function every(given: string): number {
  if (/^[1-9]\d{0,4}$/.test(given)) return Number(given);
  throw new UsageError(`--every is a whole number from 1; received "${given}"`);
}

function fraction(option: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (given.trim() === "" || !(value >= 0 && value <= 1)) {
    throw new UsageError(`${option} is a number from 0 to 1; received "${given}"`);
  }
  return value;
}
