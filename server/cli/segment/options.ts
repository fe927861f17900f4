import { parseArgs } from "node:util";
import type { Box } from "#models/vision/box.ts";
import type { SegmentPrompt } from "#models/vision/sam/prompt.ts";
import { UsageError } from "../train/usage-error.ts";

export const USAGE = `Cuts out what is meant on a picture, by MobileSAM, which comes with the installation.

  npm run -s segment -- FILE --point X,Y [--point X,Y] [--not X,Y] [--box L,T,R,B] [--json] [--mask out.png]
  npm run -s segment -- FILE --everything [--grid 16] [--json] [--mask out.png]

  --point X,Y      a point on it, any number of times; pixels of the picture as it is seen
  --not X,Y        a point that is not on it, any number of times
  --box L,T,R,B    a box around it: left, top, right, bottom
  --everything     all that stands out, by a grid of points
  --grid N         points a side of that grid, 1 to 64 (default 16)
  --json           one JSON object: {"file", "width", "height", "masks": [{"score", "area", "percent", "box": {"left", "top",
                   "right", "bottom"}, "rle": {"size": [height, width], "counts"}}], "candidates": [the same], "ms": {"encode",
                   "decode"}}; counts are COCO's run lengths; candidates is what else a prompt may mean
  --mask FILE      writes the mask as PNG, 255 where it is; with --everything each in a colour of its own
  --help           this text`;

export type SegmentOptions = {
  file: string;
  prompt: SegmentPrompt;
  isEverything: boolean;
  grid: number;
  maskFile: string | null;
  isJson: boolean;
  isHelp: boolean;
};

/** @throws UsageError for an unknown option or value, and where nothing says what is meant. */
export function readSegmentOptions(args: readonly string[]): SegmentOptions {
  const { values, positionals } = parsed(args);
  const isHelp = values.help === true;
  const isEverything = values.everything === true;
  const prompt = {
    points: [
      ...(values.point ?? []).map((given) => pointOf("--point", given, true)),
      ...(values.not ?? []).map((given) => pointOf("--not", given, false)),
    ],
    box: values.box === undefined ? null : boxOf(values.box),
  };
  const [file = "", ...others] = positionals;
  if (!isHelp && (file === "" || others.length > 0)) {
    throw new UsageError(`One FILE is expected; received ${positionals.length}`);
  }
  const isMeant = prompt.box !== null || prompt.points.some(({ isOn }) => isOn);
  if (!isHelp && !isEverything && !isMeant) {
    throw new UsageError("Nothing says what is meant: --point, --box or --everything");
  }
  if (isEverything && (prompt.points.length > 0 || prompt.box !== null)) {
    throw new UsageError("--everything takes no points and no box");
  }
  return {
    file,
    prompt,
    isEverything,
    grid: gridOf(values.grid),
    maskFile: values.mask ?? null,
    isJson: values.json === true,
    isHelp,
  };
}

function parsed(args: readonly string[]) {
  const flag = { type: "boolean" } as const;
  const text = { type: "string" } as const;
  const several = { type: "string", multiple: true } as const;
  const options = {
    point: several,
    not: several,
    box: text,
    everything: flag,
    grid: text,
    mask: text,
    json: flag,
    help: { ...flag, short: "h" },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function gridOf(given = "16"): number {
  const grid = Number(given);
  if (Number.isInteger(grid) && grid >= 1 && grid <= 64) return grid;
  throw new UsageError(`--grid is a whole number from 1 to 64; received "${given}"`);
}

function pointOf(option: string, given: string, isOn: boolean): SegmentPrompt["points"][number] {
  const [x = 0, y = 0] = numbersOf(option, given, 2);
  return { x, y, isOn };
}

function boxOf(given: string): Box {
  const [left = 0, top = 0, right = 0, bottom = 0] = numbersOf("--box", given, 4);
  if (right <= left || bottom <= top) {
    throw new UsageError(`--box is left, top, right, bottom, and ends after it begins; received "${given}"`);
  }
  return { left, top, right, bottom };
}

function numbersOf(option: string, given: string, count: number): number[] {
  const numbers = given.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (numbers.length !== count || !numbers.every((value) => Number.isFinite(value) && value >= 0)) {
    throw new UsageError(`${option} is ${count} numbers with commas between; received "${given}"`);
  }
  return numbers;
}
