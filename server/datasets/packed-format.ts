import { join } from "node:path";
import { z } from "zod";
import {
  datasetDescriptor,
  splitName,
  type DatasetDescriptor,
  type SplitName,
} from "#models/datasets/descriptor.ts";
import { elementCount } from "#models/layers/element-count.ts";
import { DatasetError } from "./dataset-error.ts";

/** Raised when there is more that a folder may hold. What version 1 wrote, bytes with classes, is read as it is. */
export const PACKED_VERSION = 2;

export const DESCRIPTOR_FILE = "descriptor.json";

export const SPLIT_NAMES = splitName.options;

/** Where packed datasets lie under STRATA_HOME, each under its id. */
export function datasetsFolder(home: string): string {
  return join(home, "datasets");
}

type Kind = Pick<DatasetDescriptor, "element" | "target">;

/** One input after the other, row by row: bytes (`images`), or float32, little endian (`inputs`). */
export function inputsFile({ element }: Pick<Kind, "element">, split: SplitName): string {
  return element === "uint8" ? `${split}-images.bin` : `${split}-inputs.bin`;
}

/** In the order of the inputs: one byte each, a class index (`labels`), or float32 values in their unit (`targets`). */
export function targetsFile({ target }: Pick<Kind, "target">, split: SplitName): string {
  return target.task === "classification" ? `${split}-labels.bin` : `${split}-targets.bin`;
}

/** A class is one byte. */
export const MOST_CLASSES = 256;

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** `descriptor.json`: what the folder holds, and how to tell that it holds it still. */
export const packedDescriptor = datasetDescriptor.extend({
  formatVersion: z.literal([1, PACKED_VERSION]),
  parts: z.record(z.string(), z.object({ bytes: z.int().min(0), sha256: sha256Hex })),
});
export type PackedDescriptor = z.infer<typeof packedDescriptor>;

const ELEMENT_BYTES = { uint8: 1, float32: 4 } as const;

/** Of one input. */
export function inputBytes({
  inputShape,
  element,
}: Pick<DatasetDescriptor, "inputShape" | "element">): number {
  return elementCount(inputShape) * ELEMENT_BYTES[element];
}

/** Of all targets of a split. */
export function targetsBytes({ counts, target }: DatasetDescriptor, split: SplitName): number {
  return counts[split] * (target.task === "classification" ? 1 : ELEMENT_BYTES.float32);
}

/** What is to be learned of each input: class indices, or values. */
export type Targets = Uint8Array | Float32Array;

/** @throws DatasetError SOURCE_BROKEN for what is no class of the target, or no number. */
export function encodeTargets({ target }: Pick<Kind, "target">, values: readonly number[]): Uint8Array {
  if (target.task === "classification") {
    const wrong = values.find(
      (value) => !Number.isInteger(value) || value < 0 || value >= target.classes.length,
    );
    if (wrong !== undefined) {
      throw new DatasetError(
        "SOURCE_BROKEN",
        `Expected a class from 0 to ${target.classes.length - 1}, got ${wrong}`,
      );
    }
    if (target.classes.length > MOST_CLASSES) {
      throw new DatasetError(
        "SOURCE_BROKEN",
        `There may be ${MOST_CLASSES} classes, and there are ${target.classes.length}`,
      );
    }
    return Uint8Array.from(values);
  }
  const floats = Float32Array.from(values);
  const wrong = floats.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw new DatasetError("SOURCE_BROKEN", `Expected a number, got ${values[wrong]}`);
  return new Uint8Array(floats.buffer);
}

export function decodeTargets({ target }: Pick<Kind, "target">, bytes: Uint8Array): Targets {
  return target.task === "classification" ? bytes : floatsOf(bytes);
}

/** Copied, since floats have to begin at a multiple of four bytes. */
export function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
