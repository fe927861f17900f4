import { z } from "zod";
import { modelGraph, type ModelGraph } from "#models/graph/schema.ts";
import { encodeSafeTensors, type SafeTensor } from "../weights/safetensors.ts";
import type { OutputScale } from "../objectives/objective.ts";
import type { NetworkPlan } from "../weights/network-plan.ts";
import type { WeightValues } from "../weights/weight-values.ts";

/** Said in every file that holds a network, for whoever feeds it elsewhere. */
export const PREPROCESSING = "float32 NHWC, RGB, pixels 0..255 divided by 255";

const about = z.object({
  version: z.literal(1),
  graph: modelGraph,
  classes: z.array(z.string()),
  /** What makes the last layer's number a value in the target's unit; networks of classes have none. */
  outputScale: z.object({ scale: z.number(), offset: z.number() }).optional(),
  preprocessing: z.string(),
});

type TrainedNetwork = {
  graph: ModelGraph;
  classes: readonly string[];
  outputScale?: OutputScale | null;
};

/**
 * A trained network as a safetensors file: weights as Keras names and lays them out (`conv2d/kernel`, HWIO), and in the
 * metadata under `strata` its graph, classes and preprocessing as JSON.
 */
export function encodeTrainedNetwork(
  { graph, classes, outputScale }: TrainedNetwork,
  { weights }: NetworkPlan,
  values: WeightValues,
): Uint8Array {
  const tensors = new Map<string, SafeTensor>();
  for (const { key, shape } of weights) {
    const data = values.get(key);
    if (data === undefined) throw new Error(`The weight ${key} is missing`);
    tensors.set(key, { dtype: "F32", shape, data });
  }
  const strata = {
    version: 1,
    graph,
    classes: [...classes],
    preprocessing: PREPROCESSING,
    ...(outputScale && { outputScale }),
  } satisfies z.input<typeof about>;
  return encodeSafeTensors({ tensors, metadata: { strata: JSON.stringify(strata) } });
}

export type AboutNetwork = z.output<typeof about>;

/** @throws an Error for a file that `encodeTrainedNetwork` did not write. */
export function aboutNetwork(metadata: Readonly<Record<string, string>>): AboutNetwork {
  return about.parse(JSON.parse(metadata.strata ?? "null"));
}
