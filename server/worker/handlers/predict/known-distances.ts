import { pictureDistances } from "#server/datasets/distance/picture-distances.ts";
import type { PackedDataset } from "#server/datasets/open-dataset.ts";

type Distances = ReturnType<typeof pictureDistances>;

/** Numbers of a thousand pictures each. */
const MOST_DATASETS = 8;

/** Keeps what tells how far pictures lie from a dataset's, for the datasets that were asked about last. */
export function createKnownDistances(): { of: (dataset: PackedDataset) => Distances } {
  // The one that was asked longest ago first.
  const known = new Map<string, Distances>();
  return {
    of(dataset) {
      const found = known.get(dataset.dir) ?? pictureDistances(dataset);
      known.delete(dataset.dir);
      known.set(dataset.dir, found);
      for (const dir of known.keys()) {
        if (known.size <= MOST_DATASETS) break;
        known.delete(dir);
      }
      return found;
    },
  };
}
