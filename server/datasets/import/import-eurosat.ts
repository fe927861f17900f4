import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import type { DatasetDescriptor, SplitName } from "#models/datasets/descriptor.ts";
import { EUROSAT, EUROSAT_COUNTS } from "#models/datasets/eurosat.ts";
import { splitClass } from "#models/datasets/split-rule.ts";
import { DatasetError } from "../dataset-error.ts";
import { packDataset, type TileToPack } from "../pack-dataset.ts";
import { SPLIT_NAMES, type PackedDescriptor } from "../packed-format.ts";
import type { OnProgress } from "../progress.ts";
import { decodeTile } from "./decode-tile.ts";
import { openSource } from "./open-source.ts";
import type { SourceTile } from "./tile-source.ts";

/** Fewer would leave a split of the class empty. */
const FEWEST_PER_CLASS = 5;

export type ImportEurosat = {
  /** The official zip, a folder of class folders, a parquet file or a folder of them. */
  source: string;
  /** The folder that packed datasets lie in, each under its id. */
  datasetsDir: string;
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
};

/** Decodes, splits and packs EuroSAT. @throws DatasetError that names the file at fault; nothing is left then. */
export async function importEurosat({
  source,
  datasetsDir,
  onProgress,
  signal,
}: ImportEurosat): Promise<PackedDescriptor> {
  onProgress?.({ phase: "reading", done: 0, total: 0 });
  const opened = await openSource(source);
  try {
    signal?.throwIfAborted();
    const byClass = groupByClass(opened.tiles, source);
    const splits = splitTiles(byClass);
    const descriptor = describe(splits, byClass);
    return await packDataset({
      dir: join(datasetsDir, descriptor.id),
      descriptor,
      splits: {
        train: splits.train.map(toPack),
        validation: splits.validation.map(toPack),
        test: splits.test.map(toPack),
      },
      onProgress,
      signal,
    });
  } finally {
    await opened.close();
  }
}

type ByClass = Map<string, Map<string, SourceTile>>;
type Splits = Record<SplitName, SourceTile[]>;

function groupByClass(tiles: readonly SourceTile[], source: string): ByClass {
  const byClass: ByClass = new Map(EUROSAT.classes.map((name) => [name, new Map()]));
  for (const tile of tiles) {
    const group = byClass.get(tile.className);
    const twin = group?.get(tile.name);
    if (twin !== undefined)
      throw new DatasetError("SOURCE_BROKEN", `${tile.where} is there twice: ${twin.where}`);
    group?.set(tile.name, tile);
  }
  for (const [name, group] of byClass) {
    if (group.size >= FEWEST_PER_CLASS) continue;
    const has = group.size === 0 ? "no images" : `only ${group.size}, fewer than ${FEWEST_PER_CLASS} images`;
    throw new DatasetError("SOURCE_BROKEN", `${basename(source)} has ${has} of class ${name}`);
  }
  return byClass;
}

function splitTiles(byClass: ByClass): Splits {
  const splits: Splits = { train: [], validation: [], test: [] };
  for (const group of byClass.values()) {
    const names = splitClass([...group.keys()]);
    for (const split of SPLIT_NAMES) {
      splits[split].push(...names[split].flatMap((name) => group.get(name) ?? []));
    }
  }
  return splits;
}

/** A part of EuroSAT is a dataset of its own: its scores do not compare with those of all 27,000 tiles. */
function describe(splits: Splits, byClass: ByClass): DatasetDescriptor {
  const counts = {
    train: splits.train.length,
    validation: splits.validation.length,
    test: splits.test.length,
  };
  const isWhole = EUROSAT.classes.every((name) => byClass.get(name)?.size === EUROSAT_COUNTS[name]);
  if (isWhole) return { ...EUROSAT, counts };
  const total = counts.train + counts.validation + counts.test;
  return {
    ...EUROSAT,
    id: `${EUROSAT.id}-subset-${digestOf(byClass)}`,
    title: `${EUROSAT.title} (a subset of ${total.toLocaleString("en")} tiles)`,
    counts,
  };
}

function digestOf(byClass: ByClass): string {
  const hash = createHash("sha256");
  for (const [name, group] of byClass) hash.update(JSON.stringify([name, ...[...group.keys()].toSorted()]));
  return hash.digest("hex").slice(0, 8);
}

function toPack(tile: SourceTile): TileToPack {
  return {
    label: EUROSAT.classes.indexOf(tile.className),
    pixels: async () => decodeTile(await tile.read(), tile.where, EUROSAT),
  };
}
