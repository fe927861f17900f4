import { setImmediate } from "node:timers/promises";
import { buffer } from "node:stream/consumers";
import { sketchOf, type WeightSketch } from "#models/competition/weight-sketch.ts";
import { compileGraph } from "#models/graph/compile.ts";
import type { GraphTarget } from "#models/graph/analyze.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { decodeSafeTensors } from "#server/engine/weights/safetensors.ts";
import type { Storage } from "#server/storage/storage.ts";

/** Larger files are not read: 64 million values. */
const MOST_BYTES = 256 * 1024 * 1024;

type Trained = { graph: ModelGraph; target: GraphTarget; key: string; sizeBytes: number };

/**
 * The weights of a run in short, from its safetensors file, tensor by tensor. Moving means and variances tell of the pictures
 * rather than of who trained, and are left out. null where there is nothing to read.
 */
export async function networkSketch(
  files: Storage,
  { graph, target, key, sizeBytes }: Trained,
): Promise<WeightSketch | null> {
  const { network } = compileGraph(graph, target);
  if (network === null || sizeBytes > MOST_BYTES) return null;
  const source = await files.openRead(key);
  if (source === null) return null;
  const { tensors } = decodeSafeTensors(await buffer(source.stream));
  const sketch: WeightSketch = [];
  for (const { key: name, isTrainable, shape } of network.weights) {
    const tensor = tensors.get(name);
    if (tensor === undefined || name.includes("/moving_")) continue;
    // Leases and other jobs are looked after in between.
    await setImmediate();
    sketch.push({ shape: [...shape], isTrained: isTrainable, ...sketchOf(tensor.data) });
  }
  return sketch.length === 0 ? null : sketch;
}
