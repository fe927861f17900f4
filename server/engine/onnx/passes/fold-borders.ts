import { dilatedSize } from "#models/layers/convolution-shape.ts";
import { paddedSides } from "#models/layers/settings/sides-of-map.ts";
import type { NetworkPlan, PlannedLayer } from "#server/engine/weights/network-plan.ts";

/**
 * The same network, where a ZeroPadding2D that a single convolution reads is that convolution's own padding: nothing is
 * copied into a frame and cut out of it again.
 */
export function foldBorders(plan: NetworkPlan): NetworkPlan {
  const layerOf = new Map(plan.layers.map((layer) => [layer.name, layer]));
  const readers = new Map<string, number>();
  for (const source of plan.layers.flatMap(({ inputs }) => inputs)) {
    readers.set(source, (readers.get(source) ?? 0) + 1);
  }
  const folded = new Set<string>();
  const layers = plan.layers.map((layer): PlannedLayer => {
    const frame = layerOf.get(layer.inputs[0] ?? "");
    const reach = reachOf(layer);
    if (reach === null || frame?.type !== "ZeroPadding2D" || readers.get(frame.name) !== 1) return layer;
    const border = paddedSides(frame.settings.padding);
    // A window that lies in the border alone gives the bias; the gradient's convolution cannot pad by less than nothing.
    const isWithin = ([0, 1] as const).every(
      (axis) => Math.max(border.before[axis], border.after[axis]) < reach[axis],
    );
    if (!isWithin) return layer;
    folded.add(frame.name);
    return { ...layer, border, inputs: frame.inputs, inputShapes: frame.inputShapes };
  });
  return { ...plan, layers: layers.filter(({ name }) => !folded.has(name)) };
}

/** How far a convolution's windows reach; null where it is none, or pads by itself. */
function reachOf(layer: PlannedLayer): readonly [number, number] | null {
  const { type } = layer;
  if (type !== "Conv2D" && type !== "DepthwiseConv2D" && type !== "SeparableConv2D") return null;
  const { padding, kernelSize, dilationRate } = layer.settings;
  return padding === "valid" ? dilatedSize(kernelSize, dilationRate) : null;
}
