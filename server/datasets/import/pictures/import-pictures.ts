import { join } from "node:path";
import type { SplitName } from "#models/datasets/descriptor.ts";
import type { ImportOptions } from "#models/datasets/import/import-options.ts";
import type { ImportReport } from "#models/datasets/import/import-report.ts";
import { DatasetError } from "../../dataset-error.ts";
import { SPLIT_NAMES } from "../../packed-format.ts";
import type { OnProgress } from "../../progress.ts";
import { IMPORT_LIMITS, type ImportLimits } from "./limits.ts";
import type { ByteSource } from "./byte-source.ts";
import { decodePicture } from "./decode-picture.ts";
import { openPictures } from "./open-pictures.ts";
import { planPictures, type PicturePlan } from "./plan-pictures.ts";
import { readPictures, type ReadPicture, type ReadPictures } from "./read-pictures.ts";
import { reportPictures } from "./report-pictures.ts";
import type { PictureLabel, Refused } from "./source-file.ts";
import { tellOnce } from "../tell-once.ts";
import { openTileScratch, type TileScratch } from "./tile-scratch.ts";

export type ImportPictures = {
  bytes: ByteSource;
  name: string;
  options: ImportOptions;
  /** An empty folder that may hold as much as the packed pictures take. */
  scratchDir: string;
  limits?: ImportLimits;
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
};

type ImportedPicture = { label: PictureLabel; pixels: () => Promise<Uint8Array> };

export type ImportedPictures = {
  report: ImportReport;
  /** By name; empty where the pictures have values. */
  classes: string[];
  splitRule: string;
  /** Height, width, channels. */
  inputShape: [number, number, number];
  /** Ordered by class, then as they were read. Valid until `close`. */
  splits: Record<SplitName, ImportedPicture[]>;
  close: () => Promise<void>;
};

/**
 * Reads, decodes, checks and splits the pictures that a person brought.
 * @throws DatasetError that names what is at fault: the whole archive, or with `faults: "refuse"` the first broken
 *   file. Nothing but `scratchDir` was written then.
 */
export async function importPictures(input: ImportPictures): Promise<ImportedPictures> {
  const { bytes, name, options, limits = IMPORT_LIMITS } = input;
  const source = await openPictures({ bytes, name, limits });
  return importSource({
    ...input,
    source,
    side: options.side,
    channels: options.colour === "grey" ? 1 : 3,
    decode: (encoded) =>
      decodePicture(encoded, { ...options, size: [options.side, options.side] }, limits.pixels),
  });
}

type ImportSource = Pick<ImportPictures, "scratchDir" | "limits" | "onProgress" | "signal"> &
  Pick<ReadPictures, "source" | "decode" | "side" | "channels"> & {
    options: Pick<ImportOptions, "split" | "faults">;
    /** The classes in the order of their labels; by name where nothing is said. */
    classes?: readonly string[];
  };

/** The same for pictures from anywhere. The source stays its opener's to close. */
export async function importSource(input: ImportSource): Promise<ImportedPictures> {
  const { source, side, channels, decode, options, limits = IMPORT_LIMITS } = input;
  const tileBytes = side ** 2 * channels;
  requireRoom(source.total * tileBytes, limits, side);
  const scratch = await openTileScratch(join(input.scratchDir, "tiles.bin"), tileBytes);
  try {
    const { onProgress, signal } = input;
    const read = await readPictures({ source, decode, side, channels, limits, scratch, onProgress, signal });
    const unread = [...source.refused, ...read.refused];
    if (read.pictures.length === 0 && unread.length > 0)
      throw new DatasetError("SOURCE_BROKEN", `Not one picture could be read: ${tellOnce(unread)}`, {
        faults: unread,
      });
    const plan = planPictures(read.pictures, options.split, limits);
    const refused = [...unread, ...plan.refused];
    if (options.faults === "refuse") requireFaultless(refused, plan);
    return {
      report: reportPictures(plan, source, refused),
      classes: keptClasses(plan, input.classes),
      splitRule: plan.splitRule,
      inputShape: [side, side, channels],
      splits: gatherSplits(plan, scratch),
      close: scratch.close,
    };
  } catch (error) {
    await scratch.close();
    throw error;
  }
}

function keptClasses(plan: PicturePlan, order: readonly string[] | undefined): string[] {
  const kept = plan.classes.filter(({ tooFew }) => tooFew === null).map(({ name }) => name);
  return order === undefined ? kept : order.filter((name) => kept.includes(name));
}

function requireRoom(packedBytes: number, limits: ImportLimits, side: number): void {
  if (packedBytes <= limits.packedBytes) return;
  const gibibytes = (packedBytes / 1024 ** 3).toFixed(1);
  const most = (limits.packedBytes / 1024 ** 3).toFixed(1);
  throw new DatasetError(
    "SOURCE_REFUSED",
    `So many pictures of ${side}x${side} pixels take ${gibibytes} GiB, more than the ${most} that a dataset may have. Choose a smaller size`,
  );
}

function requireFaultless(refused: readonly Refused[], plan: PicturePlan): void {
  const lacking = plan.classes.find(({ tooFew }) => tooFew !== null);
  const [first] = refused;
  if (first === undefined && lacking === undefined) return;
  const what = first === undefined ? `"${lacking?.name}" ${lacking?.tooFew}` : tellOnce(refused);
  throw new DatasetError("SOURCE_BROKEN", `Nothing was imported, as you chose: ${what}`);
}

function gatherSplits(plan: PicturePlan, scratch: TileScratch): Record<SplitName, ImportedPicture[]> {
  const splits: Record<SplitName, ReadPicture[]> = { train: [], validation: [], test: [] };
  for (const [picture, split] of plan.splits) splits[split].push(picture);
  const [train, validation, test] = SPLIT_NAMES.map((split) =>
    splits[split]
      .toSorted((a, b) => (classOf(a) === classOf(b) ? a.tile - b.tile : classOf(a) < classOf(b) ? -1 : 1))
      .map(({ label, tile }) => ({ label, pixels: () => scratch.read(tile) })),
  );
  return { train: train ?? [], validation: validation ?? [], test: test ?? [] };
}

function classOf({ label }: ReadPicture): string {
  return label.kind === "class" ? label.className : "";
}
