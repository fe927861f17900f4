import { torchvisionWeights } from "#models/backbones/torchvision-weights.ts";
import { transferNetwork } from "#models/backbones/mobilenet-v3-small.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { permuteAxes } from "../weights/permute-axes.ts";
import type { StoredWeights } from "../weights/starting-weights.ts";

type Known = { graph: ModelGraph; notes: readonly string[]; weights: StoredWeights };

/** The lecture's way: EuroSAT's tiles at the size that the network was trained with. */
const TRANSFER = {
  inputShape: [64, 64, 3],
  units: 10,
  side: 224,
  pooling: "average",
  frozenStages: Number.MAX_SAFE_INTEGER,
} as const;

/** Weights under the names of torchvision, of a network that Strata has as a backbone; null for any others. */
export function knownWeights(tensors: StoredWeights): Known | null {
  const weights = new Map<string, { shape: readonly number[]; data: Float32Array }>();
  for (const { key, from, order } of torchvisionWeights()) {
    const found = tensors.get(from);
    if (found === undefined || found.shape.length !== order.length) return null;
    const shape = order.map((axis) => found.shape[axis] ?? 1);
    weights.set(key, { shape, data: permuteAxes(found.data, found.shape, order) });
  }
  const notes = [
    "It is MobileNetV3-Small of torchvision, trained on ImageNet, without its classifier: a pooling and a Dense follow it",
    "Its pictures are 224 x 224, each channel less its mean and divided by its deviation: Resizing and preprocessing do so",
    "It is frozen: only Dense is trained",
  ];
  return { graph: transferNetwork(TRANSFER), notes, weights };
}
