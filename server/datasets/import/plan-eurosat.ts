import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { DatasetDescriptor, SplitName } from "#models/datasets/descriptor.ts";
import { EUROSAT, EUROSAT_COUNTS } from "#models/datasets/eurosat.ts";
import { splitClass } from "#models/datasets/split-rule.ts";
import { DatasetError } from "../dataset-error.ts";
import { mapConcurrently } from "../map-concurrently.ts";
import { SPLIT_NAMES } from "../packed-format.ts";
import type { Refused } from "./pictures/source-file.ts";
import { tellOnce } from "./tell-once.ts";
import type { SourceTile } from "./tile-source.ts";

/** Fewer would leave a split of the class empty. */
const FEWEST_PER_CLASS = 5;

type ByClass = Map<string, Map<string, SourceTile>>;
type Splits = Record<SplitName, SourceTile[]>;

/**
 * Decides from the names of the files which tile goes where, before any of them is decoded. Each split is ordered
 * by class, then by number; tiles of one number by name, and those of one name by their folders.
 */
export async function planEurosat(
  tiles: readonly SourceTile[],
  source: string,
): Promise<{ descriptor: DatasetDescriptor; splits: Splits }> {
  const byClass = await groupByClass(tiles, source);
  const splits = splitTiles(byClass);
  return { descriptor: describe(splits, byClass), splits };
}

/** By file name; where copies number the tiles of each split anew, by the path. */
async function groupByClass(tiles: readonly SourceTile[], source: string): Promise<ByClass> {
  const named = new Map<string, SourceTile[]>();
  for (const tile of tiles) {
    const key = `${tile.className}/${tile.name}`;
    const same = named.get(key);
    if (same === undefined) named.set(key, [tile]);
    else same.push(tile);
  }
  await requireDifferent([...named.values()].filter((same) => same.length > 1));
  const byClass: ByClass = new Map(EUROSAT.target.classes.map((name) => [name, new Map()]));
  for (const same of named.values()) {
    for (const tile of same) {
      byClass.get(tile.className)?.set(same.length === 1 ? tile.name : tile.path, tile);
    }
  }
  for (const [name, group] of byClass) {
    if (group.size >= FEWEST_PER_CLASS) continue;
    const has = group.size === 0 ? "no images" : `only ${group.size}, fewer than ${FEWEST_PER_CLASS} images`;
    throw new DatasetError("SOURCE_BROKEN", `${basename(source)} has ${has} of class ${name}`);
  }
  return byClass;
}

/** Two copies of a tile may come to lie in two splits, and what was trained on would be tested. */
async function requireDifferent(sameNames: readonly (readonly SourceTile[])[]): Promise<void> {
  const faults: Refused[] = [];
  await mapConcurrently(sameNames, 16, async (tiles) => {
    const seen = new Map<string, SourceTile>();
    for (const tile of tiles) {
      const sha256 = createHash("sha256")
        .update(await tile.read())
        .digest("hex");
      const twin = seen.get(sha256);
      if (twin === undefined) seen.set(sha256, tile);
      else faults.push({ name: tile.where, reason: `is there twice, byte for byte: "${twin.where}"` });
    }
  });
  if (faults.length > 0) throw new DatasetError("SOURCE_BROKEN", tellOnce(faults), { faults: faults });
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
  const isWhole = EUROSAT.target.classes.every((name) => byClass.get(name)?.size === EUROSAT_COUNTS[name]);
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
