import type { SavedAs } from "#models/interchange/file-model.ts";
import { layersOf, type NetworkLayer } from "#models/interchange/network.ts";
import { elementCount } from "#models/layers/element-count.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { StoredWeights } from "../weights/starting-weights.ts";
import { MAX_WEIGHTS_BYTES, tooManyWeights } from "./limits.ts";
import { WeightsRefusal, type FileArray, type FileWeights } from "./file-weights.ts";

/** What a file may call a weight instead: a depthwise kernel in Keras 2, and the factor a channel of ConvNeXt's LayerScale. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  kernel: ["depthwise_kernel", "gamma"],
};

type Source = { savedAs: ReadonlyMap<string, SavedAs>; weights: FileWeights };

/**
 * The weights of a network by its own names, from a file's. A layer of which the file has not all, in other shapes, is left
 * out. @throws WeightsRefusal for numbers that are none, or more of them than are kept: layers may share an array.
 */
export function assignWeights(graph: ModelGraph, { savedAs, weights }: Source): StoredWeights {
  const list = layersOf(graph);
  let bytes = 0;
  const stored = new Map<string, { shape: readonly number[]; data: Float32Array }>();
  for (const layer of list.ok ? list.layers : []) {
    const source = savedAs.get(layer.name);
    if (source === undefined || layer.weights.length === 0) continue;
    for (const [key, value] of arraysOf(layer, weights(source))) {
      bytes += value.data.byteLength;
      if (bytes > MAX_WEIGHTS_BYTES) throw tooManyWeights();
      stored.set(key, value);
    }
  }
  return stored;
}

function arraysOf(
  { name: layer, weights }: NetworkLayer,
  arrays: readonly FileArray[],
): [string, { shape: readonly number[]; data: Float32Array }][] {
  const isNamed = arrays.every(({ name }) => name !== null);
  const found = weights.map(({ name, shape }, index) => {
    const names = [name, ...(OTHER_NAMES[name] ?? [])];
    const array = isNamed
      ? names.flatMap((each) => arrays.find((candidate) => candidate.name === each) ?? [])[0]
      : arrays[index];
    if (array === undefined || !isSameBut1(array.shape, shape)) return null;
    if (array.data.length !== elementCount(shape)) return null;
    if (!array.data.every(Number.isFinite)) {
      throw new WeightsRefusal(`${layer}: its ${name} holds numbers that are infinite or none`);
    }
    return [`${layer}/${name}`, { shape, data: array.data }] as const;
  });
  return found.every((each) => each !== null) ? found.map((each) => [...each]) : [];
}

/** Axes of one element say nothing: [64] is [1, 1, 64, 1]. */
function isSameBut1(a: readonly number[], b: readonly number[]): boolean {
  const told = (shape: readonly number[]) => shape.filter((side) => side !== 1).join();
  return told(a) === told(b);
}
