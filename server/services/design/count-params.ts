import { analyzeGraph } from "#models/graph/analyze.ts";
import type { PackedDataset } from "#server/datasets/open-dataset.ts";
import { targetOf } from "../dataset/target.ts";
import type { DesignRow } from "./present.ts";

const MAX_KEPT = 2_000;
const known = new Map<string, number>();

/** What a design has to learn. A revision never changes: counted once, as a list shows hundreds again and again. */
export function countParams({ id, revision, graph }: DesignRow, dataset: PackedDataset): number {
  const key = `${id} ${revision} ${dataset.descriptor.id}`;
  const params = known.get(key) ?? analyzeGraph(graph, targetOf(dataset)).totals.params;
  // Taken out and put in again, the oldest is the one that was not asked for the longest.
  known.delete(key);
  known.set(key, params);
  const [oldest] = known.keys();
  if (known.size > MAX_KEPT && oldest !== undefined) known.delete(oldest);
  return params;
}
