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
