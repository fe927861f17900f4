import type { SplitName } from "#models/datasets/descriptor.ts";

const NAMES: Readonly<Record<string, SplitName>> = {
  train: "train",
  training: "train",
  val: "validation",
  valid: "validation",
  validation: "validation",
  test: "test",
  testing: "test",
};

/** The split that a folder's or a cell's text names. */
export function splitNamed(name: string): SplitName | undefined {
  return NAMES[name.trim().toLowerCase()];
}

/** As the datasets library names its shards: `data/train-00000-of-00002.parquet`. */
export function splitOfShard(path: string): SplitName | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return splitNamed(/^[a-z]+/i.exec(name)?.[0] ?? "");
}
