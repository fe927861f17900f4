import { elementCount } from "#models/layers/element-count.ts";
import { join } from "node:path";
import { z } from "zod";
import {
  datasetDescriptor,
  splitName,
  type DatasetDescriptor,
  type SplitName,
} from "#models/datasets/descriptor.ts";

/** Raised when the files below change their meaning; older folders are then packed again. */
export const PACKED_VERSION = 1;

export const DESCRIPTOR_FILE = "descriptor.json";

export const SPLIT_NAMES = splitName.options;

/** Where packed datasets lie under STRATA_HOME, each under its id. */
export function datasetsFolder(home: string): string {
  return join(home, "datasets");
}

/** uint8, NHWC: every tile is height x width x channels bytes, one after the other. */
export function imagesFile(split: SplitName): string {
  return `${split}-images.bin`;
}

/** uint8, one class index a tile, in the order of the images. */
export function labelsFile(split: SplitName): string {
  return `${split}-labels.bin`;
}

export const PART_FILES: string[] = SPLIT_NAMES.flatMap((split) => [imagesFile(split), labelsFile(split)]);

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** `descriptor.json`: what the folder holds, and how to tell that it holds it still. */
export const packedDescriptor = datasetDescriptor.extend({
  formatVersion: z.literal(PACKED_VERSION),
  parts: z.record(z.string(), z.object({ bytes: z.int().min(0), sha256: sha256Hex })),
});
export type PackedDescriptor = z.infer<typeof packedDescriptor>;

export function tileBytes({ inputShape }: DatasetDescriptor): number {
  return elementCount(inputShape);
}

export function expectedBytes(
  descriptor: DatasetDescriptor,
  split: SplitName,
  part: "images" | "labels",
): number {
  return descriptor.counts[split] * (part === "images" ? tileBytes(descriptor) : 1);
}
