import type { DatasetDescriptor, SplitName } from "#models/datasets/descriptor.ts";
import { SYNTHETIC } from "#models/datasets/synthetic.ts";
import { packDataset, type TileToPack } from "../pack-dataset.ts";
import type { PackedDescriptor } from "../packed-format.ts";
import type { OnProgress } from "../progress.ts";
import { drawTile } from "./draw-tile.ts";
import * as grounds from "./grounds.ts";
import type { DrawGround } from "./grounds.ts";
import { createRandom } from "./random.ts";

const GROUNDS: Readonly<Record<string, DrawGround>> = {
  AnnualCrop: grounds.annualCrop,
  Forest: grounds.forest,
  HerbaceousVegetation: grounds.herbaceousVegetation,
  Highway: grounds.highway,
  Industrial: grounds.industrial,
  Pasture: grounds.pasture,
  PermanentCrop: grounds.permanentCrop,
  Residential: grounds.residential,
  River: grounds.river,
  SeaLake: grounds.seaLake,
};

export type CreateSynthetic = {
  /** Where the packed folder shall be. */
  dir: string;
  /** All tiles of all classes, a multiple of 50 so that the split is even. */
  tiles?: number | undefined;
  seed?: number;
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
};

const SYNTHETIC_TILES = 3000;

/** Raised when the drawing changes, so that a folder drawn by older code is drawn again. */
const DRAWING_VERSION = 1;

export function syntheticFingerprint(tiles: number = SYNTHETIC_TILES, seed = 1): string {
  return `synthetic:${DRAWING_VERSION}:${tiles}:${seed}`;
}

/** Draws and packs the synthetic set: the same bytes for the same seed and size, 60 / 20 / 20 in each class. */
export async function createSynthetic({
  dir,
  tiles = SYNTHETIC_TILES,
  seed = 1,
  onProgress,
  signal,
}: CreateSynthetic): Promise<PackedDescriptor> {
  if (!Number.isInteger(tiles) || tiles < 50 || tiles % 50 !== 0) {
    throw new RangeError(`The synthetic set comes in multiples of 50 tiles, not ${tiles}`);
  }
  const perClass = tiles / SYNTHETIC.target.classes.length;
  const descriptor: DatasetDescriptor = {
    ...SYNTHETIC,
    counts: { train: tiles * 0.6, validation: tiles * 0.2, test: tiles * 0.2 },
    source: `Drawn by Strata from seed ${seed}`,
  };
  return packDataset({
    dir,
    descriptor,
    splits: {
      train: drawn(0, perClass * 0.6, seed),
      validation: drawn(perClass * 0.6, perClass * 0.8, seed),
      test: drawn(perClass * 0.8, perClass, seed),
    } satisfies Record<SplitName, TileToPack[]>,
    onProgress,
    signal,
  });
}

function drawn(from: number, to: number, seed: number): TileToPack[] {
  return SYNTHETIC.target.classes.flatMap((name, label) => {
    const drawGround = GROUNDS[name];
    if (drawGround === undefined) throw new Error(`Nobody has said how to draw ${name}`);
    return Array.from({ length: Math.round(to - from) }, (_, index) => ({
      label,
      pixels: () => drawTile(createRandom(seed, label, Math.round(from) + index), drawGround),
    }));
  });
}
