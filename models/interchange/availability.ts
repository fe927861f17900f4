import type { ModelGraph } from "../graph/schema.ts";
import { networkOf } from "./network.ts";
import { whyNotInTfjs } from "./tfjs-forms.ts";

/** Why a network cannot be had in TensorFlow.js's layers format; null where it can. */
export function whyNoTfjs(graph: ModelGraph): string | null {
  const result = networkOf(graph);
  if (!result.ok) return result.reason;
  for (const layer of result.network.layers) {
    const reason = whyNotInTfjs(layer);
    if (reason !== null) return reason;
  }
  return null;
}

/** Why there is no notebook for a run on a dataset; null where there is one. */
export function whyNoNotebook(dataset: { id: string; isSynthetic: boolean }): string | null {
  return dataset.isSynthetic
    ? "Synthetic tiles exist nowhere else, so a notebook could not score them"
    : null;
}
