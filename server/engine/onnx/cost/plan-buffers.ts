import type { OnnxNode } from "../graph/proto/onnx-model.ts";
import type { NodePlan } from "./plan-nodes.ts";
import { scratchBytes } from "./scratch-bytes.ts";
import { bytesOf, type ValueInfo } from "./value-info.ts";

/** What a run asks of its allocator, in order. */
export type MemoryEvent = { kind: "take"; buffer: number; bytes: number } | { kind: "free"; buffer: number };

/** The output is the input, seen with other axes. */
const VIEWS = new Set(["Reshape", "Squeeze", "Unsqueeze", "Flatten", "Identity"]);

/**
 * When each value's memory is taken and given back: taken where it is computed, free after its last reader. ONNX Runtime
 * would write some values over their inputs, but not where the batch's size is known only as the model runs.
 */
export function planBuffers(
  plan: NodePlan,
  values: ReadonlyMap<string, ValueInfo>,
  { threads }: { threads: number },
): MemoryEvent[] {
  const bufferOf = new Map<string, number>();
  const lastUse = new Map<number, number>();
  const taken = plan.nodes.map((node, at) => {
    for (const name of node.inputs) {
      const buffer = bufferOf.get(name);
      if (buffer !== undefined) lastUse.set(buffer, at);
    }
    return node.outputs.flatMap((name) => {
      const value = values.get(name);
      if (value === undefined || plan.outputs.has(name)) return [];
      const shared = VIEWS.has(node.op) ? bufferOf.get(node.inputs[0] ?? "") : undefined;
      // A view of what is not the allocator's own, an input or a constant, is not either.
      if (shared === undefined && VIEWS.has(node.op)) return [];
      const buffer = shared ?? lastUse.size;
      bufferOf.set(name, buffer);
      lastUse.set(buffer, at);
      return shared === undefined ? [{ buffer, bytes: bytesOf(value) }] : [];
    });
  });
  const freed = plan.nodes.map((): number[] => []);
  for (const [buffer, at] of lastUse) freed[at]?.push(buffer);
  return plan.nodes.flatMap((node, at) => [
    ...(taken[at] ?? []).map((each): MemoryEvent => ({ kind: "take", ...each })),
    ...scratch(node, { values, threads, buffer: lastUse.size + at }),
    ...(freed[at] ?? []).map((buffer): MemoryEvent => ({ kind: "free", buffer })),
  ]);
}

type Scratch = { values: ReadonlyMap<string, ValueInfo>; threads: number; buffer: number };

function scratch(node: OnnxNode, { values, threads, buffer }: Scratch): MemoryEvent[] {
  const bytes = scratchBytes(node, values, { threads });
  if (bytes === 0) return [];
  return [
    { kind: "take", buffer, bytes },
    { kind: "free", buffer },
  ];
}
