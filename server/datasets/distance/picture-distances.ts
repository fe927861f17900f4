import { elementCount } from "#models/layers/element-count.ts";
import type { PictureDistance } from "#models/tasks/picture-distance.ts";
import type { PackedDataset } from "../open-dataset.ts";
import { distanceScale } from "./distance-scale.ts";
import { pictureTraits, type Traits } from "./picture-traits.ts";

const MOST_KNOWN = 1_000;
const MOST_HELD = 500;
/** Of pictures that are read for it, so that a dataset of large ones takes no longer than one of small ones. */
const MOST_BYTES = 32 * 2 ** 20;
/** With fewer, `further than 99 of 100` says nothing. */
const LEAST_HELD = 20;

/**
 * What tells how far a picture lies from a dataset's training split, by a sample of it and of the validation split; null for
 * what is no single picture, grey or RGB, and for a dataset with too few to compare with.
 */
export async function pictureDistances(
  dataset: PackedDataset,
): Promise<((pixels: Uint8Array) => PictureDistance) | null> {
  const { inputShape, element, frames, counts } = dataset.descriptor;
  const [height, width, channels] = inputShape;
  if (channels === undefined || (channels !== 1 && channels !== 3)) return null;
  if (element !== "uint8" || frames !== undefined || counts.train === 0 || counts.validation < LEAST_HELD) {
    return null;
  }
  const most = Math.max(LEAST_HELD, Math.floor(MOST_BYTES / elementCount(inputShape)));
  const of = (pixels: Uint8Array) => pictureTraits(pixels, [height, width, channels]);
  const known = await traitsOf(dataset, { split: "train", most: Math.min(MOST_KNOWN, most) }, of);
  const held = await traitsOf(dataset, { split: "validation", most: Math.min(MOST_HELD, most) }, of);
  const scale = distanceScale(known, held);
  return (pixels) => scale(of(pixels));
}

type Sample = { split: "train" | "validation"; most: number };

/** Of pictures that lie evenly in a split. */
async function traitsOf(
  { descriptor, openSplit }: PackedDataset,
  { split, most }: Sample,
  of: (pixels: Uint8Array) => Traits,
): Promise<Traits[]> {
  const opened = await openSplit(split);
  try {
    const count = Math.min(most, opened.count);
    const pixels = new Uint8Array(elementCount(descriptor.inputShape));
    return Array.from({ length: count }, (_, index) => {
      opened.read([Math.floor((index * opened.count) / count)], pixels);
      return of(pixels);
    });
  } finally {
    opened.close();
  }
}
