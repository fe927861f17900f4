import type { DatasetDescriptor, SplitName } from "#models/datasets/descriptor.ts";
import { SKY_IRRADIANCE } from "#models/datasets/sky-irradiance.ts";
import { packDataset, type TileToPack } from "../../pack-dataset.ts";
import type { PackedDescriptor } from "../../packed-format.ts";
import type { OnProgress } from "../../progress.ts";
import { drawSequence } from "./draw-sequence.ts";
import { createSky, irradianceAfter } from "./sky.ts";

export type CreateSky = {
  /** Where the packed folder shall be. */
  dir: string;
  /** A multiple of 5, so that the split is even. */
  sequences?: number | undefined;
  seed?: number;
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
};

export const SKY_SEQUENCES = 2000;

/** Raised when the drawing or the formula changes, so that a folder drawn by older code is drawn again. */
const DRAWING_VERSION = 1;

export function skyFingerprint(sequences: number, seed = 1): string {
  return `sky-irradiance:${DRAWING_VERSION}:${sequences}:${seed}`;
}

/** Draws and packs sequences of synthetic skies: the same bytes and values for the same seed and number, 60 / 20 / 20. */
export async function createSkySet({
  dir,
  sequences = SKY_SEQUENCES,
  seed = 1,
  onProgress,
  signal,
}: CreateSky): Promise<PackedDescriptor> {
  if (!Number.isInteger(sequences) || sequences < 5 || sequences % 5 !== 0) {
    throw new RangeError(`Synthetic skies come in multiples of 5 sequences, not ${sequences}`);
  }
  const [train, validation] = [(sequences * 3) / 5, sequences / 5];
  const descriptor: DatasetDescriptor = {
    ...SKY_IRRADIANCE,
    counts: { train, validation, test: validation },
    source: `Drawn by Strata from seed ${seed}`,
  };
  return packDataset({
    dir,
    descriptor,
    splits: {
      train: drawn(0, train, seed),
      validation: drawn(train, validation, seed),
      test: drawn(train + validation, validation, seed),
    } satisfies Record<SplitName, TileToPack[]>,
    onProgress,
    signal,
  });
}

function drawn(from: number, count: number, seed: number): TileToPack[] {
  return Array.from({ length: count }, (_, place) => {
    const sky = createSky(seed, from + place);
    return { label: irradianceAfter(sky), pixels: () => drawSequence(sky, seed, from + place) };
  });
}
